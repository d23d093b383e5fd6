import { expect } from 'chai';
import { numberGrid } from 'codebook/figures';
import { field, part } from './traces.js';

const two = { picture: [[0, 9, 9]], kernel: [[-1], [0.123]] };

describe('numberGrid', () => {
  it('places each picture right of the last, the first row at the top, and writes its numbers', () => {
    const figure = numberGrid(two, { signs: ['∗'] });
    expect(field(figure, 0, 'z')).to.deep.equal([[0, 9, 9]]);
    expect(field(figure, 1, 'text')).to.deep.equal([['-1'], ['0.12']]);
    const [first, second] = [0, 1].map((i) => field(figure, i, 'x') as number[]);
    expect(first).to.deep.equal([0.5, 1.5, 2.5]);
    expect(second?.[0]).to.be.above(3.5 + 1);
    // The single row stands in the middle of the two of its neighbour; y runs downwards.
    expect([field(figure, 0, 'y'), field(figure, 1, 'y')]).to.deep.equal([[1], [0.5, 1.5]]);
    expect(part(figure, 'yaxis')['range']).to.deep.equal([2, 0]);
    expect(figure.alt).to.equal('Tiny pictures. picture, 1 × 3: 0 9 9; kernel, 2 × 1: -1 / 0.12.');
  });

  it('scales each picture by itself, a plain one too', () => {
    const figure = numberGrid({ a: [[-3, 5]], plain: [[1, 1]] });
    expect([field(figure, 0, 'zmin'), field(figure, 0, 'zmax')]).to.deep.equal([-3, 5]);
    expect([field(figure, 1, 'zmin'), field(figure, 1, 'zmax')]).to.deep.equal([1, 2]);
  });

  it('draws a border around a marked window', () => {
    const shapes = numberGrid(two, { marked: { picture: [0, 1, 1, 2] } }).layout['shapes'] as object[];
    expect(shapes).to.have.length(3);
    expect(shapes[1]).to.include({ x0: 1, x1: 3, y0: 0.5, y1: 1.5 });
  });

  it('refuses uneven rows, NaN, a missing sign, and marks that name nothing or leave the picture', () => {
    expect(() => numberGrid({ a: [[1, 2], [3]] })).to.throw('numberGrid: "a" must be rows of equally many');
    expect(() => numberGrid({ a: [[Number.NaN]] })).to.throw('finite numbers');
    expect(() => numberGrid({ a: [] })).to.throw('numberGrid: "a" must be rows');
    expect(() => numberGrid({})).to.throw('numberGrid: pictures is empty');
    expect(() => numberGrid(two, { signs: ['+', '='] })).to.throw(
      'signs (one between two): got 2, expected 1',
    );
    expect(() => numberGrid(two, { marked: { image: [0, 0, 1, 1] } })).to.throw('numberGrid: marked');
    expect(() => numberGrid(two, { marked: { picture: [0, 2, 1, 2] } })).to.throw(
      'numberGrid: the mark [0,2,1,2] leaves "picture" of 1 × 3.',
    );
  });
});
