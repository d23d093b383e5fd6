import { copies, lineScore, perfectDecoder } from '../../../notebooks/exercises/06.js';
import { describeExercise } from './run-solution.js';

describeExercise(perfectDecoder, [
  ["the encoder's weights", [2, 1], /encoder's/],
  ['ones', [1, 1], /3x/],
  ['one half each', [0.5, 0.5], /1\.5 x/],
]);

describeExercise(copies, [
  ['the own error', (own: number, _foreign: number, mean: number) => own <= mean / 10, /Only foreign data/],
  ['the other way round', (_own: number, foreign: number, mean: number) => foreign > mean / 10, /./],
  ['always', () => true, /./],
]);

describeExercise(lineScore, [
  ['all', 4, /\(1, 1\)/],
  ['half', 2, /below/],
  ['a share', 0.75, /share/],
]);
