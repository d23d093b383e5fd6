import type { Dataset } from '../data/dataset.js';
import { Snapshot } from '../files/snapshot.js';
import { breathe, throwIfStopped } from '../jupyter/stop.js';
import type { Trainable } from '../losses/trainable.js';
import { checkRange, disposeBatch, type Examples, epochOrder, examplesOf } from './batches.js';
import type { Position } from './checkpoint.js';
import { DivergenceError, diagnose } from './divergence.js';
import { Patience } from './early-stopping.js';
import { meanLoss, targetOf } from './evaluate.js';
import type { Settings } from './fit-options.js';
import { type Epoch, type History, historyOf, type PartMeans, PartSums } from './history.js';
import { Optimizer } from './optimizers.js';
import { type ProgressDisplay, progressDisplay, silent } from './progress-display.js';
import { RunClock } from './run-clock.js';
import { RunFile } from './run-file.js';
import { statusOf } from './run-status.js';
import { type At, type Taken, TrainingCalls } from './training-calls.js';
import { validationExamples } from './validation.js';

const millisecondsBetweenBreaths = 40;

/** One training run: what `fit` does, step by step. */
export class Run {
  readonly #examples: Examples;
  readonly #validation: Examples | undefined;
  readonly #optimizer: Optimizer;
  readonly #calls: TrainingCalls;
  readonly #display: ProgressDisplay;
  readonly #patience: Patience | undefined;
  readonly #file: RunFile | undefined;
  readonly #epochs: Epoch[] = [];
  #clock = new RunClock();
  #best: Snapshot | undefined;
  #lastGood: Snapshot;
  #sums: PartSums | undefined;
  #stepInEpoch = 0;
  #stepsDone = 0;
  #rate = 0;
  #lastFinite: number | undefined;
  #lastBreath = performance.now();

  constructor(
    readonly model: Trainable,
    data: Dataset | Float32Array,
    readonly settings: Settings,
  ) {
    const { targets, optimizer, progress, checkpoint } = settings;
    this.#examples = examplesOf('fit', data, model.inputShape, targetOf('fit', model, data, targets));
    checkRange('fit', model, this.#examples);
    this.#validation = validationExamples(model, settings);
    this.#optimizer = new Optimizer(optimizer, model.variables);
    this.#calls = new TrainingCalls(model, this.#examples, this.#optimizer, settings);
    this.#display = progress === false ? silent : progressDisplay(progress);
    this.#patience = settings.earlyStopping && new Patience(settings.earlyStopping);
    this.#file =
      checkpoint &&
      new RunFile({ ...settings, checkpoint }, this.#examples, this.#validation, model, this.#optimizer);
    this.#lastGood = this.#snapshot();
  }

  /** Trains to the end; see `fit`. */
  async train(): Promise<History> {
    this.#calls.prime();
    this.#resume();
    while (this.#epochs.length < this.settings.epochs && !this.#outOfPatience()) {
      await this.#trainEpoch();
      await this.#closeEpoch();
    }
    if (this.settings.earlyStopping?.restoreBest !== false) this.#best?.restore();
    const history = this.#history();
    this.#show(true, history.ending);
    return history;
  }

  /** Frees what the run made; the model stays. */
  dispose(): void {
    this.#calls.dispose();
    this.#optimizer.dispose();
    this.#lastGood.dispose();
    this.#best?.dispose();
  }

  #outOfPatience(): boolean {
    return this.#patience?.exhausted(this.#epochs.length) ?? false;
  }

  async #trainEpoch(): Promise<void> {
    const { seed, shuffle, stepsPerEpoch } = this.settings;
    const order = epochOrder(
      this.#examples.count,
      shuffle ? { seed, epoch: this.#epochs.length } : undefined,
    );
    while (this.#stepInEpoch < stepsPerEpoch) {
      this.#stopIfAsked();
      await this.#calls.ready(this.#stepsDone, () => this.#stopIfAsked());
      this.#record(order, this.#calls.take(order, this.#at(), this.#stepsUntilDue()));
      if (this.#stepInEpoch < stepsPerEpoch)
        this.#file?.afterStep(this.#stepInEpoch, () => this.#position(), this.#best);
      await this.#breatheIfDue();
    }
  }

  #at(): At {
    return { stepInEpoch: this.#stepInEpoch, step: this.#stepsDone };
  }

  /** Steps that may be one call: the checkpoint is written between two calls. */
  #stepsUntilDue(): number {
    return this.#file?.stepsUntilDue(this.#stepInEpoch) ?? Number.POSITIVE_INFINITY;
  }

  /** Throws when a stop was asked for; the checkpoint, if there is one, then holds every step done. */
  #stopIfAsked(): void {
    try {
      throwIfStopped(this.settings.signal);
    } catch (reason) {
      this.#file?.write(this.#position(), this.#best);
      throw reason;
    }
  }

