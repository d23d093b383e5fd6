import type { Runners } from '../trace/active.js';
import { matrixPeak } from './matrix-peak.js';
import { keepsXlaAway, xlaCompileTime } from './xla-cost.js';

/** `true`: XLA. `false`: TensorFlow's executor. `'auto'`: measured. */
export type Jit = 'auto' | boolean;

/** Who may run a function that is compiled so. */
export function runnersFor(jit: Jit | 'byCall'): Runners {
  return { executor: jit !== true, xla: jit !== false };
}

/** Median milliseconds of a step each way, as far as measured. */
export interface Timings {
  readonly function?: number;
  readonly xla?: number;
}

/** How many runs each way are compared: each of many steps, where a loop runs several. */
const runsToCompare = { atLeast: 5, steps: 20 };
const runsRemembered = 10;
/**
 * The share of the machine's peak that matrix products reach under XLA at best: it saves the time between them (measured:
 * a step 1.04 times as fast where the executor reached 0.95, 1.28 times at 0.78, 1.5 times at 0.5).
 */
const bestShare = 0.9;
/** After so many times that nothing is lost, the executor stays. */
const asksWithoutLoss = 3;
/** XLA compiling beside the training. */
interface Compilation {
  /** How it ended; `undefined` while it is under way. */
  readonly ended: 'well' | 'badly' | undefined;
}

/** What a step is made of. */
export interface StepWork {
  /** Ops by name, and how many of each. */
  readonly opCounts: ReadonlyMap<string, number>;
  /** Floating-point operations of its matrix products. */
  readonly productFlops: number;
}

/**
 * Chooses between TensorFlow's executor and XLA for one function. The executor starts, and goes on while XLA compiles, so
 * nobody waits for a compiler. XLA is wanted when as much time is lost without it as compiling takes, by estimates of both;
 * then the two run real steps in turns, and the lower median wins. In turns: a machine that is busy for a moment would else
 * decide for all steps to come.
 */
export class Choice {
  #times = new RunTimes();
  #trial: RunTimes | undefined;
  readonly #compileTime: number;
  readonly #productFlops: number;
  #spent = 0;
  #askAt: number;
  #withoutLoss = 0;
  #wantsXla = false;
  #compilation: Compilation | undefined;
  #chosen: 'function' | 'xla' | undefined;
  runs = 0;

  /** @param peak Floating-point operations a millisecond that the machine's matrix products reach at best. */
  constructor(
    readonly jit: Jit | 'byCall',
    readonly work: StepWork,
    private readonly peak: () => number = matrixPeak,
  ) {
    const { opCounts, productFlops } = work;
    this.#productFlops = productFlops;
    this.#compileTime = xlaCompileTime(opCounts);
    // Hardly a step loses more than half of its time.
    this.#askAt = 2 * this.#compileTime;
    if (jit !== 'auto') this.#chosen = jit === true ? 'xla' : 'function';
    else if (keepsXlaAway(opCounts)) this.#chosen = 'function';
  }

  /** What the next run uses. */
  get useXla(): boolean {
    if (this.#chosen !== undefined) return this.#chosen === 'xla';
    return this.#trial !== undefined && this.#trial.steps.xla <= this.#trial.steps.function;
  }

  /** Whether it is time for XLA to compile the function; until {@link compiling} says that it does. */
  get wantsXla(): boolean {
    return this.#wantsXla;
  }

  /** XLA is compiling the function. */
  compiling(compilation: Compilation): void {
    this.#wantsXla = false;
    this.#compilation = compilation;
  }

  /** The decision; `undefined` while it is open. */
  get chosen(): 'function' | 'xla' | undefined {
    return this.#chosen;
  }

  get timings(): Timings {
    const [plain, xla] = [this.#times.median('function'), this.#times.median('xla')];
    return { ...(plain === undefined ? {} : { function: plain }), ...(xla === undefined ? {} : { xla }) };
  }

  /** Notes how long a run of so many steps took, without compilation. */
  record(xla: boolean, milliseconds: number, steps: number): void {
    this.runs++;
    if (!xla) this.#spent += milliseconds;
    const way = xla ? 'xla' : 'function';
    this.#times.add(way, milliseconds, steps);
    this.#times.forget(runsRemembered);
    this.#trial?.add(way, milliseconds, steps);
    if (this.#chosen === undefined) this.#goOn();
  }

  #goOn(): void {
    if (this.#trial?.enough('xla') && this.#trial.enough('function')) this.#decide(this.#trial);
    else if (this.#compilation !== undefined) this.#trial ??= this.#trialAfter(this.#compilation);
    else if (!this.#wantsXla && this.#spent > this.#askAt && this.#times.enough('function')) this.#ask();
  }

  /** Asks now and then, because it takes time, and because a machine that is busy for a moment shows too low a peak. */
  #ask(): void {
    this.#askAt = this.#spent + this.#compileTime;
    const { function: plain = Number.POSITIVE_INFINITY } = this.timings;
    const share = this.#productFlops / plain / this.peak();
    this.#wantsXla = this.#spent * (1 - share / bestShare) > this.#compileTime;
    if (share >= bestShare && ++this.#withoutLoss === asksWithoutLoss) this.#chosen = 'function';
  }

  #trialAfter({ ended }: Compilation): RunTimes | undefined {
    // XLA lacks some ops.
    if (ended === 'badly') this.#chosen = 'function';
    return ended === 'well' ? new RunTimes() : undefined;
  }

  #decide(trial: RunTimes): void {
    const [plain = 0, xla = 0] = [trial.median('function'), trial.median('xla')];
    this.#chosen = xla < plain ? 'xla' : 'function';
    this.#times = trial;
    this.#trial = undefined;
  }
}

/** How long steps took each way, ms, run by run. */
class RunTimes {
  readonly steps = { function: 0, xla: 0 };
  readonly #runs: { function: number[]; xla: number[] } = { function: [], xla: [] };

  add(way: 'function' | 'xla', milliseconds: number, steps: number): void {
    this.#runs[way].push(milliseconds / steps);
    this.steps[way] += steps;
  }

  /** Keeps the last runs only. */
  forget(keep: number): void {
    for (const runs of Object.values(this.#runs)) runs.splice(0, Math.max(0, runs.length - keep));
  }

  enough(way: 'function' | 'xla'): boolean {
    return this.#runs[way].length >= runsToCompare.atLeast && this.steps[way] >= runsToCompare.steps;
  }

  median(way: 'function' | 'xla'): number | undefined {
    const sorted = [...this.#runs[way]].sort((a, b) => a - b);
    return sorted[sorted.length >> 1];
  }
}
