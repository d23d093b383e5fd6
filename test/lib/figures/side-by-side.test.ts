import { expect } from 'chai';
import { heatMap, lines, scatter, sideBySide } from 'codebook/figures';

const titles = { xTitle: 'z₁', yTitle: 'z₂' };
const [left, right] = [
  [0, 0, 1, 1],
  [2, 3, 4, 5],
].map((points) => scatter(points, { ...titles, labels: [0, 1], classNames: ['a', 'b'], equalUnits: true }));
const both = left && right ? [left, right] : [];

describe('sideBySide', () => {
  it('gives each figure axes of its own, in shares of the width that do not touch', () => {
    const { data, layout } = sideBySide(both, { titles: ['PCA', 'deep'] });
    expect(data.map(({ xaxis, yaxis }) => `${xaxis}${yaxis}`)).to.deep.equal(['xy', 'xy', 'x2y2', 'x2y2']);
    const [first, second] = [Object(layout.xaxis).domain, Object(layout.xaxis2).domain];
    expect(first[0]).to.equal(0);
    expect(first[1]).to.be.below(second[0]);
    expect(second[1]).to.be.closeTo(1, 1e-9);
    expect(Object(layout.yaxis2)).to.include({ anchor: 'x2', scaleanchor: 'x2' });
  });

  it('has one legend, titles above, and class names in the panel that they belong to', () => {
    const { data, layout } = sideBySide(both, { titles: ['PCA', 'deep'] });
    expect(data.map(({ showlegend }) => showlegend)).to.deep.equal([undefined, undefined, false, false]);
    const notes = [layout.annotations].flat().map((note) => `${Object(note).text} ${Object(note).xref}`);
    expect(notes).to.deep.equal([
      '<b>a</b> x',
      '<b>b</b> x',
      '<b>PCA</b> paper',
      '<b>a</b> x2',
      '<b>b</b> x2',
      '<b>deep</b> paper',
    ]);
  });

  it('gives heat maps one scale, and one colour bar', () => {
    const map = (values: number[]) =>
      heatMap(values, { shape: [1, 2], xTitle: 'factor', yTitle: 'unit', valueTitle: 'R²' });
    const { data } = sideBySide([map([0.1, 0.4]), map([0, 0.9])], { titles: ['PCA', 'VAE'] });
    expect(data.map(({ zmin, zmax, showscale }) => [zmin, zmax, showscale])).to.deep.equal([
      [0, 0.9, false],
      [0, 0.9, true],
    ]);
  });

  it('leaves its figures as they were, and says what each shows', () => {
    const before = JSON.stringify(both);
    const figure = sideBySide(both, { titles: ['PCA', 'deep'], title: 'two codes' });
    expect(JSON.stringify(both)).to.equal(before);
    expect(figure.alt).to.equal(`two codes. 2 plots side by side. PCA: ${left?.alt} deep: ${right?.alt}`);
  });

  it('refuses a single figure, titles that are missing, and unknown options', () => {
    const one = [lines({ a: [1, 2] }, titles)];
    expect(() => sideBySide(one, { titles: ['a'] })).to.throw('got 1 figures, expected 2 or more');
    expect(() => sideBySide(both, { titles: ['a'] })).to.throw(/titles \(one a figure\)/);
    expect(() => sideBySide(both, { titles: ['a', 'b'], legend: true } as never)).to.throw(/"legend"/); // a wrong option
  });
});
