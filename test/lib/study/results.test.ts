import { expect } from 'chai';
import { results, resultsMime } from 'codebook/study';

const metric = 'squared error on the test set';
const unit = 'sum over pixels, mean over images';
const rows = [
  { name: 'mean image', value: 52.7367 },
  { name: 'PCA, 30 components', value: 13.8663, published: 13.87, source: 'H & S 2006' },
];

const shown = (table: Parameters<typeof results>[0]): Record<string, unknown> =>
  results(table)[Symbol.for('Jupyter.display')]?.() ?? {};

describe('results', () => {
  it('sets what was reached beside what was published, with its source', () => {
    expect(shown({ metric, unit, rows })['text/plain']).to.equal(
      [
        'squared error on the test set (sum over pixels, mean over images)',
        'model                here  published',
        '──────────────────  ─────  ──────────────────',
        'mean image          52.74',
        'PCA, 30 components  13.87  13.87 (H & S 2006)',
      ].join('\n'),
    );
    expect(shown({ metric, unit, rows, digits: 1 })['text/html']).to.contain('>52.7</td>');
  });

  it('has no column of published numbers where there are none', () => {
    const lines = String(shown({ metric, unit, rows: rows.slice(0, 1) })['text/plain']).split('\n');
    expect(lines.slice(1)).to.deep.equal(['model        here', '──────────  ─────', 'mean image  52.74']);
  });

  it('leaves the bare numbers for the tests, not rounded', () => {
    expect(shown({ metric, unit, rows })[resultsMime]).to.deep.equal({ metric, unit, rows });
  });

  it('shows the mean of several seeds with the least and the most, and leaves all of them', () => {
    const several = shown({ metric, unit, rows: [{ name: 'net', value: [3, 1, 2] }], digits: 1 });
    expect(several['text/plain']).contain('2.0 (1.0 … 3.0)');
    expect(several[resultsMime]).deep.equal({
      metric,
      unit,
      rows: [{ name: 'net', value: 2, values: [3, 1, 2] }],
    });
    expect(() => results({ metric, unit, rows: [{ name: 'net', value: [] }] })).throw(
      'results: the value of "net" is an empty list, expected a finite number',
    );
  });

  it('refuses no rows, and a number that is none', () => {
    expect(() => results({ metric, unit, rows: [] })).to.throw('results: got no rows, expected at least one');
    expect(() => results({ metric, unit, rows: [{ name: 'net', value: Number.NaN }] })).to.throw(
      'results: the value of "net" is NaN, expected a finite number; look at the cell that computed it',
    );
  });
});
