import { TensorFlowError } from '../native/status.js';
import { matrixPeak } from './matrix-peak.js';

/** `true`: XLA. `false`: TensorFlow's executor. `'auto'`: measured. */
export type Jit = 'auto' | boolean;

/** Median milliseconds of a step each way, as far as measured. */
export interface Timings {
  readonly function?: number;
  readonly xla?: number;
}

/** How many runs are compared: each of many steps, where a loop runs several. */
const runsToCompare = { atLeast: 3, steps: 10 };
const runsRemembered = 10;
/** XLA's compile time on the machine this was written on (two cores), ms for each op of the graph. */
const compileTimePerOp = 6;
/** XLA is tried when compiling costs at most this share of the time spent training: short runs never wait for it. */
const longestWait = 1 / 5;
/**
 * XLA saves the time between matrix products. It is not tried where they run at this share of the machine's peak without
 * it (measured: nothing gained at 0.8, 1.2 times as fast at 0.6).
 */
const mostlyProducts = 0.75;
/**
 * Ops that keep XLA away: it compiles convolutions to slower code on a CPU than TensorFlow's kernels (measured: 24 against
 * 13 ms a step), and has no LSTMBlockCellGrad.
 */
const notForXla = ['Conv2D', 'Conv2DBackpropInput', 'Conv3D', 'DepthwiseConv2dNative', 'LSTMBlockCellGrad'];

/** What a step is made of. */
export interface StepWork {
  /** Ops by name, and how many of each. */
  readonly opCounts: ReadonlyMap<string, number>;
  /** Floating-point operations of its matrix products. */
  readonly productFlops: number;
}

/**
 * Chooses between TensorFlow's executor and XLA for one function. The executor starts, so nobody waits for a compiler;
 * when it has run for five times as long as XLA is expected to compile, XLA runs real steps, and the lower median wins.
 */
export class Choice {
  readonly #times: { function: number[]; xla: number[] } = { function: [], xla: [] };
  readonly #steps = { function: 0, xla: 0 };
  readonly #worthTrying: boolean;
  readonly #patience: number;
  readonly #productFlops: number;
  #spent = 0;
  #chosen: 'function' | 'xla' | undefined;
  runs = 0;

  constructor(
    readonly jit: Jit,
    work: StepWork,
  ) {
    const { opCounts } = work;
    this.#productFlops = work.productFlops;
    const size = [...opCounts.values()].reduce((sum, count) => sum + count, 0);
    // The compile time of long graphs (unrolled loops) grows faster than their length.
    this.#patience = (compileTimePerOp * size * Math.max(1, size / 500)) / longestWait;
    this.#worthTrying = !notForXla.some((op) => opCounts.has(op));
    if (jit !== 'auto') this.#chosen = jit ? 'xla' : 'function';
    else if (!this.#worthTrying) this.#chosen = 'function';
  }

  /** What the next run uses. */
  get useXla(): boolean {
    if (this.#chosen !== undefined) return this.#chosen === 'xla';
    if (!this.#enough('function') || this.#spent <= this.#patience) return false;
    if (this.#times.xla.length === 0 && this.#isMostlyProducts()) this.#chosen = 'function';
    return this.#chosen === undefined;
  }

  /** The decision; `undefined` while it is open. */
  get chosen(): 'function' | 'xla' | undefined {
    return this.#chosen;
  }

  get timings(): Timings {
    const { function: plain, xla } = this.#times;
    return {
      ...(plain.length > 0 ? { function: median(plain) } : {}),
      ...(xla.length > 0 ? { xla: median(xla) } : {}),
    };
  }

  /** Notes how long a run of so many steps took, without compilation. */
  record(xla: boolean, milliseconds: number, steps: number): void {
    this.runs++;
    if (!xla) this.#spent += milliseconds;
    const way = xla ? 'xla' : 'function';
    const times = this.#times[way];
    times.push(milliseconds / steps);
    this.#steps[way] += steps;
    if (times.length > runsRemembered) times.shift();
    if (this.#chosen === undefined && xla && this.#enough('xla')) this.#decide();
  }

  #isMostlyProducts(): boolean {
    const { function: plain = Number.POSITIVE_INFINITY } = this.timings;
    return this.#productFlops / plain > mostlyProducts * matrixPeak();
  }

  #enough(way: 'function' | 'xla'): boolean {
    return this.#times[way].length >= runsToCompare.atLeast && this.#steps[way] >= runsToCompare.steps;
  }

  #decide(): void {
    const { function: plain = 0, xla = 0 } = this.timings;
    this.#chosen = xla < plain ? 'xla' : 'function';
  }

  /** Whether an error means that XLA cannot compile the step, while that was only a trial; then it is not tried again. */
  refused(error: unknown): boolean {
    const trial = this.#chosen === undefined && this.useXla && this.#times.xla.length === 0;
    if (!trial || !(error instanceof TensorFlowError)) return false;
    this.#chosen = 'function';
    return true;
  }
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
