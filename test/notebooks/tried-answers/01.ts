import { contrast, cubePeel, pointsNeeded } from '../../../notebooks/exercises/01.js';
import { type TriedOfLesson, total } from './tried.js';

const ascending = (values: number[]) => [...values].sort((a, b) => a - b);
const median = (values: number[]) => ascending(values)[Math.floor(values.length / 2)] ?? Number.NaN;

export const lesson01: TriedOfLesson = [
  [
    cubePeel,
    [
      [
        'a loop',
        (d: number, m: number) => 1 - Array.from({ length: d }, () => 1 - 2 * m).reduce((a, b) => a * b, 1),
        'right',
      ],
      ['one end', (d: number, m: number) => 1 - (1 - m) ** d, /two ends/],
      ['strips', (d: number, m: number) => 2 * d * m, /overlap/],
      ['the inside', (d: number, m: number) => (1 - 2 * m) ** d, /inside that remains/],
      ['a small cube', (d: number, m: number) => (2 * m) ** d, /small cube/],
      ['a line', (_: number, m: number) => 2 * m, /on a line only/],
      ['per cent', (d: number, m: number) => 100 * (1 - (1 - 2 * m) ** d), 'per cent'],
      ['reversed', (d: number, m: number) => (1 - 2 * m) ** d - 1, 'sign'],
      ['exchanged', (m: number, d: number) => 1 - (1 - 2 * m) ** d, 'NaN'],
      ['d times the side', (d: number, m: number) => 1 - (1 - 2 * m) * d, 'plain'],
      ['two dimensions', (_: number, m: number) => 1 - (1 - 2 * m) ** 2, 'plain'],
      ['all', () => 1, 'plain'],
      ['no power but bits', (d: number, m: number) => (1 - (1 - 2 * m)) ^ d, /no power in TypeScript/],
      ['no power but bits, in brackets', (d: number, m: number) => 1 - ((1 - 2 * m) ^ d), /no power/],
      ['one side doubled', (d: number, m: number) => 2 * (1 - (1 - m) ** d), /doubled the peel/],
      ['one dimension less', (d: number, m: number) => 1 - (1 - 2 * m) ** (d - 1), 'plain'],
      ['no power', (d: number, m: number) => `1 - (1 - 2 * ${m}) ^ ${d}`, 'kind'],
    ],
  ],
  [
    contrast,
    [
      [
        'sorted in place',
        (v: number[]) => {
          v.sort((a, b) => a - b);
          return (v[(v.length - 1) / 2] ?? 0) / (v[0] ?? 0);
        },
        /work on a copy/,
      ],
      ['upside down', (v: number[]) => Math.min(...v) / median(v), /upside down/],
      ['the mean', (v: number[]) => total(v) / v.length / Math.min(...v), /took the mean/],
      ['the farthest', (v: number[]) => Math.max(...v) / Math.min(...v), /greatest distance/],
      [
        'sorted as texts',
        (v: number[]) => ([...v].sort()[(v.length - 1) / 2] ?? 0) / ([...v].sort()[0] ?? 0),
        /Sorted as texts/,
      ],
      ['not sorted', (v: number[]) => (v[(v.length - 1) / 2] ?? 0) / Math.min(...v), /Sort first/],
      ['not sorted at all', (v: number[]) => (v[(v.length - 1) / 2] ?? 0) / (v[0] ?? 0), /Sort first/],
      [
        'from large to small',
        (v: number[]) => median(v) / (ascending(v).reverse()[0] ?? 0),
        /divided by the greatest/,
      ],
      ['a difference', (v: number[]) => median(v) - Math.min(...v), /subtracted/],
      ['the median', median, /That is the median/],
      ['the list as a number', (v: number[]) => median(v) / Math.min(v as never), 'NaN'],
      [
        'a place too far',
        (v: number[]) => (ascending(v)[v.length] as number) / Math.min(...v),
        /reads place|undefined/,
      ],
      ['half a place', (v: number[]) => (ascending(v)[v.length / 2] as number) / Math.min(...v), 'NaN'],
      [
        'the place after the middle',
        (v: number[]) => (ascending(v)[Math.ceil(v.length / 2)] ?? 0) / Math.min(...v),
        'plain',
      ],
      ['both', (v: number[]) => [median(v), Math.min(...v)], 'shape'],
      ['over zero', (v: number[]) => median(v) / 0, 'infinite'],
    ],
  ],
  [
    pointsNeeded,
    [
      [
        'rounded up',
        (m: number, from: number, to: number, p: number) => Math.ceil(m ** ((2 * p + to) / (2 * p + from))),
        'right',
      ],
      [
        'by logarithms',
        (m: number, from: number, to: number, p: number) =>
          Math.exp((Math.log(m) * (2 * p + to)) / (2 * p + from)),
        'right',
      ],
      [
        'upside down',
        (m: number, from: number, to: number, p: number) => m ** ((2 * p + from) / (2 * p + to)),
        /upside down/,
      ],
      [
        'from one',
        (m: number, _: number, to: number, p: number) => m ** ((2 * p + to) / (2 * p + 1)),
        /in one dimension/,
      ],
      ['no smoothness', (m: number, from: number, to: number) => m ** (to / from), /Smoothness/],
      ['p once', (m: number, from: number, to: number, p: number) => m ** ((p + to) / (p + from)), /has 2p/],
      ['in proportion', (m: number, from: number, to: number) => (m * to) / from, /proportion/],
      [
        'the exponent',
        (_: number, from: number, to: number, p: number) => (2 * p + to) / (2 * p + from),
        'plain',
      ],
      [
        'times the exponent',
        (m: number, from: number, to: number, p: number) => (m * (2 * p + to)) / (2 * p + from),
        'plain',
      ],
      ['m', (m: number) => m, 'plain'],
      [
        'no brackets',
        (m: number, from: number, to: number, p: number) => m ** (2 * p + to) / (2 * p + from),
        /comes before/,
      ],
      [
        'no power but bits',
        (m: number, from: number, to: number, p: number) => m ^ ((2 * p + to) / (2 * p + from)),
        /no power/,
      ],
      [
        'to and from exchanged by name',
        (m: number, to: number, from: number, p: number) => m ** ((2 * p + to) / (2 * p + from)),
        /upside down/,
      ],

      [
        'rounded down',
        (m: number, from: number, to: number, p: number) => Math.floor(m ** ((2 * p + to) / (2 * p + from))),
        /less than is needed\. Where you round, round up/,
      ],
      [
        'to the nearest',
        (m: number, from: number, to: number, p: number) => Math.round(m ** ((2 * p + to) / (2 * p + from))),
        /for 20 points.*round up/,
      ],
      [
        'one more',
        (m: number, from: number, to: number, p: number) => m ** ((2 * p + to) / (2 * p + from)) + 1,
        /Fewer points are enough/,
      ],
      [
        'the next whole number',
        (m: number, from: number, to: number, p: number) =>
          Math.floor(m ** ((2 * p + to) / (2 * p + from))) + 1,
        'right',
      ],
    ],
  ],
];
