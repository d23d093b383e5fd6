import * as tf from '@tensorflow/tfjs';
import type { Exercise } from '../../../lib/dist/study/exercise.js';

type Answer = (...args: unknown[]) => unknown;
type Variant = readonly [what: string, isRight: boolean, answer: Answer];

/** The numbers of a result changed one by one; a truth value or a text as it is. */
function changed(result: unknown, change: (value: number) => unknown): unknown {
  if (Array.isArray(result)) return result.map((one) => changed(one, change));
  return typeof result === 'number' ? change(result) : result;
}

/** Numbers from a seed, between −1 and 1 (the minimal standard generator). */
function drawn(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return (2 * state) / 2_147_483_647 - 1;
  };
}

/**
 * Ways to change a right function: some leave it right, others do not. Of the latter it is not said here what must be
 * said to them, only that whatever is said must hold.
 */
export function variantsOf({ cases = [] }: Exercise, solution: unknown): Variant[] {
  if (typeof solution !== 'function') return [];
  const right: Answer = (...args) => solution(...args);
  const isNumeric = cases.every(({ values }) => typeof values !== 'boolean');
  const constants = cases.map(({ values }, i): Variant => {
    return [`the right answer of case ${i + 1} to all`, false, () => values];
  });
  const anyKind: Variant[] = [
    ['a promise', false, async (...args) => right(...args)],
    ['a rejected promise', false, () => Promise.reject(new Error('not yet'))],
    ['nothing', false, () => undefined],
    ['null', false, () => null],
    [
      'an error',
      false,
      () => {
        throw new Error('not yet');
      },
    ],
    ['an object', false, (...args) => ({ result: right(...args) })],
    ['a big integer', false, () => 3n],
    ['its first argument', false, (first) => first],
    ['its arguments', false, (...args) => args],
    ['itself', false, () => right],
  ];
  return isNumeric ? [...constants, ...anyKind, ...numericVariants(right)] : [...constants, ...anyKind];
}

function numericVariants(right: Answer): Variant[] {
  const by =
    (change: (value: number) => unknown): Answer =>
    (...args) =>
      changed(right(...args), change);
  const tensor: Answer = (...args) => tf.tensor(right(...args) as number[]); // numbers, nested or not
  const perturbed = [1, 2, 3, 4, 5].map((seed): Variant => {
    const next = drawn(seed * 7919);
    return [
      `each number moved at random, seed ${seed}`,
      false,
      by((value) => value + Math.sign(next()) * (1.2 + next() ** 2)),
    ];
  });
  return [
    ['in 32 bits', true, by(Math.fround)],
    ['a tensor', true, tensor],
    ['a hair more', true, by((value) => value + 1e-12)],
    ['one more', false, by((value) => value + 1.5)],
    ['one less', false, by((value) => value - 1.5)],
    ['reversed', false, by((value) => -value)],
    ['twice', false, by((value) => 2 * value)],
    ['half', false, by((value) => value / 2)],
    ['times 7', false, by((value) => 7 * value)],
    ['per cent', false, by((value) => 100 * value)],
    ['per pixel', false, by((value) => value / 784)],
    ['zeros', false, by(() => 0)],
    ['NaN', false, by(() => Number.NaN)],
    ['infinite', false, by(() => Infinity)],
    ['texts', false, by(String)],
    ['undefined within', false, by(() => undefined)],
    ['in a list', false, (...args) => [right(...args)]],
    ['squared, plus one', false, by((value) => value * value + 1)],
    ...perturbed,
  ];
}
