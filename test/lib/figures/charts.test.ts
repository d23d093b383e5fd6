import { expect } from 'chai';
import { bars, lines, palette, scatter } from 'codebook/figures';

/** A trace's field; traces are pure data of unknown shape. */
const field = (figure: { data: readonly object[] }, trace: number, key: string): unknown =>
  (figure.data[trace] as Record<string, unknown>)[key]; // Plotly traces are records

describe('lines', () => {
  const titles = { xTitle: 'epoch', yTitle: 'loss (nats per image)' };

  it('counts epochs from 1 and tells series apart by colour, dash and marker', () => {
    const figure = lines({ training: [3, 2, 1], validation: [4, 3, 3] }, titles);
    expect(field(figure, 0, 'x')).to.deep.equal([1, 2, 3]);
    expect(field(figure, 1, 'y')).to.deep.equal([4, 3, 3]);
    expect([0, 1].map((i) => field(figure, i, 'line'))).to.deep.equal([
      { color: palette[0], dash: 'solid', width: 2 },
      { color: palette[1], dash: 'dash', width: 2 },
    ]);
    expect(figure.layout.showlegend).to.equal(true);
  });

  it('writes its alt text from the numbers', () => {
    const references = [{ value: 0.5, label: 'published' }];
    expect(lines({ training: [3, 0.75, 1] }, { ...titles, references }).alt).to.equal(
      'Lines of loss (nats per image) against epoch: training goes from 3 at 1 to 1 at 3 (lowest 0.75); published is 0.5.',
    );
  });

  it('draws a reference over the whole width', () => {
    const references = [{ value: 0.5, label: 'published' }];
    const figure = lines({ a: [1, 2] }, { ...titles, x: [10, 30], references });
    expect([field(figure, 1, 'x'), field(figure, 1, 'y')]).to.deep.equal([
      [10, 30],
      [0.5, 0.5],
    ]);
  });

  it('tells several references apart', () => {
    const references = ['strict', 'lenient'].map((label, i) => ({ value: i, label }));
    const figure = lines({ a: [1, 2] }, { ...titles, references });
    expect([1, 2].map((i) => Object(field(figure, i, 'line')).dash)).to.deep.equal(['dot', 'dash']);
  });

  it('marks powers of ten on a logarithmic axis, and what lies between where there are few', () => {
    const [wide, narrow] = [
      [1, 100],
      [0.15, 0.9],
    ].map((y) => lines({ a: y }, { ...titles, log: 'y' }));
    expect(Object(wide?.layout.yaxis)).to.include({ type: 'log', dtick: 1 });
    expect(Object(narrow?.layout.yaxis)).to.include({ type: 'log' }).and.not.have.property('dtick');
  });

  it('takes places of its own for a series, and error bars', () => {
    const roc = { x: [0, 0.5, 1], y: [0, 0.9, 1] };
    const figure = lines(
      { roc, chance: [0, 0.5, 1] },
      { ...titles, x: [0, 0.6, 1], errors: { chance: [0, 0.1, 0] } },
    );
    expect([field(figure, 0, 'x'), field(figure, 1, 'x')]).to.deep.equal([
      [0, 0.5, 1],
      [0, 0.6, 1],
    ]);
    expect(field(figure, 1, 'error_y')).to.deep.include({ array: [0, 0.1, 0] });
    expect(figure.alt).to.match(/chance goes from 0 ± 0 at 0 to 1 ± 0 at 1/);
    expect(() => lines({ a: [1] }, { ...titles, errors: { b: [1] } })).to.throw(
      'errors has "b", which is no series',
    );
    expect(() => lines({ a: [1] }, { ...titles, errors: { a: [-1] } })).to.throw(
      'errors.a holds -1; a half-length',
    );
    expect(() => lines({ a: { x: [1, 2], y: [1] } }, titles)).to.throw(
      'values of "a" for x: got 1, expected 2',
    );
  });

  it('refuses NaN with a way out, a missing unit, a wrong length, and 0 on a logarithmic axis', () => {
    expect(() => lines({ loss: [1, Number.NaN] }, titles)).to.throw(
      'lines: loss[1] is NaN, expected a finite number',
    );
    expect(() => lines({ loss: [1] }, { ...titles, yTitle: '' })).to.throw(
      'lines: yTitle must be a text, got ""',
    );
    expect(() => lines({ loss: [1] }, { ...titles, x: [1, 2] })).to.throw('"loss" for x: got 1, expected 2');
    expect(() => lines({ loss: [1, 0] }, { ...titles, log: 'y' })).to.throw(
      'lines: loss[1] is 0, but a logarithmic',
    );
    expect(() => lines({}, titles)).to.throw('lines: series is empty');
  });
});

