import { bestGuess, mended, overlaps, sideAfter } from '../../../notebooks/exercises/08.js';
import { describeExercise } from './run-solution.js';

describeExercise(overlaps, [
  ['overlap not added', [2, 6, 2, 3, 1], /add them/],
  ['overwritten', [2, 6, 1, 3, 1], /overwritten/],
  ['side by side', [2, 6, 2, 1, 3, 1], /side by side/],
  ['stride 1', [2, 7, 5, 1], /stride 1/],
  ['spread out only', [2, 0, 1], /stamps the kernel/],
]);

const follow = (half: (n: number) => number, valid: number) => (side: number, layers: string[]) =>
  layers.reduce((n, layer) => {
    if (layer === 'pool') return half(n);
    if (layer === 'double') return 2 * n;
    return layer === 'valid' ? n - valid : n;
  }, side);

describeExercise(sideAfter, [
  ['half a pixel', follow((n) => n / 2, 2), /whole number/],
  ['rounded down', follow((n) => Math.floor(n / 2), 2), /rounded down/],
  ['a window too many', follow((n) => Math.ceil(n / 2), 3), /takes 2 away/],
  ['one pixel', follow((n) => Math.ceil(n / 2), 1), /each side/],
  [
    'padding forgotten',
    (n: number, all: string[]) =>
      follow((m) => Math.ceil(m / 2), 2)(
        n,
        all.map((layer) => (layer === 'same' ? 'valid' : layer)),
      ),
    /keeps the side/,
  ],
  ['the side unchanged', (side: number) => side, /./],
]);

const net = ['same', 'pool', 'same', 'pool', 'same', 'pool', 'same'];
const decoder = (last: readonly string[]) => [...net, 'double', ...last];

describeExercise(mended, [
  ['unchanged', decoder(['same', 'double', 'same', 'double', 'same']), /returns 32/],
  ['at the end', decoder(['same', 'double', 'same', 'double', 'valid']), /30 × 30.*earlier/],
  ['too early', decoder(['valid', 'double', 'same', 'double', 'same']), /24 × 24.*too early/],
  [
    'swallowed',
    ['valid', ...net.slice(1), 'double', 'same', 'double', 'same', 'double', 'same'].slice(0, 13),
    /32 × 32.*swallowed/,
  ],
  ['a doubling undone', decoder(['same', 'same', 'same', 'double', 'same']), /16 × 16.*Leave/],
  ['all at once', decoder(['valid', 'double', 'valid', 'double', 'same']), /2 words/],
  ['a layer more', decoder(['same', 'double', 'same', 'double', 'same', 'valid', 'valid']), /15 layers/],
  ['an unknown word', decoder(['same', 'double', 'unpadded', 'double', 'same']), /no layer 'unpadded'/],
]);

describeExercise(bestGuess, [
  ['the likelier one', (p: number) => (p >= 0.5 ? [1, 0, 0] : [0, 0.5, 0]), /likelier/],
  ['the green of another shirt', (p: number) => [p, 1 - p, 0], /½, not 1/],
  ['exchanged', (p: number) => [1 - p, p / 2, 0], /exchanged/],
  ['p twice', (p: number) => [p, p / 2, 0], /share 1 − p/],
]);
