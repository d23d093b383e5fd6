import { expect } from 'chai';
import { table } from 'codebook/study';

describe('table', () => {
  const rows = [
    { model: 'mean image', error: 52.7367, published: undefined },
    { model: 'PCA', error: 13.8661, published: 13.87 },
  ];
  const caption = 'Squared error (sum over pixels)';

  it('sets numbers flush right with four significant digits, and a dash for what is not known', () => {
    expect(String(table(rows, { caption }))).to.equal(
      [
        'Squared error (sum over pixels)',
        'model       error  published',
        '──────────  ─────  ─────────',
        'mean image  52.74          –',
        'PCA         13.87      13.87',
      ].join('\n'),
    );
  });

  it('has headings for rows and columns, a caption, and escaped texts in HTML', () => {
    const html = table([{ model: '<b>', error: 1 }], {
      caption: 'a & b',
      columns: { model: 'Model', error: 'Error' },
    });
    expect(html.toHtml()).to.equal(
      '<table><caption style="text-align:left">a &amp; b</caption><thead><tr><th scope="col" style="text-align:left">' +
        'Model</th><th scope="col" style="text-align:right">Error</th></tr></thead><tbody><tr><th scope="row" ' +
        'style="text-align:left">&lt;b&gt;</th><td style="text-align:right">1</td></tr></tbody></table>',
    );
  });

  it('refuses no rows, NaN, a stray column and an unknown option', () => {
    expect(() => table([], { caption })).to.throw('table: rows is empty');
    expect(() => table([{ a: Number.NaN }], { caption })).to.throw(
      'table: row 0, a is NaN, expected a finite number.',
    );
    expect(() => table([{ a: 1, b: 2 }], { caption, columns: { a: 'A' } })).to.throw(
      'row 0 has "b", which is no column',
    );
    const misspelled = { caption, digit: 2 };
    expect(() => table([{ a: 1 }], misspelled)).to.throw('table: unknown option "digit"');
  });
});
