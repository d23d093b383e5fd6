import { checkOptions } from '../checks/options.js';
/** A function's value and gradient at one place. */
export interface Slope {
  readonly value: number;
  readonly gradient: Float64Array;
}

/** How long to search. */
export interface MinimiseOptions {
  /** Default 200. */
  readonly maxIterations?: number;
  /** Stop when no entry of the gradient exceeds this. Default 1e-5. */
  readonly tolerance?: number;
  /** How many steps the curvature is remembered from. Default 10. */
  readonly memory?: number;
}

/** Where the search ended. */
export interface Minimum extends Slope {
  readonly x: Float64Array;
  readonly iterations: number;
  /** Whether the gradient became as small as asked (else: out of iterations, or of the numbers' resolution). */
  readonly converged: boolean;
}

interface Step {
  readonly s: Float64Array;
  readonly y: Float64Array;
  readonly rho: number;
}

/**
 * Minimises a smooth function by limited-memory BFGS (Liu & Nocedal 1989; two-loop recursion) with a bisecting line
 * search for the weak Wolfe conditions (Lewis & Overton 2013; c₁ = 1e-4, c₂ = 0.9). Deterministic; each step must
 * lower the value.
 * @param slope value and gradient of the function at x.
 * @param start where to begin; not changed.
 * @throws RangeError when value or gradient at the start is not finite.
 */
export function minimise(
  slope: (x: Float64Array) => Slope,
  start: Float64Array,
  options: MinimiseOptions = {},
): Minimum {
  checkOptions('minimise', options, { maxIterations: true, tolerance: true, memory: true });
  const { maxIterations = 200, tolerance = 1e-5, memory = 10 } = options;
  let x: Float64Array = start.slice();
  let here = slope(x);
  if (!Number.isFinite(here.value) || !here.gradient.every(Number.isFinite))
    throw new RangeError(
      `minimise: the value at the start is ${here.value}, expected finite value and gradient`,
    );
  const steps: Step[] = [];
  for (let iterations = 0; ; iterations++) {
    const converged = here.gradient.every((entry) => Math.abs(entry) <= tolerance);
    if (converged || iterations === maxIterations) return { ...here, x, iterations, converged };
    const direction = descent(here.gradient, steps);
    const found = lineSearch(slope, x, here, direction, steps.length === 0);
    if (!found) return { ...here, x, iterations, converged };
    remember(steps, memory, x, here, found);
    x = found.x;
    here = found;
  }
}

/** −H g, where H is the inverse Hessian as the remembered steps tell it. */
function descent(gradient: Float64Array, steps: readonly Step[]): Float64Array {
  const q = gradient.map((entry) => -entry);
  const alphas = steps.map(() => 0);
  for (let i = steps.length - 1; i >= 0; i--) {
    const step = steps[i];
    if (!step) continue;
    const alpha = step.rho * dot(step.s, q);
    alphas[i] = alpha;
    addScaled(q, step.y, -alpha);
  }
  const last = steps.at(-1);
  if (last) scale(q, 1 / (last.rho * dot(last.y, last.y)));
  steps.forEach((step, i) => {
    addScaled(q, step.s, (alphas[i] ?? 0) - step.rho * dot(step.y, q));
  });
  return q;
}

function lineSearch(
  slope: (x: Float64Array) => Slope,
  x: Float64Array,
  here: Slope,
  direction: Float64Array,
  isFirst: boolean,
): (Slope & { readonly x: Float64Array }) | undefined {
  const descentRate = dot(here.gradient, direction);
  let [low, high] = [0, Number.POSITIVE_INFINITY];
  let length = isFirst ? Math.min(1, 1 / Math.sqrt(dot(direction, direction))) : 1;
  for (let tries = 0; tries < 30; tries++) {
    const place = x.slice();
    addScaled(place, direction, length);
    const there = slope(place);
    if (!(there.value <= here.value + 1e-4 * length * descentRate)) high = length;
    else if (dot(there.gradient, direction) < 0.9 * descentRate) low = length;
    else return { ...there, x: place };
    length = high < Number.POSITIVE_INFINITY ? (low + high) / 2 : 2 * low;
  }
  return undefined;
}

function remember(
  steps: Step[],
  memory: number,
  x: Float64Array,
  here: Slope,
  next: Slope & { readonly x: Float64Array },
): void {
  const s = next.x.map((entry, i) => entry - (x[i] ?? 0));
  const y = next.gradient.map((entry, i) => entry - (here.gradient[i] ?? 0));
  const curvature = dot(s, y);
  if (curvature > 0) steps.push({ s, y, rho: 1 / curvature });
  if (steps.length > memory) steps.shift();
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0);
  return sum;
}

function addScaled(target: Float64Array, added: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) + factor * (added[i] ?? 0);
}

function scale(target: Float64Array, factor: number): void {
  for (let i = 0; i < target.length; i++) target[i] = (target[i] ?? 0) * factor;
}