  #record(order: Uint32Array, taken: readonly Taken[]): void {
    for (const { values, rate, examples } of taken) {
      const { names } = this.#calls;
      const parts = Object.fromEntries(names.map((name, i) => [name, values[i] ?? Number.NaN]));
      const total = parts['total'] ?? Number.NaN;
      this.#rate = rate;
      if (!Number.isFinite(total)) this.#fail(order, parts);
      this.#sums ??= new PartSums(names);
      this.#sums.add(values, examples);
      this.#lastFinite = total;
      this.#stepInEpoch++;
      this.#stepsDone++;
      this.#clock.stepDone();
      this.settings.onStep?.(this.#stepsDone, parts);
    }
  }

  #fail(order: Uint32Array, parts: PartMeans): never {
    const batch = this.#calls.batch(order, this.#stepInEpoch);
    const diagnosis = diagnose(this.model, batch);
    disposeBatch(batch);
    this.#lastGood.restore();
    diagnosis.push(`the model has the weights of the end of epoch ${this.#epochs.length} again`);
    const where = { epoch: this.#epochs.length + 1, step: this.#stepInEpoch + 1, rate: this.#rate };
    throw new DivergenceError({ ...where, parts, lastFinite: this.#lastFinite }, diagnosis);
  }

  async #closeEpoch(): Promise<void> {
    const validation = this.#validation && meanLoss(this.model, this.#validation, this.settings.seed);
    const epoch: Epoch = {
      epoch: this.#epochs.length + 1,
      train: this.#sums?.means() ?? {},
      ...(validation && { validation }),
      rate: this.#rate,
      seconds: this.#clock.seconds(),
    };
    this.#epochs.push(epoch);
    this.#sums = undefined;
    this.#stepInEpoch = 0;
    this.#lastGood.dispose();
    this.#lastGood = this.#snapshot();
    if (this.#patience?.improves(epoch.epoch, validation?.['total'] ?? Number.NaN)) {
      this.#best?.dispose();
      this.#best = this.#snapshot();
    }
    this.#file?.afterEpoch(epoch.epoch, () => this.#position(), this.#best);
    this.#show(true);
    await this.settings.onEpoch?.(epoch, this.#epochs);
    await breathe();
  }

  async #breatheIfDue(): Promise<void> {
    if (performance.now() - this.#lastBreath < millisecondsBetweenBreaths) return;
    this.#show(false);
    await breathe();
    this.#lastBreath = performance.now();
  }

  #resume(): void {
    const loaded = this.#file?.load();
    if (!loaded) return;
    const { position, best } = loaded;
    this.#epochs.push(...position.epochs);
    this.#stepInEpoch = position.stepInEpoch;
    this.#stepsDone = position.step;
    this.#calls.resume(position);
    if (position.sums) {
      this.#sums = new PartSums(position.partNames);
      this.#sums.restore(position.sums);
    }
    this.#best = best;
    if (this.#patience && position.best.loss !== null) {
      this.#patience.best = position.best.loss;
      this.#patience.bestEpoch = position.best.epoch;
    }
    this.#clock = new RunClock(position.seconds);
    this.#lastGood.dispose();
    this.#lastGood = this.#snapshot();
  }

  #position(): Position {
    const best = this.#patience;
    return {
      stepInEpoch: this.#stepInEpoch,
      step: this.#stepsDone,
      seconds: this.#clock.seconds(),
      epochs: this.#epochs,
      ...(this.#sums && { sums: this.#sums.saved() }),
      partNames: this.#calls.names,
      plan: this.#calls.plan,
      best: { loss: best && Number.isFinite(best.best) ? best.best : null, epoch: best?.bestEpoch ?? 0 },
    };
  }

  #snapshot(): Snapshot {
    return new Snapshot([...this.model.variables, ...(this.model.state ?? [])]);
  }

  #show(force: boolean, ending?: string): void {
    const { epochs, stepsPerEpoch } = this.settings;
    const status = statusOf({
      epochs,
      stepsPerEpoch,
      past: this.#epochs,
      stepInEpoch: this.#stepInEpoch,
      parts: this.#sums?.means(),
      rate: this.#rate,
      seconds: this.#clock.seconds(),
      secondsLeft: this.#clock.secondsFor(epochs * stepsPerEpoch - this.#stepsDone),
    });
    this.#display.show(ending ? { ...status, ending } : status, force);
  }

  #history(): History {
    const past = { epochs: this.#epochs, steps: this.#stepsDone, seconds: this.#clock.seconds() };
    return historyOf(past, this.#calls.usedXla, this.settings);
  }
}
