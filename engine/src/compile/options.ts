import type { Jit } from './choice.js';

/** How a step is compiled. */
export interface CompileOptions {
  /**
   * `true`: XLA. `false`: TensorFlow's own executor. `'auto'` (default): starts with the executor, has XLA
   * compile in another thread once as much time is lost without it as that should take, and keeps what is faster.
   */
  readonly jit?: Jit;
  /**
   * Whether the first call traces the step instead of running it as it is, which saves that run (default: false). For
   * steps that do the same at every call: what a step does only the first time would be repeated, and tensors that it
   * keeps from then are gone. Optimizers may make their variables; a step that makes others runs as it is all the same.
   */
  readonly traceFirst?: boolean;
  /** Ends the step at its next call with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Whether to look for NaN and infinity in what the step returns (default: false). When there is one, the step is run
   * again eagerly from a snapshot, a {@link NonFiniteError} names the step and the first op, and the variables are as
   * before that step. Costs a copy of the variables every 20 steps, and reading the results.
   */
  readonly diagnose?: boolean;
  /** Called with warnings, e.g. that the step is traced too often. Default: `console.warn`. */
  readonly warn?: (message: string) => void;
}

/** Options with their defaults. */
export interface CheckedOptions {
  readonly jit: Jit;
  readonly warn: (message: string) => void;
  readonly diagnose: boolean;
  readonly traceFirst: boolean;
  readonly signal: AbortSignal | undefined;
}

const known = ['jit', 'diagnose', 'traceFirst', 'warn', 'signal'];

/** Fills in defaults; throws when an option is unknown or wrong. */
export function checkOptions(where: string, options: CompileOptions): CheckedOptions {
  for (const name of Object.keys(options)) {
    if (!known.includes(name))
      throw new Error(`${where}: unknown option ${name}, expected ${known.join(', ')}`);
  }
  const { jit = 'auto', diagnose = false, traceFirst = false, warn = console.warn, signal } = options;
  if (jit !== 'auto' && typeof jit !== 'boolean') {
    throw new Error(`${where}: option jit must be 'auto', true or false, got ${String(jit)}`);
  }
  return { jit, diagnose, traceFirst, warn, signal };
}
