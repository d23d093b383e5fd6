import { expect } from 'chai';
import {
  decisionRegions,
  latentGrid,
  latentGridCodes,
  regionPoints,
  scatter3d,
  vectorField,
} from 'codebook/figures';
import { field, list, part } from './traces.js';

describe('latentGrid', () => {
  it('asks for codes from the top left, the first number growing to the right, the second one upwards', () => {
    expect(Array.from(latentGridCodes({ steps: 2, range: [-1, 1] }))).to.deep.equal([
      -1, 1, 1, 1, -1, -1, 1, -1,
    ]);
  });

  it('lays the images over axes on which each image has its code at its middle', () => {
    const figure = latentGrid(new Float32Array(9 * 4), { shape: [2, 2], steps: 3, range: [-2, 2] });
    expect(part(figure, 'xaxis').range).to.deep.equal([-3, 3]);
    expect(list(figure, 'images')[0]).to.include({ x: -3, y: 3, sizex: 6, sizey: 6 });
    expect(part(figure, 'yaxis').tickvals).to.deep.equal([-2, 0, 2]);
  });

  it('refuses images that do not fill the grid, and a range without width', () => {
    const options = { shape: [2, 2] as const, steps: 3, range: [-2, 2] as const };
    expect(() => latentGrid(new Float32Array(8), options)).to.throw(
      'images has 8 numbers, expected 3 × 3 images of 2 × 2',
    );
    expect(() => latentGrid(new Float32Array(36), { ...options, range: [1, 1] })).to.throw(
      'range must be [low, high]',
    );
    expect(() => latentGridCodes({ steps: 1, range: [0, 1] })).to.throw(
      'steps must be a whole number of at least 2',
    );
  });
});

describe('decisionRegions', () => {
  const plan = { steps: 2, xRange: [0, 1] as const, yRange: [10, 20] as const };
  const titles = { xTitle: 'x₁', yTitle: 'x₂' };

  it('asks for classes row by row from the bottom left', () => {
    expect(Array.from(regionPoints(plan))).to.deep.equal([0, 10, 1, 10, 0, 20, 1, 20]);
  });

  it('tints each place by its class, draws one border between two classes, and tells their shares', () => {
    const figure = decisionRegions([0, 10, 1, 20], [0, 1, 1, 1], { ...plan, ...titles, labels: [0, 1] });
    expect(figure.data.map(({ type }) => type)).to.deep.equal(['heatmap', 'contour', 'scatter', 'scatter']);
    expect(field(figure, 0, 'z')).to.deep.equal([
      [0, 1],
      [1, 1],
    ]);
    expect(figure.alt).to.match(/Share of the plane given to each class: 0 25 %, 1 75 %\.$/);
  });

  it('refuses too few predictions and predictions that are no class', () => {
    const options = { ...plan, ...titles, labels: [0] };
    expect(() => decisionRegions([0, 10], [0, 1], options)).to.throw(
      'predictions (one for each of regionPoints): got 2, expected 4',
    );
    expect(() => decisionRegions([0, 10], [0, 1, 0, 0.3], options)).to.throw('predicted holds 0.3');
  });
});

describe('vectorField', () => {
  const titles = { xTitle: 'x₁', yTitle: 'x₂' };

  it('draws each arrow from its point to point + scale × vector, with a gap after it', () => {
    const figure = vectorField([0, 0, 10, 0], [0, 2, 1, 0], { ...titles, scale: 3 });
    const [x, y] = ['x', 'y'].map((key) => field(figure, 0, key) as (number | null)[]); // one line with gaps
    expect([x?.slice(0, 2), y?.slice(0, 2), x?.[5], y?.[5]]).to.deep.equal([[0, 0], [0, 6], null, null]);
    expect([x?.slice(6, 8), y?.slice(6, 8)]).to.deep.equal([
      [10, 13],
      [0, 0],
    ]);
  });

  it('makes the longest arrow 1/12 of the width by default, with equal units on both axes', () => {
    const figure = vectorField([0, 0, 12, 0], [5, 0, 1, 0], titles);
    expect((field(figure, 0, 'x') as number[]).slice(0, 2)).to.deep.equal([0, 1]);
    expect(part(figure, 'yaxis').scaleanchor).to.equal('x');
    expect(figure.alt).to.equal(
      '2 arrows in the plane of x₁ and x₂; the longest stands for a vector of length 5, their mean length is 3.',
    );
  });

  it('refuses vectors of other number, and vectors that are all 0', () => {
    expect(() => vectorField([0, 0], [1, 1, 1, 1], titles)).to.throw(
      'numbers of the vectors: got 4, expected 2',
    );
    expect(() => vectorField([0, 0], [0, 0], titles)).to.throw('all vectors are 0');
  });
});

describe('scatter3d', () => {
  const titles = { xTitle: 'z₁', yTitle: 'z₂', zTitle: 'z₃' };
  const cube = Array.from({ length: 24 }, (_, i) => (Math.floor(i / 3) >> (i % 3)) & 1);

  it('gives x, y and z to Plotly, and a parallel projection without WebGL to pictures', () => {
    const figure = scatter3d(cube, { ...titles, labels: [0, 0, 0, 0, 1, 1, 1, 1] });
    expect(figure.data.map(({ type }) => type)).to.deep.equal(['scatter3d', 'scatter3d']);
    expect([field(figure, 0, 'x'), field(figure, 1, 'z')]).to.deep.equal([
      [0, 1, 0, 1],
      [1, 1, 1, 1],
    ]);
    expect(figure.still.data.map(({ type }) => type)).to.deep.equal(['scatter', 'scatter', 'scatter']);
  });

  it('projects so that parallel edges stay parallel and equal, and z points up', () => {
    const still = scatter3d(cube, titles).still;
    const [x, y] = ['x', 'y'].map((key) => field(still, 1, key) as number[]); // the points, after the box
    const edge = (from: number, to: number) => [
      (x?.[to] ?? 0) - (x?.[from] ?? 0),
      (y?.[to] ?? 0) - (y?.[from] ?? 0),
    ];
    for (const [a, b] of [
      [0, 1],
      [2, 3],
      [4, 5],
      [6, 7],
    ] as const)
      edge(a, b).forEach(
        (difference, axis) => void expect(difference).to.be.closeTo(edge(0, 1)[axis] ?? 0, 1e-5),
      );
    expect(edge(0, 4)[0]).to.be.closeTo(0, 1e-5);
    expect(edge(0, 4)[1]).to.be.closeTo(Math.cos((22 * Math.PI) / 180), 1e-5);
  });

  it('refuses numbers that are no triples', () => {
    expect(() => scatter3d([1, 2, 3, 4], titles)).to.throw('points must be [points, 3], got 4 numbers');
  });
});
