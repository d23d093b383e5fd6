// The exercise of lesson 10 on units that no example turns on.
import { exercise } from 'codebook';
import { columns, mean, total } from './vectors.js';

const unitsWhere =
  (rule: (unit: readonly number[], threshold: number) => boolean) => (codes: number[][], threshold: number) =>
    columns(codes).filter((unit) => rule(unit, threshold)).length;
const isOff = (value: number, threshold: number) => Math.abs(value) <= threshold;

/** How many units are on for no example. */
export const deadCount = exercise('10.deadCount', {
  cases: [
    {
      codes: [
        [0, 2, 0, 0.5],
        [0, 0, 0, 1],
        [0, 1, 0.3, 0],
      ],
      ...{ threshold: 0.001, values: 1, when: 'for three examples of four units' },
    },
    {
      codes: [
        [0, -3, 0.5, 0.9, 0.006, 0, -0.4],
        [0, 0, 0, 0, 0, 0, 0],
        [0, 0, -0.5, -0.9, 0.007, 0.003, 0],
      ],
      ...{ threshold: 0.01, values: 3, when: 'where units are on with negative numbers' },
    },
    {
      codes: [
        [0.4, 0.1],
        [0.2, 0.5],
        [0.05, 0.3],
        [0.3, 0.2],
      ],
      ...{ threshold: 0.25, values: 0, when: 'for two units that are on now and then' },
    },
    {
      codes: [[0.5, 0.2, 0, 0.7, 0, 0]],
      ...{ threshold: 0.5, values: 5, when: 'for a unit exactly at the threshold, which is not on' },
    },
  ].map(({ codes, threshold, values, when }) => ({ arguments: [codes, threshold], values, when })),
  mistakes: [
    {
      rule: unitsWhere((unit, threshold) => unit.some((value) => isOff(value, threshold))),
      say: 'You counted units that are off for some example. A dead unit is off for every one.',
    },
    {
      rule: unitsWhere((unit, threshold) => !unit.every((value) => isOff(value, threshold))),
      say: 'You counted the units that are alive.',
    },
    {
      rule: unitsWhere((unit, threshold) => unit.every((value) => value <= threshold)),
      say: 'A unit at −3 is on: compare its absolute value.',
    },
    {
      rule: unitsWhere((unit, threshold) => unit.every((value) => Math.abs(value) < threshold)),
      say: 'A unit is on where it exceeds the threshold; exactly at it, it is off.',
    },
    {
      rule: unitsWhere((unit, threshold) => Math.abs(mean(unit)) <= threshold),
      say: 'You compared the mean. A unit that is on for one example is alive, however small its mean.',
    },
    {
      rule: unitsWhere((unit, threshold) => mean(unit.map(Math.abs)) <= threshold),
      say: 'You compared the mean of |h|. Compare each number: one that exceeds the threshold keeps its unit alive.',
    },
    {
      rule: unitsWhere((unit, threshold) => total(unit.map(Math.abs)) <= threshold),
      say: 'You compared the sum of |h|. Compare each number: many small ones may exceed the threshold only together.',
    },
    {
      rule: unitsWhere((unit) => unit.every((value) => value === 0)),
      say: 'You compared with 0. Use the threshold.',
    },
    {
      rule: (codes: number[][], threshold: number) =>
        codes.filter((example) => example.every((value) => isOff(value, threshold))).length,
      say: 'You counted examples. A unit is a column.',
    },
    {
      rule: (codes: number[][], threshold: number) =>
        unitsWhere((unit) => unit.every((value) => isOff(value, threshold)))(codes, threshold) /
        (codes[0]?.length ?? 1),
      say: 'That is their share. The question asks how many.',
    },
  ],
  right: 'What no example turns on, no slope reaches.',
  hints: [
    'A unit is a column of the codes. It is dead where every number of the column is off.',
    'Off means `Math.abs(value) <= threshold`.',
    '`codes[0].filter((_, j) => codes.every((example) => …example[j]…)).length`',
  ],
  solution: [
    '(codes: number[][], threshold: number) =>',
    '  (codes[0] ?? []).filter((_, j) =>',
    '    codes.every((example) => Math.abs(example[j] ?? 0) <= threshold)).length',
  ].join('\n'),
});
