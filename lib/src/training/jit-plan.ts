import { keepsXlaAway, type StepWork, xlaCompileTime } from '@codebook/engine';
import type { Jit } from './step.js';

/**
 * Who runs which step of a run, decided before it: by the step's graph and the run's length, never by the clock. So the
 * same seed gives the same weights bit by bit, and a run that is taken up again follows the plan that its checkpoint keeps.
 */
export interface JitPlan {
  /** The first step that XLA runs, from 0; null where the executor runs all. */
  readonly xlaFrom: number | null;
}

/** What the executor spends on an op besides the products of matrices, ms. */
const timePerOp = 0.012;
/** Floating-point operations a millisecond of the products of two cores. */
const productRate = 1.6e8;
/**
 * Plans a run. XLA saves about the time between the products; it is used where that is more than its compiler takes from
 * a run of so many steps, and from the step on that the executor reaches meanwhile.
 */
export function planOf(jit: Jit, { opCounts, productFlops }: StepWork, steps: number): JitPlan {
  if (jit !== 'auto') return { xlaFrom: jit ? 0 : null };
  if (keepsXlaAway(opCounts)) return { xlaFrom: null };
  const ops = [...opCounts.values()].reduce((sum, count) => sum + count, 0);
  const compileTime = xlaCompileTime(opCounts);
  const between = timePerOp * ops;
  const stepTime = productFlops / productRate + between;
  const xlaFrom = Math.ceil((1.5 * compileTime) / stepTime);
  return { xlaFrom: (steps - xlaFrom) * between * 0.5 > compileTime ? xlaFrom : null };
}
