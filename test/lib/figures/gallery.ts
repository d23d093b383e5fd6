import {
  animation,
  architecture,
  bars,
  confusionMatrix,
  decisionRegions,
  type Figure,
  filters,
  heatMap,
  histogram,
  imageGrid,
  interpolations,
  latentGrid,
  lines,
  networkDiagram,
  numberGrid,
  reconstructions,
  scatter,
  scatter3d,
  trainingCurves,
  vectorField,
} from 'codebook/figures';

import {
  codes,
  digits,
  draw,
  epochs,
  error,
  grid,
  inClass,
  many,
  plan,
  plane,
  planeTitles,
  regions,
  rings,
  shape,
  space,
  towardsCircle,
  xorPoints,
} from './drawn-data.js';

/** One of each figure, and some at their limits: long texts, many classes, slide size. */
export const gallery: Readonly<Record<string, Figure>> = {
  imageGrid: imageGrid(rings(30), { shape }),
  imageGridTitled: imageGrid(
    { original: rings(5), 'a code of 30 numbers': rings(5, 0.3) },
    {
      shape,
      columnLabels: ['0', '1', '2', '3', '4'],
      title: 'Rings through a code',
    },
  ),
  imageGridSlide: imageGrid(
    { original: rings(10), reconstruction: rings(10, 0.3) },
    { shape, size: 'slide' },
  ),
  reconstructions: reconstructions(rings(10), rings(10, 0.25), { shape }),
  filters: filters(
    many(784 * 20, (i) => Math.sin((i % 20) + Math.floor(i / 20) / (5 + (i % 20)))),
    { shape },
  ),
  interpolations: interpolations({ codes: rings(8, 0.1), pixels: rings(8, 0.4) }, { shape }),
  latentGrid: latentGrid(
    many(81 * 784, (i) => {
      const cell = Math.floor(i / 784);
      const radius = Math.hypot((i % 28) - 13.5, (Math.floor(i / 28) % 28) - 13.5);
      return Math.abs(radius - 7 - 2 * (codes[2 * cell] ?? 0)) < 2 + (codes[2 * cell + 1] ?? 0) ? 1 : 0;
    }),
    { shape, steps: 9, range: [-2, 2] },
  ),
  lines: lines(
    { training: many(20, (i) => 0.25 / (i + 1) + 0.09), validation: many(20, (i) => 0.25 / (i + 1) + 0.094) },
    {
      xTitle: 'epoch',
      yTitle: 'binary cross-entropy (nats per pixel)',
      references: [{ value: 0.09, label: 'Keras blog' }],
    },
  ),
  linesSlide: lines(
    { 'd = 1': [1, 0.1, 0.01, 0.001], 'd = 10': [1, 0.9, 0.8, 0.7] },
    {
      x: [1, 10, 100, 1000],
      log: 'both',
      xTitle: 'points m',
      yTitle: 'error m^(−p/(2p+d))',
      size: 'slide',
      title: 'The curse',
    },
  ),
  linesLongTitle: lines(
    { error: [30, 20, 15, 13.87] },
    { x: [2, 10, 20, 30], xTitle: 'components', yTitle: error },
  ),
  linesErrors: lines(
    { pretrained: [12, 8, 4.4, 1.4], 'random start': { x: [100, 1000, 5000], y: [15, 9, 4.8] } },
    {
      x: [100, 1000, 5000, 60000],
      errors: { pretrained: [1.5, 0.8, 0.3, 0.12], 'random start': [2, 1, 0.4] },
      log: 'x',
      xTitle: 'labels',
      yTitle: 'test error (%)',
    },
  ),
  networkDiagram: networkDiagram([6, 2, 6], {
    names: ['x', 'h', 'x̂'],
    weights: [many(12, (i) => Math.sin(i * 3)), many(12, (i) => Math.cos(i * 2))],
    values: [
      [1, 1, 0, 0, 0, 1],
      [0.82, 0.13],
      [0.9, 0.8, 0.1, 0.2, 0, 0.9],
    ],
  }),
  networkDiagramWide: networkDiagram([16, 5, 1], { title: 'Sixteen inputs', size: 'slide' }),
  trainingCurves: trainingCurves({ epochs }, { yTitle: 'loss (nats per image)' }),
  scatter: scatter(plane.points, { ...planeTitles, labels: plane.labels }),
  scatterPlain: scatter(plane.points, {
    ...planeTitles,
    equalUnits: true,
    size: { width: 480, height: 460 },
  }),
  scatterSlide: scatter(plane.points, { ...planeTitles, labels: plane.labels, size: 'slide' }),
  scatter3d: scatter3d(space.points, { xTitle: 'z₁', yTitle: 'z₂', zTitle: 'z₃', labels: space.labels }),
  bars: bars(
    { here: [52.7, 13.87, 3.5], published: [52.7, 13.87, 3] },
    {
      names: ['mean image', 'PCA, 30 components', '784-1000-500-250-30 autoencoder with a linear code'],
      valueTitle: error,
      errors: { here: [4, 0.5, 0.3] },
    },
  ),
  barsSigned: bars(
    { change: [-3.2, 1.5, 4] },
    { names: ['a', 'b', 'c'], valueTitle: 'change (nats)', size: 'slide' },
  ),
  heatMap: heatMap(
    many(96, (i) => Math.sin(i / 5) * (i % 12)),
    {
      shape: [8, 12],
      signed: true,
      xTitle: 'input unit i',
      yTitle: 'hidden unit j',
      valueTitle: 'weight W',
    },
  ),
  heatMapLarge: heatMap(
    many(2500, (i) => Math.exp(-Math.hypot((i % 50) - 25, i / 50 - 25) / 9)),
    {
      shape: [50, 50],
      xTitle: 'x (pixels)',
      yTitle: 'y (pixels)',
      valueTitle: 'singular value',
    },
  ),
  numberGrid: numberGrid(
    {
      picture: [0, 1, 2, 3].map(() => [0, 0, 0, 9, 9]),
      kernel: [0, 1, 2].map(() => [-1, 0, 1]),
      'feature map': [0, 1].map(() => [0, 27, 27]),
    },
    {
      signs: ['∗', '='],
      marked: { picture: [0, 1, 3, 3], 'feature map': [0, 1, 1, 1] },
      title: 'The kernel answers where dark meets light',
    },
  ),
  confusionMatrix: confusionMatrix(
    many(2000, (i) => i % 10),
    many(2000, (i) => (draw() < 0.9 ? i % 10 : Math.floor(draw() * 10))),
    { classNames: digits },
  ),
  histogram: histogram(
    { activations: many(2000, () => draw() ** 3) },
    { xTitle: 'activation of the hidden units' },
  ),
  histogramTwo: histogram(
    { dense: many(2000, () => draw() + draw()), sparse: many(2000, () => 2 * draw() ** 4) },
    { xTitle: 'activation', range: [0, 2], log: true },
  ),
  vectorField: vectorField(grid, towardsCircle, {
    xTitle: 'x₁',
    yTitle: 'x₂',
    data: many(400, (i) => (i % 2 === 0 ? Math.cos(i) : Math.sin(i - 1)) + 0.1 * draw()),
  }),
  architecture: architecture([
    { name: 'input', size: 784 },
    { name: 'dense, sigmoid', size: 1000 },
    { name: 'dense, sigmoid', size: 500 },
    { name: 'linear', size: 30 },
    { name: 'dense, sigmoid', size: 500 },
    { name: 'dense, sigmoid', size: 1000 },
    { name: 'output, sigmoid', size: 784 },
  ]),
  architectureConvolutional: architecture(
    [
      { name: 'input', size: [28, 28, 1] },
      { name: '3 × 3 conv, ReLU', size: [28, 28, 16] },
      { name: 'pool', size: [14, 14, 16] },
      { name: '3 × 3 conv, ReLU', size: [7, 7, 8] },
      { name: 'upsample', size: [14, 14, 8] },
      { name: 'output', size: [28, 28, 1] },
    ],
    { title: 'A convolutional autoencoder', size: 'slide' },
  ),
  decisionRegions: decisionRegions(
    xorPoints,
    regions.map((x, i) => inClass(x, -2 + Math.floor(i / 41) * 0.1 + 0.001)),
    {
      ...plan,
      xTitle: 'x₁',
      yTitle: 'x₂',
      labels: many(60, (i) => inClass(xorPoints[2 * i] ?? 0, xorPoints[2 * i + 1] ?? 0)),
      classNames: ['XOR is 1', 'XOR is 0'],
    },
  ),
  animationPoints: animation(
    [1, 2, 3].map((grow) =>
      scatter(
        plane.points.map((value) => value * grow),
        { ...planeTitles, labels: plane.labels },
      ),
    ),
    { frameTitle: 'epoch', labels: ['1', '5', '20'] },
  ),
  animationImages: animation(
    [0.9, 0.5, 0.1].map((noise) =>
      imageGrid({ original: rings(8), reconstruction: rings(8, noise) }, { shape }),
    ),
    { frameTitle: 'epoch', labels: ['1', '5', '20'] },
  ),
};
