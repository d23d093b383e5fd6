import { setTimeout as sleep } from 'node:timers/promises';
import { breathe } from '../jupyter/stop.js';
import type { Trainable } from '../losses/trainable.js';
import { type Batch, Batcher, type Examples } from './batches.js';
import type { Position } from './checkpoint.js';
import { type ExampleSource, exampleSource } from './example-source.js';
import type { Settings } from './fit-options.js';
import { type JitPlan, planOf } from './jit-plan.js';
import type { Optimizer } from './optimizers.js';
import { checkedFactor } from './schedules.js';
import { type Steps, TrainingStep } from './step.js';

/** Work of one call, ms: Stop and progress wait for its end. */
const millisecondsOfCall = 60;

/** How often a wait for the compiler looks whether Stop was pressed. */
const millisecondsBetweenLooks = 20;

/** Where a run stands: steps done in this epoch, and in all. */
export interface At {
  readonly stepInEpoch: number;
  readonly step: number;
}

/** What one step did. */
export interface Taken {
  /** The loss's parts, before the update. */
  readonly values: Float32Array;
  readonly rate: number;
  readonly examples: number;
}

/** The calls of a run: which steps are one, on which tensors, and whether XLA runs them. */
export class TrainingCalls {
  readonly #step: TrainingStep;
  readonly #source: ExampleSource;
  readonly #batch: number;
  #plan: JitPlan = { xlaFrom: null };
  #compiled: Promise<boolean> | undefined;
  #xlaIsReady = false;
  #usedXla = false;

  constructor(
    model: Trainable,
    private readonly examples: Examples,
    optimizer: Optimizer,
    private readonly settings: Settings,
  ) {
    this.#batch = Math.min(settings.batchSize, examples.count);
    this.#step = new TrainingStep(model, optimizer, settings.jit);
    this.#source = exampleSource(examples, this.#batch);
  }

  /** Names of the loss's parts. */
  get names(): readonly string[] {
    return this.#step.names;
  }

  /** Who runs which step. */
  get plan(): JitPlan {
    return this.#plan;
  }

  /** Whether XLA has run a step. */
  get usedXla(): boolean {
    return this.#usedXla;
  }

  /** Traces the step, and plans the run. */
  prime(): void {
    const { jit, stepsPerEpoch, epochs } = this.settings;
    const work = this.#step.prime(this.#first());
    this.#plan = planOf(jit, work, stepsPerEpoch * epochs);
  }

  /** Goes on as a checkpoint says. */
  resume({ partNames, plan }: Position): void {
    this.#step.names = [...partNames];
    this.#plan = plan;
  }

  /** Starts XLA's compiler, where it is planned, and waits for it where it is to run the next step. */
  async ready(step: number, stopIfAsked: () => void): Promise<void> {
    const { xlaFrom } = this.#plan;
    if (xlaFrom === null || this.#xlaIsReady) return;
    this.#compiled ??= this.#step.compileWithXla(this.#first());
    if (step < xlaFrom) return;
    let could: boolean | undefined;
    void this.#compiled.then((value) => {
      could = value;
    });
    for (await breathe(); could === undefined; await sleep(millisecondsBetweenLooks)) stopIfAsked();
    this.#xlaIsReady = could;
    // TensorFlow's error says what XLA lacks where it was asked for; else the executor stays.
    if (!could && this.settings.jit !== true) this.#plan = { xlaFrom: null };
  }

  /** Takes the next steps of an epoch in one call: at least one, at most so many. */
  take(order: Uint32Array, at: At, most: number): Taken[] {
    const start = at.stepInEpoch * this.#batch;
    const whole = order.length - start >= this.#batch;
    const count = whole ? Math.min(most, this.#stepsInCall(order, at)) : 1;
    const size = whole ? this.#batch : order.length - start;
    const rates = Array.from({ length: count }, (_, i) => this.#rate(at.step + i));
    const piece = this.#source.take(order, start, start + count * size);
    const xla = whole && at.step >= (this.#plan.xlaFrom ?? Number.POSITIVE_INFINITY);
    this.#usedXla ||= xla;
    const { seed } = this.settings;
    const values = this.#step.run({ ...piece, rates, seed, step: at.step }, xla ? 'xla' : 'executor');
    const parts = values.length / count;
    return rates.map((rate, i) => ({
      values: values.subarray(i * parts, (i + 1) * parts),
      rate,
      examples: size,
    }));
  }

  /** The batch of a step of the epoch. */
  batch(order: Uint32Array, stepInEpoch: number): Batch {
    const start = stepInEpoch * this.#batch;
    return new Batcher(this.examples).batch(order.subarray(start, start + this.#batch));
  }

  /** Frees what was compiled, and the examples' tensors. */
  dispose(): void {
    this.#step.dispose();
    this.#source.dispose();
  }

  /** Whole batches that one call may take. */
  #stepsInCall(order: Uint32Array, { stepInEpoch, step }: At): number {
    const { onStep, stepsPerEpoch } = this.settings;
    if (onStep) return 1;
    const start = stepInEpoch * this.#batch;
    const end = Math.min(order.length, this.#source.reach(start));
    const { xlaFrom } = this.#plan;
    return Math.min(
      this.#step.stepsIn(millisecondsOfCall),
      Math.floor((end - start) / this.#batch),
      stepsPerEpoch - stepInEpoch,
      xlaFrom !== null && step < xlaFrom ? xlaFrom - step : Number.POSITIVE_INFINITY,
    );
  }

  #rate(step: number): number {
    const { learningRate, schedule, epochs, stepsPerEpoch } = this.settings;
    const steps = stepsPerEpoch * epochs;
    const factor = checkedFactor(schedule, { step, steps, epoch: step / stepsPerEpoch, epochs });
    return learningRate * factor;
  }

  /** A first step: for what only looks at the forms. */
  #first(): Steps {
    const order = Uint32Array.from({ length: this.#batch }, (_, i) => i);
    const piece = this.#source.take(order, 0, this.#batch);
    return { ...piece, rates: [0], seed: 0, step: 0 };
  }
}
