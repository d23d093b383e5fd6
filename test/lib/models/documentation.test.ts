import { expect } from 'chai';
import { runPage } from '../pages.js';

describe('documentation of models and training', function () {
  this.timeout(180_000);

  it('shows every kind of model at work', () => {
    const said = runPage('models');
    for (const line of [
      'codes [ 500, 16 ] reconstructions [ 500, 784 ]',
      'parts total reconstruction sparsity decay penalty',
      'own penalty total reconstruction penalty',
      '2 strokes [ 500, 784 ]',
      'code [ 4, 4, 8 ]',
      'ELBO adds up true',
      'samples [ 5, 784 ]',
      'bound true',
      'likelihoods true true',
      'unrolled [ 10 ]',
      'past and future [ 2, 10, 64 ] [ 2, 5, 64 ]',
      'better than chance true',
      'same 1',
    ])
      expect(said).include(line);
  });

  it('shows training that stops, goes on and explains itself', () => {
    const said = runPage('training');
    expect(said).include('finished 6\nper pixel true\n');
    expect(said).include('AbortError\nbit by bit 1,1,1,1\n');
    expect(said).match(/true [5-9]\n$/);
  });
});
