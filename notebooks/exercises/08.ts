// The exercises of lesson 08, apart from the notebook so that no answer stands in it.
import { exercise } from 'codebook';

/** A transposed convolution in one dimension, by hand: (2, 1), kernel (1, 3, 1), stride 2. */
export const overlaps = exercise('08.overlaps', {
  shape: [5],
  values: [2, 6, 3, 3, 1],
  mistakes: [
    { answer: [2, 6, 2, 3, 1], say: 'In the middle two stamps overlap: add them, 2 · 1 + 1 · 1.' },
    { answer: [2, 6, 1, 3, 1], say: 'The second stamp has overwritten the first. Where they overlap, add.' },
    {
      answer: [2, 6, 2, 1, 3, 1],
      say: 'You set the stamps side by side. With stride 2 the second begins at place 2, on the end of the first.',
    },
    {
      answer: [2, 7, 5, 1],
      say: 'That is stride 1: the second stamp begins one place on. Move it by two places.',
    },
    {
      answer: [6, 3, 3],
      say: 'You cut the ends off. Nothing is padded, so nothing is cut off either: five numbers.',
    },
    ...[
      [2, 6, 3, 3],
      [6, 3, 3, 1],
    ].map((answer) => ({
      answer,
      say: 'One end is cut off. Nothing is padded, so nothing is cut off either: five numbers.',
    })),
    {
      answer: [2, 0, 1],
      say: 'You spread the input out. Each number also stamps the kernel: 2 gives 2, 6, 2.',
    },
  ],
  right: 'Two stamps, (2, 6, 2) and (1, 3, 1), that share one place: (2 − 1) · 2 + 3 = 5 numbers.',
  hints: [
    'Each number of the input stamps the kernel times itself. The first: 2 · (1, 3, 1).',
    'The first stamp covers the places 0, 1, 2. With stride 2 the second covers 2, 3, 4.',
    'Place 2 gets something from both.',
  ],
  solution: '[2, 6, 3, 3, 1]',
});

const sameEverywhere = [
  ...['same', 'pool', 'same', 'pool', 'same', 'pool'],
  ...['same', 'double', 'same', 'double', 'same', 'double', 'same'],
];

/** How a layer changes the side of a picture. */
type Step = (side: number) => number;

/** The side behind a list of layers, by these rules. */
const followed =
  ({
    same = (n) => n,
    valid = (n) => n - 2,
    pool = (n) => Math.ceil(n / 2),
    double = (n) => 2 * n,
  }: {
    same?: Step;
    valid?: Step;
    pool?: Step;
    double?: Step;
  }) =>
  (side: number, layers: readonly string[]) => {
    const steps: Readonly<Record<string, Step>> = { same, valid, pool, double };
    return layers.reduce((n, layer) => steps[layer]?.(n) ?? Number.NaN, side);
  };
const sideOf = followed({});

/** The side of a picture behind a list of layers. */
export const sideAfter = exercise('08.sideAfter', {
  cases: [
    { arguments: [28, ['same', 'pool']], values: 14 },
    { arguments: [28, ['valid']], values: 26 },
    { arguments: [7, ['pool']], values: 4, when: 'for a pooling of an odd side, 7' },
    { arguments: [28, ['same', 'pool', 'valid', 'double']], values: 24 },
    { arguments: [31, ['valid', 'pool', 'valid', 'double', 'pool']], values: 13 },
    { arguments: [28, sameEverywhere], values: 32, when: 'for the net of exercise 3' },
    { arguments: [5, []], values: 5, when: 'for no layers at all' },
  ],
  mistakes: [
    {
      rule: followed({ pool: (n) => n / 2 }),
      say: 'A side is a whole number: with padding, pooling rounds up, Math.ceil.',
    },
    {
      rule: followed({ pool: (n) => Math.floor(n / 2) }),
      say: 'You rounded down. With padding the half window at the edge counts too: round up.',
    },
    {
      rule: followed({ same: (n) => n - 2 }),
      say: '"same" keeps the side: zeros around the picture make room.',
    },
    {
      rule: followed({ valid: (n) => n - 3 }),
      say: 'A window of 3 fits 28 − 3 + 1 times: "valid" takes 2 away, not 3.',
    },
    { rule: followed({ valid: (n) => n - 1 }), say: '"valid" takes a pixel away on each side: 2, not 1.' },
    {
      rule: followed({ valid: (n) => n }),
      say: '"valid" takes 2 away: without padding a window of 3 does not fit at the edge.',
    },
    { rule: followed({ double: (n) => n }), say: '"double" doubles the side.' },
    {
      rule: (side: number, layers: string[]) => sideOf(side, [...layers].reverse()),
      say: 'You followed the list from its end. The first layer comes first.',
    },
    {
      rule: (side: number) => side,
      say: 'That is the side as it came in. Change it once for each layer of the list.',
    },
  ],
  right: 'Note the rounding: 7 becomes 4, and doubling 4 gives 8, not 7. There the 32 comes from.',
  hints: [
    'Start with the side, and change it once for each layer of the list.',
    "'same' leaves it, 'valid' takes 2 away, 'double' doubles it, 'pool' halves it and rounds up.",
    'layers.reduce((n, layer) => …, side) hands the side from layer to layer.',
  ],
  solution: [
    '(side: number, layers: string[]) =>',
    '  layers.reduce((n, layer) => {',
    "    if (layer === 'valid') return n - 2;",
    "    if (layer === 'pool') return Math.ceil(n / 2);",
    "    return layer === 'double' ? 2 * n : n;",
    '  }, side)',
  ].join('\n'),
});