describe('scatter', () => {
  const titles = { xTitle: 'code 1', yTitle: 'code 2' };
  const points = Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7);

  it('gives each class its points, its colour and its own marker', () => {
    const figure = scatter(points, { ...titles, labels: [1, 0, 1, 1], classNames: ['cat', 'dog'] });
    expect(
      [0, 1].map((i) => [field(figure, i, 'name'), field(figure, i, 'x'), field(figure, i, 'y')]),
    ).to.deep.equal([
      ['cat', [2], [3]],
      ['dog', [0, 4, 6], [1, 5, 7]],
    ]);
    expect([0, 1].map((i) => field(figure, i, 'marker'))).to.deep.equal([
      { color: palette[0], symbol: 'circle', size: 8, opacity: 0.8 },
      { color: palette[1], symbol: 'square', size: 8, opacity: 0.8 },
    ]);
    expect(figure.alt).to.equal(
      '4 points, code 2 against code 1, in 2 classes: cat around (2, 3); dog around (4, 5).',
    );
  });

  it('refuses an odd number of numbers and labels that do not fit', () => {
    expect(() => scatter([1, 2, 3], titles)).to.throw('scatter: points must be [points, 2], got 3 numbers');
    expect(() => scatter(points, { ...titles, labels: [0] })).to.throw(
      'labels (one a point): got 1, expected 4',
    );
    expect(() => scatter(points, { ...titles, labels: [0, 0, 0, 2], classNames: ['a', 'b'] })).to.throw(
      'scatter: labels[3] is 2, expected a whole number from 0 to 1, since there are 2 class names.',
    );
  });
});

describe('bars', () => {
  const names = ['mean image', 'PCA'];

  it('stands series side by side around each name, from the top', () => {
    const figure = bars(
      { here: [52, 13], published: [50, 14] },
      { names, valueTitle: 'error', values: false },
    );
    expect(field(figure, 0, 'y')).to.deep.equal([-0.19, 0.81]);
    expect(field(figure, 1, 'y')).to.deep.equal([0.19, 1.19]);
    expect((figure.layout.yaxis as { range: number[] }).range).to.deep.equal([1.5, -0.5]); // a Plotly axis
  });

  it('begins at 0 and leaves room for error bars and numbers', () => {
    const figure = bars({ here: [80, 20] }, { names, valueTitle: 'error', errors: { here: [20, 0] } });
    expect((figure.layout.xaxis as { range: number[] }).range).to.deep.equal([0, 114]); // a Plotly axis
    expect(field(figure, 1, 'x')).to.deep.equal([100, 20]);
    expect(figure.alt).to.equal('Bars of error: mean image 80 ± 20; PCA 20 ± 0.');
  });

  it('refuses a wrong number of values, negative errors and errors of an unknown series', () => {
    const options = { names, valueTitle: 'error' };
    expect(() => bars({ here: [1] }, options)).to.throw('values of "here" (one a name): got 1, expected 2');
    expect(() => bars({ here: [1, 2] }, { ...options, errors: { here: [1, -1] } })).to.throw(
      'errors.here holds -1',
    );
    expect(() => bars({ here: [1, 2] }, { ...options, errors: { there: [1, 1] } })).to.throw(
      'unknown option "there"',
    );
  });
});
