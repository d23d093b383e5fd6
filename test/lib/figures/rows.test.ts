import { expect } from 'chai';
import {
  animation,
  architecture,
  filters,
  imageGrid,
  interpolations,
  lines,
  networkDiagram,
  reconstructions,
  trainingCurves,
} from 'codebook/figures';
import { field, list, part } from './traces.js';

const texts = (figure: Parameters<typeof list>[0]) => list(figure, 'annotations').map(({ text }) => text);

describe('reconstructions', () => {
  const shape = [1, 2];

  it('heads each column with its squared error, summed over pixels', () => {
    const figure = reconstructions([1, 0, 0.5, 0.5], [0, 0, 0.5, 0], { shape });
    expect(texts(figure)).to.deep.equal(['original', 'reconstruction', '1', '0.25']);
    expect(figure.alt).to.equal(
      '2 images over their reconstructions; squared error (sum over pixels) of each: 1, 0.25.',
    );
  });

  it('shows as many as asked for, and refuses runs of different length', () => {
    expect(texts(reconstructions([1, 0, 0.5, 0.5], [0, 0, 0.5, 0], { shape, columns: 1 }))).to.have.length(3);
    expect(() => reconstructions([1, 0], [1], { shape })).to.throw(
      'numbers of the reconstructions: got 1, expected 2',
    );
  });
});

describe('filters', () => {
  const source = (figure: Parameters<typeof list>[0]) => list(figure, 'images')[0]?.source;

  it('takes the columns of [inputs, units] as images, each scaled by its greatest absolute value', () => {
    const kernel = [1, 30, -2, 0, 0, 15]; // 3 inputs, 2 units: (1, −2, 0) and (30, 0, 15)
    const drawn = filters(kernel, { shape: [1, 3] });
    const expected = imageGrid([0.5, -1, 0, 1, 0, 0.5], { shape: [1, 3], range: [-1, 1] });
    expect(source(drawn)).to.equal(source(expected));
  });

  it('scales all by one number where that is asked for', () => {
    const drawn = filters([1, 4], { shape: [1, 1], scale: 'all' });
    expect(source(drawn)).to.equal(source(imageGrid([0.25, 1], { shape: [1, 1], range: [-1, 1] })));
  });

  it('draws dead units grey, and refuses weights that do not fit the shape', () => {
    expect(source(filters([0], { shape: [1, 1] }))).to.equal(source(imageGrid([0.5], { shape: [1, 1] })));
    expect(() => filters([1, 2, 3], { shape: [1, 2] })).to.throw(
      '3 weights are no whole number of units with 2 inputs each',
    );
  });
});

describe('interpolations', () => {
  it('heads the steps by α from 0 to 1', () => {
    const figure = interpolations({ codes: [0, 0.5, 1], pixels: [0, 0.2, 1] }, { shape: [1, 1] });
    expect(texts(figure)).to.deep.equal(['codes', 'pixels', 'α = 0', '0.5', '1']);
  });

  it('refuses no strips', () => {
    expect(() => interpolations({}, { shape: [1, 1] })).to.throw('interpolations: strips is empty');
  });
});

describe('trainingCurves', () => {
  const epoch = (number: number, total: number) => ({
    epoch: number,
    train: { total, kl: 1 },
    validation: { total, kl: 2 },
  });

  it('draws the total once where there is but one part', () => {
    const epochs = [3, 2].map((total, i) => ({ epoch: i + 1, train: { total, reconstruction: total } }));
    const figure = trainingCurves({ epochs }, { yTitle: 'loss (nats)' });
    expect(figure.data.map(({ name, y }) => [name, y])).to.deep.equal([['training', [3, 2]]]);
  });

  it('gives a part one colour, solid in training and dashed in validation', () => {
    const history = { epochs: [epoch(1, 5), epoch(2, 4)] };
    const figure = trainingCurves(history, { yTitle: 'loss (nats)', parts: ['total', 'kl'] });
    const looks = figure.data.map(({ name, line }) => [name, Object(line).dash]);
    expect(looks).to.deep.equal([
      ['total, training', 'solid'],
      ['kl, training', 'solid'],
      ['total, validation', 'dash'],
      ['kl, validation', 'dash'],
    ]);
    expect(Object(figure.data[0]?.line).color).to.equal(Object(figure.data[2]?.line).color);
  });

  it('refuses a part that was not recorded, and a history without epochs', () => {
    const history = { epochs: [epoch(1, 5)] };
    expect(() => trainingCurves(history, { yTitle: 'loss', parts: ['l2'] })).to.throw(
      'no train l2 in epoch 1; recorded: total, kl',
    );
    expect(() => trainingCurves({ epochs: [] }, { yTitle: 'loss' })).to.throw('the history has no epochs');
  });
});

