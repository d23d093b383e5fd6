import { expect } from 'chai';
import { identifierStart, pathInFront } from '../../../kernel/dist/cells/compiler/words.js';
import { TestNotebook } from './notebook.js';

describe('cells: the word in front of the cursor', () => {
  const wordOf = (code: string) => code.slice(identifierStart(code, code.length));
  it('is an identifier, a private one with its #', () => {
    expect(['a.bc', 'x+1a', '12', 'größe', '𝒳𝒴', 'this.#key', '$_9', 'a ', ''].map(wordOf)).to.deep.equal([
      'bc',
      'a',
      '',
      'größe',
      '𝒳𝒴',
      '#key',
      '$_9',
      '',
      '',
    ]);
  });

  it('has a path of names in front of it', () => {
    const pathOf = (code: string) => pathInFront(code, identifierStart(code, code.length));
    expect(pathOf('1 + a . b?.c')).to.deep.equal(['a', 'b']);
    expect(pathOf('name')).to.deep.equal([]);
    for (const other of ['f().a.b', 'x[0].a.b', "'a'.b", '`a`.b', '..b'])
      expect(pathOf(other)).to.equal(undefined);
  });

  it('is found in a line of a megabyte in no more time than reading it takes', async () => {
    const notebook = new TestNotebook({ typeCheck: true });
    await notebook.run('const value = { alpha: 1 };');
    const long = 'x'.repeat(1e6);
    for (const code of [`'${long}'; value.al`, `${long}; value.al`, `value ${' '.repeat(1e6)}.al`]) {
      const { matches } = await notebook.session.complete(code, code.length);
      expect(matches).to.deep.equal(['alpha']);
      expect((await notebook.session.inspect(code, code.indexOf('value') + 2, 0)).found).to.equal(true);
    }
    expect(pathInFront('a.'.repeat(5e5), 1e6)).to.have.length(5e5);
    notebook.dispose();
  }).timeout(20_000); // the squares of their lengths took minutes
});
