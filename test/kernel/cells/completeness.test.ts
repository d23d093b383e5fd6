import { expect } from 'chai';
import { TestNotebook } from './notebook.js';

describe('cells: whether code is complete', () => {
  let notebook: TestNotebook;
  before(async () => {
    notebook = new TestNotebook();
    await notebook.run('1');
  });
  after(() => notebook.dispose());

  const status = (code: string): string => notebook.session.isComplete(code).status;

  it('is complete when it can run', () => {
    for (const code of [
      '',
      'const x = 1',
      'if (x) y()',
      'await x',
      '// note',
      'f()\n',
      'a\n;',
      'class A {}',
      'export const a = 1',
      '`${a}`',
    ]) {
      expect(status(code), code).to.equal('complete');
    }
  });

  it('is incomplete while something is open', () => {
    for (const code of [
      'f(',
      'a +',
      'const a = {',
      '`text',
      '/* note',
      'for (const a of b)',
      'x.',
      'const f = async () => {',
      'import {',
      'if (a) {\n  b()',
      '[1,',
      '`${',
    ]) {
      expect(status(code), code).to.equal('incomplete');
    }
  });

  it('is invalid when no further line can mend it', () => {
    for (const code of [')', 'const = 1', '"open', 'let 1a', 'a b c {'])
      expect(status(code), code).to.equal('invalid');
  });

  it('indents the next line as the last one, and further after an opening bracket', () => {
    expect(notebook.session.isComplete('  if (a) {')).to.deep.equal({ status: 'incomplete', indent: '    ' });
    expect(notebook.session.isComplete('if (a) {\n  b(c,\n')).to.deep.equal({
      status: 'incomplete',
      indent: '  ',
    });
  });
});