/** What is wrong with a mended net; undefined where it is right. */
function faultOfNet(layers: unknown): string | undefined {
  if (!Array.isArray(layers)) return 'Give the list of layers, with one word changed.';
  if (layers.length !== sameEverywhere.length)
    return `Your list has ${layers.length} layers, the net ${sameEverywhere.length}. Change a word; add none, drop none.`;
  const strange = layers.find((layer) => !['same', 'valid', 'pool', 'double'].includes(layer));
  if (strange !== undefined) return `There is no layer '${String(strange)}': same, valid, pool or double.`;
  const changed = sameEverywhere.flatMap((layer, i) => (layer === layers[i] ? [] : [i]));
  const [place] = changed;
  if (place === undefined) return 'This is the net as it was: it returns 32.';
  if (changed.length > 1) return `You changed ${changed.length} words. One is enough.`;
  const side = sideOf(28, layers);
  return side === 28 ? undefined : `Your net returns ${side} × ${side}. ${nextStep(layers, place)}`;
}

/** What to try next, where one word at `place` is changed and the side is still wrong. */
function nextStep(layers: readonly string[], place: number): string {
  if (sameEverywhere[place] !== 'same')
    return "Leave poolings and doublings as they are, and change a 'same'.";
  if (layers[place] !== 'valid')
    return `A '${layers[place]}' more changes the side by far more than the 4 pixels that are too many: use 'valid'.`;
  const doublings = layers.slice(place).filter((layer) => layer === 'double').length;
  if (doublings === 0) return 'Behind the last doubling 2 pixels are too few to take away: do it earlier.';
  if (sideOf(28, layers) === 32)
    return 'The sides before the code were 26, 13, 7, 4: rounding up has swallowed what you took away. Look behind the code.';
  return `That is too early: ${doublings} doublings follow, and each doubles what is missing.`;
}

/** Chollet's mend: one unpadded convolution, 16 → 14 → 28. */
export const mended = exercise('08.mended', {
  test: faultOfNet,
  right: 'The convolution before the last doubling is unpadded: 4 → 8 → 16 → 14 → 28.',
  hints: [
    'The sides are 28, 14, 7, 4 and then 8, 16, 32. It returns 32, which is 4 too many.',
    '"valid" takes 2 away, and every doubling behind it doubles that.',
    'So it must stand where exactly one doubling follows.',
  ],
  solution: [
    "['same', 'pool', 'same', 'pool', 'same', 'pool',",
    " 'same', 'double', 'same', 'double', 'valid', 'double', 'same']",
  ].join('\n'),
});

/** The colour of least mean squared error for a shirt that is red with probability p, else dark green. */
export const bestGuess = exercise('08.bestGuess', {
  range: [0, 1],
  cases: [
    { arguments: [0.7], values: [0.7, 0.15, 0], tolerance: 1e-5, when: 'for p = 0.7' },
    { arguments: [0.5], values: [0.5, 0.25, 0], tolerance: 1e-5, when: 'for p = 0.5' },
    { arguments: [0.2], values: [0.2, 0.4, 0], tolerance: 1e-5, when: 'for p = 0.2' },
    { arguments: [0], values: [0, 0.5, 0], tolerance: 1e-5, when: 'for p = 0, where all are green' },
  ],
  mistakes: [
    ...[(p: number) => p >= 0.5, (p: number) => p > 0.5].map((isRed) => ({
      rule: (p: number) => (isRed(p) ? [1, 0, 0] : [0, 0.5, 0]),
      say: 'That is the likelier colour, right for most shirts and far off for the others. A mean squared error wants less risk.',
    })),
    { rule: (p: number) => [p, 1 - p, 0], say: 'The green shirt is (0, ½, 0): its green is ½, not 1.' },
    {
      rule: (p: number) => [1 - p, p / 2, 0],
      say: 'The shares are exchanged: p is the share of the red ones.',
    },
    { rule: (p: number) => [p, p / 2, 0], say: 'Green has the share 1 − p.' },
    {
      rule: () => [0.5, 0.25, 0],
      say: 'That is the middle between the two shirts. It is best only where both are equally frequent.',
    },
    {
      rule: (p: number) => [p, 0.5, 0],
      say: 'Only a share 1 − p of the shirts has this green; the others have none.',
    },
    {
      rule: (p: number) => [p ** 2, (1 - p) ** 2 / 2, 0],
      say: 'You weighed by the squares of the shares. Where the mean squared error is least, its slope is 0: r = p.',
    },
  ],
  right: 'The mean: neither red nor green, a colour that no shirt has. Cross-entropy would ask for the same.',
  hints: [
    'Each channel by itself: which r makes p (1 − r)² + (1 − p) r² least?',
    'Its slope is −2p (1 − r) + 2 (1 − p) r = 2 (r − p). Where is that 0?',
    'Red: r = p. For green the same with ½ and 1 − p. And blue is never there.',
  ],
  solution: '(p: number) => [p, (1 - p) / 2, 0]',
});
