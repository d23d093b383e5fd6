import { expect } from 'chai';
import { readFlags, readWords } from '../../scripts/setup/report.mjs';

const known = { port: 'value', gpu: 'flag', 'no-browser': 'flag' } as const;

describe("a command's options", () => {
  it('are values behind a space or a sign of equality, and flags', () => {
    expect(readFlags(['--port', '8888', '--no-browser'], known)).to.deep.equal({
      port: '8888',
      'no-browser': true,
    });
    expect(readFlags(['--port=a=b'], known)).to.deep.equal({ port: 'a=b' });
    expect(readFlags([], known)).to.deep.equal({});
  });

  it('stand before, between and behind names; after -- all are names', () => {
    expect(readWords(['02', '--gpu', '05', '--port=1', '--', '--07'], known)).to.deep.equal({
      words: ['02', '05', '--07'],
      flags: { gpu: true, port: '1' },
    });
  });

  const refusals: [string[], RegExp][] = [
    [['--prot', '8888'], /not known[\s\S]*got: +--prot\n[\s\S]*expected: --port, --gpu, --no-browser/],
    [['--prot=8888'], /not known[\s\S]*got: +--prot\n/],
    [['-p'], /not known[\s\S]*got: +-p\n/],
    [['8888'], /not known[\s\S]*got: +8888\n/],
    [['--port'], /--port needs a value/],
    [['--port', '--gpu'], /--port needs a value/],
    [['--gpu=yes'], /--gpu takes no value/],
  ];
  for (const [words, complaint] of refusals) {
    it(`refuse ${words.join(' ')}`, () => {
      expect(() => readFlags(words, known))
        .to.throw(complaint)
        .with.property('name', 'SetupError');
    });
  }
});