describe('architecture', () => {
  const layers = [
    { name: 'input', size: [28, 28, 1] },
    { name: 'code', size: 30 },
    { name: 'output', size: 784 },
  ];

  it('takes the smallest layer for the code and draws boxes by the logarithm of the size', () => {
    const figure = architecture(layers);
    expect(figure.alt).to.equal(
      'Network of 3 layers: input (28 × 28 × 1), then code: code (30), then output (784).',
    );
    const heights = list(figure, 'shapes')
      .filter(({ type }) => type === 'rect')
      .map(({ y1 }) => y1);
    expect([heights[0] === heights[2], heights[1]]).to.deep.equal([true, 0.1]);
    expect(texts(figure)).to.include.members([
      '<b>encoder</b>',
      '<b>code</b>',
      '<b>decoder</b>',
      '28 × 28 × 1',
      '30',
    ]);
  });

  it('refuses one layer, a size of 0, and a code that is no layer', () => {
    expect(() => architecture([{ name: 'a', size: 1 }])).to.throw('layers must list at least two layers');
    expect(() => architecture([...layers, { name: 'x', size: 0 }])).to.throw(
      'size of layer 3 must be a whole number of at least 1, got 0',
    );
    expect(() => architecture(layers, { code: 3 })).to.throw('code must be a layer from 0 to 2, got 3');
  });
});

describe('networkDiagram', () => {
  it('draws each weight from its unit to its unit, thick by size, dashed when negative', () => {
    const figure = networkDiagram([2, 1], { weights: [[2, -1]] });
    expect(
      list(figure, 'shapes').map(({ y0, y1, line }) => [y0, y1, Object(line).width, Object(line).dash]),
    ).to.deep.equal([
      [-0.11, 0, 4.3, undefined],
      [0.11, 0, 2.3, 'dash'],
    ]);
    expect(figure.alt).to.equal(
      'Network of all units: input with 2, output with 1. Weights from input to output between -1 and 2.',
    );
  });

  it('writes values into the units, layer by layer', () => {
    expect(field(networkDiagram([2, 1], { values: [[0, 1], [0.25]] }), 0, 'text')).to.deep.equal([
      '0',
      '1',
      '0.25',
    ]);
  });

  it('refuses weights that do not fit, and layers that are too large', () => {
    expect(() => networkDiagram([2, 1], { weights: [[1]] })).to.throw(
      'numbers in weights[0]: got 1, expected 2',
    );
    expect(() => networkDiagram([784, 2])).to.throw('units[0] is 784; above 20, architecture(…) shows more');
    expect(() => networkDiagram([3])).to.throw('at least two layers');
  });
});

describe('animation', () => {
  const frame = (y: number[]) => lines({ a: y }, { x: [0, 10], xTitle: 'x', yTitle: 'y' });
  const options = { frameTitle: 'epoch', labels: ['1', '2'] };

  it('begins with the first frame, stands at the last, and spans all frames with its axes', () => {
    const figure = animation([frame([0, 1]), frame([0, 21])], options);
    expect(field(figure, 0, 'y')).to.deep.equal([0, 1]);
    expect(figure.still.data[0]?.y).to.deep.equal([0, 21]);
    expect(part(figure, 'yaxis').range).to.deep.equal([-1.05, 22.05]);
    expect(figure.frames.map(({ name }) => name)).to.deep.equal(['epoch 1', 'epoch 2']);
    expect(Object(figure.still.layout.title).text).to.equal('epoch 2');
  });

  it('refuses one frame, frames of another kind, and labels that are too few', () => {
    expect(() => animation([frame([1, 2])], options)).to.throw('got 1 frames, expected at least 2');
    const other = lines({ a: [1, 2], b: [1, 2] }, { xTitle: 'x', yTitle: 'y' });
    expect(() => animation([frame([1, 2]), other], options)).to.throw(
      'traces in each frame: got 2, expected 1',
    );
    expect(() => animation([frame([1, 2]), frame([1, 2])], { ...options, labels: ['1'] })).to.throw(
      'labels (one a frame): got 1, expected 2',
    );
  });
});
