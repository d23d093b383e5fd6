import * as tf from '@tensorflow/tfjs';
import { between, exactly, type Input, type Row, real, rows } from './row.js';

type Binary = (a: tf.Tensor, b: tf.Tensor) => tf.Tensor;

/** Every way in which two shapes broadcast. */
const shapes: readonly (readonly [readonly number[], readonly number[]])[] = [
  [
    [2, 3],
    [2, 3],
  ],
  [[2, 3], [3]],
  [[3], [2, 3]],
  [
    [2, 1],
    [2, 3],
  ],
  [
    [2, 3],
    [2, 1],
  ],
  [
    [2, 1],
    [1, 3],
  ],
  [
    [1, 3],
    [2, 1],
  ],
  [
    [2, 1, 3],
    [5, 1],
  ],
  [
    [5, 1],
    [2, 1, 3],
  ],
  [
    [2, 3, 1, 2],
    [3, 1],
  ],
  [[], [2, 3]],
  [[2, 3], []],
  [
    [1, 1],
    [2, 3],
  ],
];

/** A row for each pair of shapes. */
function broadcast(op: string, run: Binary, a: (...shape: number[]) => Input, b: typeof a): Row[] {
  return shapes.flatMap(([left, right]) =>
    rows(op, [a(...left), b(...right)], { [`[${left}] and [${right}]`]: (x, y) => run(x, y) }),
  );
}

const nearOne = (...shape: number[]): Input => between(0.5, 2.5, ...shape);
/** Halfway between the numbers of `real`. */
const shifted = (...shape: number[]): Input => {
  const { values } = real(...shape);
  return exactly(
    values.map((value) => value + 1 / 32),
    ...shape,
  );
};
const asNumbers = (x: tf.Tensor): tf.Tensor => tf.cast(x, 'float32');

const comparisons: Record<string, Binary> = {
  equal: tf.equal,
  notEqual: tf.notEqual,
  less: tf.less,
  lessEqual: tf.lessEqual,
  greater: tf.greater,
  greaterEqual: tf.greaterEqual,
};

/** Ops of two tensors that broadcast. */
export const twoOperands: readonly Row[] = [
  ...broadcast('add', tf.add, real, real),
  ...broadcast('sub', tf.sub, real, real),
  ...broadcast('mul', tf.mul, real, real),
  ...broadcast('div', tf.div, real, nearOne),
  ...broadcast('divNoNan', tf.divNoNan, real, nearOne),
  ...broadcast(
    'floorDiv',
    tf.floorDiv,
    (...shape) => between(5.2, 5.8, ...shape),
    (...shape) => between(2.1, 2.4, ...shape),
  ),
  ...broadcast(
    'mod',
    tf.mod,
    (...shape) => between(5.2, 5.8, ...shape),
    (...shape) => between(2.1, 2.4, ...shape),
  ),
  ...broadcast(
    'mod',
    tf.mod,
    (...shape) => between(-5.8, -5.2, ...shape),
    (...shape) => between(2.1, 2.4, ...shape),
  ),
  ...broadcast('pow', tf.pow, nearOne, real),
  ...broadcast('atan2', tf.atan2, real, nearOne),
  ...broadcast('maximum', tf.maximum, real, shifted),
  ...broadcast('minimum', tf.minimum, real, shifted),
  ...broadcast('squaredDifference', tf.squaredDifference, real, real),
  ...Object.entries(comparisons).flatMap(([op, compare]) =>
    // A mask made of the numbers that it masks.
    broadcast(op, (a, b) => tf.mul(tf.add(a, b), asNumbers(compare(a, b))), real, shifted),
  ),
  ...broadcast('where', (a, b) => tf.where(tf.greater(tf.add(a, tf.zerosLike(b)), 0), a, b), real, real),
  ...rows('pow', [real(2, 3)], {
    'a whole exponent, any base': (x) => tf.pow(x, 3),
    'exponent 0': (x) => tf.pow(x, 0),
    'exponent 1': (x) => tf.pow(x, 1),
  }),
  ...rows('where', [real(2, 3), real(2, 3)], {
    'condition [2]': (a, b) => tf.where(tf.tensor([1, 0], [2, 1], 'bool'), a, b),
  }),
  ...rows('prelu', [real(2, 3, 5), real(2, 3, 5)], { 'alpha [2, 3, 5]': (x, alpha) => tf.prelu(x, alpha) }),
  ...rows('prelu', [real(2, 3, 5), real(5)], { 'alpha [5]': (x, alpha) => tf.prelu(x, alpha) }),
  ...rows('prelu', [real(2, 3, 5), real(3, 1)], { 'alpha [3, 1]': (x, alpha) => tf.prelu(x, alpha) }),
  ...rows('prelu', [real(2, 3), real()], { 'one alpha': (x, alpha) => tf.prelu(x, alpha) }),
  ...rows('addN', [real(2, 3), real(2, 3), real(2, 3)], { three: (...xs) => tf.addN(xs) }),
  ...rows('addN', [real(2, 3)], { 'the same twice': (x) => tf.addN([x, x]) }),
  ...['logicalAnd', 'logicalOr', 'logicalXor'].flatMap((op) =>
    rows(op, [real(2, 3), real(2, 3)], {
      'of comparisons': (a, b) => {
        const masks = [tf.greater(a, 0), tf.greater(b, 0)] as const;
        const logical = { logicalAnd: tf.logicalAnd, logicalOr: tf.logicalOr, logicalXor: tf.logicalXor };
        return tf.mul(tf.add(a, b), asNumbers(logical[op as keyof typeof logical](...masks)));
      },
    }),
  ),
  ...rows('logicalNot', [real(2, 3)], {
    'of a comparison': (x) => tf.mul(x, asNumbers(tf.logicalNot(tf.greater(x, 0)))),
  }),
];
