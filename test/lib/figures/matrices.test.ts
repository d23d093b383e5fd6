import { expect } from 'chai';
import { confusionMatrix, heatMap, histogram } from 'codebook/figures';
import { field, part } from './traces.js';

const titles = { xTitle: 'column', yTitle: 'row', valueTitle: 'weight' };

describe('heatMap', () => {
  it('lays values out row by row from the top, and centres a signed scale on 0', () => {
    const figure = heatMap([1, -4, 2, 3, 0, 1], { ...titles, shape: [2, 3], signed: true });
    expect(field(figure, 0, 'z')).to.deep.equal([
      [1, -4, 2],
      [3, 0, 1],
    ]);
    expect([field(figure, 0, 'zmin'), field(figure, 0, 'zmax')]).to.deep.equal([-4, 4]);
    expect(part(figure, 'yaxis').range).to.deep.equal([1.5, -0.5]);
    expect(figure.alt).to.equal(
      'Heat map of weight, 2 rows (row) by 3 columns (column): least -4 at row 0, column 1; greatest 3 at row 1, column 0.',
    );
  });

  it('widens its cells to the longest number', () => {
    const width = (value: number) =>
      heatMap(new Float32Array(12).fill(value), { ...titles, shape: [2, 6] }).layout.width;
    expect([width(0), width(-0.0213)]).to.deep.equal([6 * 40 + 160, 6 * (8 * 7 + 8) + 160]);
  });

  it('writes numbers into the cells of a small matrix only, unless told', () => {
    const small = heatMap([1, 2], { ...titles, shape: [1, 2] });
    const large = heatMap(new Float32Array(256).fill(1), { ...titles, shape: [16, 16] });
    expect([field(small, 0, 'text'), field(large, 0, 'text')]).to.deep.equal([[['1', '2']], undefined]);
  });

  it('refuses a shape that does not fit and names that are too few', () => {
    expect(() => heatMap([1, 2, 3], { ...titles, shape: [2, 2] })).to.throw(
      'values for 2 × 2 cells: got 3, expected 4',
    );
    expect(() => heatMap([1, 2], { ...titles, shape: [2] })).to.throw(
      'heatMap: shape must be [rows, columns]',
    );
    expect(() => heatMap([1, 2], { ...titles, shape: [1, 2], rowNames: ['a', 'b'] })).to.throw(
      'row names: got 2, expected 1',
    );
  });
});

describe('confusionMatrix', () => {
  const truth = [0, 0, 0, 0, 1, 1, 2];
  const predicted = [0, 0, 0, 1, 1, 0, 2];

  it('counts pairs with the truth in rows, and colours shares of each row', () => {
    const figure = confusionMatrix(truth, predicted);
    expect(field(figure, 0, 'text')).to.deep.equal([
      ['3', '1', '0'],
      ['1', '1', '0'],
      ['0', '0', '1'],
    ]);
    expect(field(figure, 0, 'z')).to.deep.equal([
      [0.75, 0.25, 0],
      [0.5, 0.5, 0],
      [0, 0, 1],
    ]);
  });

  it('tells the hits and the most frequent mistake', () => {
    const classNames = ['cat', 'dog', 'owl'];
    expect(confusionMatrix(truth, predicted, { classNames }).alt).to.equal(
      'Confusion matrix of 3 classes: 5 of 7 right; most frequent mistake: cat taken for dog (1 times).',
    );
    expect(confusionMatrix([0, 1], [0, 1]).alt).to.match(/2 of 2 right; no mistake\.$/);
  });

  it('keeps a row for a class that does not occur', () => {
    expect(field(confusionMatrix([0], [0], { classNames: ['a', 'b'] }), 0, 'z')).to.deep.equal([
      [1, 0],
      [0, 0],
    ]);
  });

  it('refuses lists of different length and classes that are none', () => {
    expect(() => confusionMatrix([0, 1], [0])).to.throw('predicted classes: got 1, expected 2');
    expect(() => confusionMatrix([0, 1], [0, 2], { classNames: ['a', 'b'] })).to.throw(
      '2 is no class; expected whole numbers from 0 to 1',
    );
    expect(() => confusionMatrix([0.5], [0])).to.throw('0.5 is no class');
  });
});

describe('histogram', () => {
  it('gives shares in bins [from, to), the last one closed', () => {
    const figure = histogram({ a: [0, 0.25, 0.5, 0.75, 1] }, { xTitle: 'value', bins: 4 });
    expect(field(figure, 0, 'y')).to.deep.equal([0.2, 0.2, 0.2, 0.4]);
    expect(field(figure, 0, 'x')).to.deep.equal([0.125, 0.375, 0.625, 0.875]);
    expect(figure.alt).to.equal('Histogram of value. a: 5 values, mean 0.5, most (40 %) from 0.75 to 1.');
  });

  it('puts several series over the same bins, each summing to 1, told apart by dash', () => {
    const figure = histogram({ a: [0, 1, 2], b: [4, 4, 4, 0] }, { xTitle: 'value', bins: 2 });
    expect([field(figure, 0, 'x'), field(figure, 1, 'x')]).to.deep.equal([
      [0, 2, 4],
      [0, 2, 4],
    ]);
    const shares = [0, 1].map((i) => (field(figure, i, 'y') as number[]).slice(0, 2)); // steps repeat the last one
    expect(shares).to.deep.equal([
      [2 / 3, 1 / 3],
      [0.25, 0.75],
    ]);
    expect([0, 1].map((i) => (field(figure, i, 'line') as { dash: string }).dash)).to.deep.equal([
      'solid',
      'dash',
    ]);
  });

  it('takes a constant, and refuses values outside the range', () => {
    expect(field(histogram({ a: [3, 3] }, { xTitle: 'v', bins: 2 }), 0, 'y')).to.deep.equal([1, 0]);
    expect(() => histogram({ a: [0, 2] }, { xTitle: 'v', range: [0, 1] })).to.throw(
      'a holds 2, outside the range [0, 1]',
    );
    expect(() => histogram({}, { xTitle: 'v' })).to.throw('histogram: series is empty');
  });
});
