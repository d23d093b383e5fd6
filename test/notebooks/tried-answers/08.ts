import { bestGuess, mended, overlaps, sideAfter } from '../../../notebooks/exercises/08.js';
import type { TriedOfLesson } from './tried.js';

const follow =
  (half: (n: number) => number, valid = 2, same = 0) =>
  (side: number, layers: string[]) =>
    layers.reduce((n, layer) => {
      if (layer === 'pool') return half(n);
      if (layer === 'double') return 2 * n;
      return layer === 'valid' ? n - valid : n - same;
    }, side);
const up = (n: number) => Math.ceil(n / 2);
const net = [
  'same',
  'pool',
  'same',
  'pool',
  'same',
  'pool',
  'same',
  'double',
  'same',
  'double',
  'same',
  'double',
  'same',
];
const changed = (place: number, word: string) => net.map((layer, i) => (i === place ? word : layer));

export const lesson08: TriedOfLesson = [
  [
    overlaps,
    [
      ['right', [2, 6, 3, 3, 1], 'right'],
      ['not added', [2, 6, 2, 3, 1], /add them/],
      ['overwritten', [2, 6, 1, 3, 1], /overwritten/],
      ['side by side', [2, 6, 2, 1, 3, 1], /side by side/],
      ['stride 1', [2, 7, 5, 1], /stride 1/],
      ['spread out', [2, 0, 1], /stamps the kernel/],
      ['cut off', [6, 3, 3], /cut the ends off/],
      ['cut at the end', [2, 6, 3, 3], /One end is cut off/],
      ['cut at the beginning', [6, 3, 3, 1], /One end is cut off/],
      ['from the end', [1, 3, 3, 6, 2], 'plain'],
      ['one wrong', [2, 6, 3, 3, 2], 'plain'],
      ['twice', [4, 12, 6, 6, 2], 'double'],
      ['zeros', [0, 0, 0, 0, 0], 'plain'],
      ['a row of a matrix', [[2, 6, 3, 3, 1]], 'reshape'],
      ['empty places', new Array(5), 'kind'],
    ],
  ],
  [
    sideAfter,
    [
      ['half', follow((n) => n / 2), /whole number/],
      ['down', follow((n) => Math.floor(n / 2)), /rounded down/],
      ['three', follow(up, 3), /not 3/],
      ['one', follow(up, 1), /2, not 1/],
      ['nothing for valid', follow(up, 0), /takes 2 away: without/],
      ['same as valid', follow(up, 2, 2), /keeps the side/],
      ['the side', (side: number) => side, /as it came in/],
      [
        'from the end',
        (side: number, layers: string[]) => follow(up)(side, [...layers].reverse()),
        /from its end/,
      ],
      [
        'from the end, in place',
        (side: number, layers: string[]) => follow(up)(side, layers.reverse()),
        /from its end/,
      ],
      ['half the side', (side: number) => side / 2, 'plain'],
      [
        'no doubling',
        (side: number, layers: string[]) =>
          follow(up)(
            side,
            layers.filter((one) => one !== 'double'),
          ),
        /"double" doubles/,
      ],
      ['the first layer', (side: number, layers: string[]) => follow(up)(side, layers.slice(0, 1)), 'plain'],
      [
        'all but the last',
        (side: number, layers: string[]) => follow(up)(side, layers.slice(0, -1)),
        'plain',
      ],
      ['twice', (side: number, layers: string[]) => 2 * follow(up)(side, layers), 'double'],
      [
        'each side',
        (side: number, layers: string[]) => layers.map((_, i) => follow(up)(side, layers.slice(0, i + 1))),
        'shape',
      ],

      [
        'rows and columns',
        (side: number, layers: string[]) => Array(2).fill(follow(up)(side, layers)),
        /again and again/,
      ],
      ['an area', (side: number, layers: string[]) => follow(up)(side, layers) ** 2, 'plain'],
    ],
  ],
  [
    mended,
    [
      ["Chollet's", changed(10, 'valid'), 'right'],
      ['unchanged', net, /returns 32/],
      ['at the end', changed(12, 'valid'), /30 × 30.*earlier/],
      ['pooled at the end', changed(12, 'pool'), /16 × 16.*far more than/],
      ['doubled at the end', changed(12, 'double'), /64 × 64.*far more than/],
      ['too early by one', changed(8, 'valid'), /24 × 24.*too early: 2 doublings/],
      ['at the code', changed(6, 'valid'), /16 × 16.*too early: 3 doublings/],
      ['swallowed', changed(0, 'valid'), /32 × 32.*swallowed/],
      ['before the code', changed(2, 'valid'), /24 × 24.*too early: 3 doublings/],
      ['a pooling less', changed(5, 'same'), /Leave poolings/],
      ['a doubling undone', changed(9, 'same'), /16 × 16.*Leave/],
      ['two words', changed(10, 'valid').map((one, i) => (i === 8 ? 'valid' : one)), /2 words/],
      ['a layer more', [...net, 'valid'], /14 layers/],
      ['an unknown word', changed(10, 'unpadded'), /no layer 'unpadded'/],
      ['one text', net.join(), /Give the list/],
    ],
  ],
  [
    bestGuess,
    [
      ['the likelier', (p: number) => (p >= 0.5 ? [1, 0, 0] : [0, 0.5, 0]), /likelier/],
      ['the likelier, a tie is green', (p: number) => (p > 0.5 ? [1, 0, 0] : [0, 0.5, 0]), /likelier/],
      ['green is 1', (p: number) => [p, 1 - p, 0], /½, not 1/],
      ['exchanged', (p: number) => [1 - p, p / 2, 0], /exchanged/],
      ['p twice', (p: number) => [p, p / 2, 0], /share 1 − p/],
      ['the middle', () => [0.5, 0.25, 0], /middle between/],
      ['green stays', (p: number) => [p, 0.5, 0], /others have none/],
      ['squares', (p: number) => [p ** 2, (1 - p) ** 2 / 2, 0], /squares of the shares/],
      ['for 0.7', () => [0.7, 0.15, 0], 'plain'],
      ['0 to 255', (p: number) => [255 * p, (255 * (1 - p)) / 2, 0], /255 times too large/],
      ['per cent', (p: number) => [100 * p, 50 * (1 - p), 0], 'per cent'],
      ['no blue', (p: number) => [p, (1 - p) / 2], 'shape'],
      ['blue', (p: number) => [p, (1 - p) / 2, 0.1], 'plain'],
      ['not over 2', (p: number) => [p, (1 - p) * 2, 0], 'plain'],
    ],
  ],
];
