import { type NumberArray, reducedAlong, transposed } from './number-array.js';
import { areAlike } from './value-relation.js';

const shapeText = (shape: readonly number[]) =>
  shape.length === 0 ? 'a single number' : `[${shape.join(', ')}]`;

/**
 * What is wrong with the shape of an answer; undefined where it is the expected one.
 *
 * @param right the right values, where they are known: the advice is then given only if it leads to them.
 */
export function shapeFault(
  got: NumberArray,
  expected: readonly number[],
  right?: NumberArray,
  tolerance?: number,
): string | undefined {
  if (got.shape.join() === expected.join()) return undefined;
  const said = `The shape is ${shapeText(got.shape)}, expected ${shapeText(expected)}.`;
  const advice = right && adviceFor(got, right, tolerance);
  if (advice) return `${said} ${advice}`;
  return expected.length === 0 && got.values.length === 1 ? `${said} Give the number itself.` : said;
}

function adviceFor(got: NumberArray, right: NumberArray, tolerance?: number): string | undefined {
  const leads = (changed: NumberArray) => areAlike(changed, right, tolerance);
  if (got.shape.length === 2 && leads(transposed(got)))
    return 'It is transposed: rows and columns are exchanged.';
  if (right.shape.length > 0 && leads({ shape: right.shape, values: got.values }) && sameSize(got, right))
    return 'The numbers are right, in another shape: reshape it.';
  for (const [axis] of got.shape.entries()) {
    if (got.shape[axis] === 1) continue; // its sum is its mean, and neither is missing
    if (leads(reducedAlong(got, axis, 'sum'))) return `The sum over axis ${axis} is missing.`;
    if (leads(reducedAlong(got, axis, 'mean'))) return `The mean over axis ${axis} is missing.`;
  }
  return undefined;
}

const sameSize = (a: NumberArray, b: NumberArray) => a.values.length === b.values.length;
