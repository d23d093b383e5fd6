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

/** The side of a picture behind a list of layers. */
export const sideAfter = exercise('08.sideAfter', {
  cases: [
    { arguments: [28, ['same', 'pool']], values: 14 },
    { arguments: [28, ['valid']], values: 26 },
    { arguments: [7, ['pool']], values: 4, when: 'for a pooling of an odd side, 7' },
    { arguments: [28, ['same', 'pool', 'valid', 'double']], values: 24 },
    { arguments: [28, sameEverywhere], values: 32, when: 'for the net of exercise 3' },
    { arguments: [5, []], values: 5, when: 'for no layers at all' },
  ],
  mistakes: [
    { answer: 3.5, say: 'A side is a whole number: with padding, pooling rounds up, Math.ceil.' },
    { answer: 3, say: 'You rounded down. With padding the half window at the edge counts too: round up.' },
    { answer: 13, say: '"same" keeps the side: zeros around the picture make room.' },
    { answer: 25, say: 'A window of 3 fits 28 − 3 + 1 times: "valid" takes 2 away, not 3.' },
    { answer: 27, say: '"valid" takes a pixel away on each side: 2, not 1.' },
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
  const changed = layers.filter((layer, i) => layer !== sameEverywhere[i]).length;
  if (changed === 0) return 'This is the net as it was: it returns 32.';
  if (changed > 1) return `You changed ${changed} words. One is enough.`;
  const strange = layers.find((layer) => !['same', 'valid', 'pool', 'double'].includes(layer));
  if (strange !== undefined) return `There is no layer '${String(strange)}': same, valid, pool or double.`;
  const side = sideOf(layers);
  if (side === 28) return undefined;
  const wasSame = layers.every((layer, i) => layer === sameEverywhere[i] || sameEverywhere[i] === 'same');
  const advice = wasSame ? nextStep(side) : "Leave poolings and doublings as they are, and change a 'same'.";
  return `Your net returns ${side} × ${side}. ${advice}`;
}

function sideOf(layers: readonly string[]): number {
  return layers.reduce((n, layer) => {
    if (layer === 'valid') return n - 2;
    if (layer === 'pool') return Math.ceil(n / 2);
    return layer === 'double' ? 2 * n : n;
  }, 28);
}

function nextStep(side: number): string {
  if (side === 32)
    return 'The sides before the code were 26, 13, 7, 4: rounding up has swallowed what you took away. Look behind the code.';
  if (side === 30) return 'Behind the last doubling 2 pixels are too few to take away: do it earlier.';
  if (side === 24 || side === 16)
    return 'That is too early: what is taken away there is doubled more than once.';
  return 'It should return 28: ask what "valid" takes away, and how often it is doubled after that.';
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
    { arguments: [0.7], values: [0.7, 0.15, 0], tolerance: 1e-9 },
    { arguments: [0.5], values: [0.5, 0.25, 0], tolerance: 1e-9 },
    { arguments: [0], values: [0, 0.5, 0], tolerance: 1e-9, when: 'where all are green' },
  ],
  mistakes: [
    {
      answer: [1, 0, 0],
      say: 'That is the likelier colour, right for most shirts and far off for the others. A mean squared error wants less risk.',
    },
    { answer: [0.7, 0.3, 0], say: 'The green shirt is (0, ½, 0): its green is ½, not 1.' },
    { answer: [0.5, 0.5, 0], say: 'The green shirt is (0, ½, 0): its green is ½, not 1.' },
    { answer: [0.3, 0.35, 0], say: 'The shares are exchanged: p is the share of the red ones.' },
    { answer: [0.7, 0.35, 0], say: 'Green has the share 1 − p.' },
  ],
  right: 'The mean: neither red nor green, a colour that no shirt has. Cross-entropy would ask for the same.',
  hints: [
    'Each channel by itself: which r makes p (1 − r)² + (1 − p) r² least?',
    'Its slope is −2p (1 − r) + 2 (1 − p) r = 2 (r − p). Where is that 0?',
    'Red: r = p. For green the same with ½ and 1 − p. And blue is never there.',
  ],
  solution: '(p: number) => [p, (1 - p) / 2, 0]',
});
