import { expect } from 'chai';
import { runPage } from './pages.js';

describe('documentation of the library', function () {
  this.timeout(180_000);

  it('opens with a page that trains an autoencoder and sets it beside PCA', () => {
    const said = runPage('library', 'lib/README.md');
    const [, autoencoder, pca] = /floor ([\d.]+) PCA ([\d.]+)/.exec(said) ?? [];
    expect(Number(autoencoder)).to.be.below(Number(pca));
    expect(said).include('10 images over their reconstructions');
  });

  it('shows every data set', () => {
    const said = runPage('data');
    for (const line of [
      '60000 [ 28, 28 ] [ 0, 1 ] 5',
      'one digit 784 as an ndarray [ 10000, 28, 28 ]',
      'ankle boot 500 true',
      'faces [ 32, 32 ] skin hair hairstyle width brows nose mouth glasses 50',
      'clips [ 10, 64, 64 ]',
      'roll 100 [ 4 ]',
      '200 160 40 980 200 10',
      'cannot read images-idx3-ubyte',
    ])
      expect(said).include(line);
  });

  it('shows every judge of a code', () => {
    const said = runPage('analysis');
    for (const line of [
      'probe beats chance true',
      'neighbours beat chance true',
      'trustworthy true',
      'codes part digits better than pixels do true',
      'retrieval 1,10 true',
      'clusters true',
      'units 10 10',
      'bits [ 500, 10 ]',
      'Jacobian 3 [ 3, 10 ]',
      'inside true',
      'samples [ 4, 10 ]',
      'AUROC true',
    ])
      expect(said).include(line);
  });
});
