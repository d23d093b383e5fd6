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
/** The share of the time between the products that XLA saves. */
const savedShare = 0.5;
/**
 * Least share of a step that is worth a compiler. Measured, executor and XLA in turns on two busy cores, ms a step at best:
 * 3.6 and 2.3 where a third is to be saved, 6.4 and 5.3 of a quarter, but 36.7 and 38.0 of a seventeenth.
 */
const leastSaving = 0.1;
/**
 * Plans a run. XLA saves about half of the time between the products; it is used where that is a part of the step that
 * counts, and more than its compiler takes from a run of so many steps, and from the step on that the executor reaches meanwhile.
 */
export function planOf(jit: Jit, { opCounts, productFlops }: StepWork, steps: number): JitPlan {
  if (jit !== 'auto') return { xlaFrom: jit ? 0 : null };
  if (keepsXlaAway(opCounts)) return { xlaFrom: null };
  const ops = [...opCounts.values()].reduce((sum, count) => sum + count, 0);
  const compileTime = xlaCompileTime(opCounts);
  const between = timePerOp * ops;
  const stepTime = productFlops / productRate + between;
  const saving = savedShare * between;
  if (saving < leastSaving * stepTime) return { xlaFrom: null };
  const xlaFrom = Math.ceil((1.5 * compileTime) / stepTime);
  return { xlaFrom: (steps - xlaFrom) * saving > compileTime ? xlaFrom : null };
}
