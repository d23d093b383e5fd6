import { expect } from 'chai';
import { readOptions } from '../../scripts/bench/options.mjs';

describe("the bench's options", () => {
  it('are all models, all programs, seven rounds and one start', () => {
    const { models, peers, ...rest } = readOptions([]);
    expect(models.join('')).to.equal('ABCDEFG');
    expect(peers).to.include('codebook').and.to.have.length(9);
    const files = { json: undefined, table: undefined };
    expect(rest).to.deep.equal({ rounds: 7, starts: 1, examples: undefined, busy: false, ...files });
  });

  it('take lists and numbers', () => {
    const { models, peers, starts } = readOptions([
      '--models',
      'G,A',
      '--starts=3',
      '--peers',
      'codebook,torch fused',
    ]);
    expect([models, peers, starts]).to.deep.equal([['G', 'A'], ['codebook', 'torch fused'], 3]);
  });

  for (const [words, complaint] of [
    [['--models', 'A,Z'], /--models.*got: +"Z".*expected: some of A, B/s],
    [['--peers', 'theano'], /--peers.*got: +"theano".*expected: some of codebook, engine loop, torch eager/s],
    [['--rounds', 'abc'], /--rounds.*got: +abc.*a whole number from 0/s],
    [['--starts', '0'], /--starts.*got: +0.*a whole number from 1/s],
    [['--examples', '1.5'], /--examples.*got: +1\.5.*a whole number from 200/s],
  ] as const) {
    it(`refuse ${words.join(' ')}`, () => {
      expect(() => readOptions([...words])).to.throw(complaint);
    });
  }
});
