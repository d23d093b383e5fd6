import { expect } from 'chai';
import { TestNotebook } from './notebook.js';

describe('cells: parameters without types', () => {
  let notebook: TestNotebook;
  before(() => {
    notebook = new TestNotebook({ typeCheck: true });
  });
  after(() => notebook.dispose());

  const layer = '(M, bias, v) => M.map((row, i) => row.reduce((sum, w, j) => sum + w * v[j], bias[i]));';

  it('are one problem in an exercise, which says what to write: what stands in the comment', async () => {
    const comment = '// (M: number[][], bias: number[], v: number[]) => …';
    const { evalue, traceback } = await notebook.fail(`const mine = ${layer} ${comment}\nmine`);
    expect(evalue).to.equal(
      "TS7006: Parameters 'M', 'bias', 'v' have no types. Write them as the comment does: " +
        '(M: number[][], bias: number[], v: number[]) => …',
    );
    expect(traceback.join('\n').match(/TS7006/g)).to.have.length(1);
  });

  it('say so elsewhere, too, with the types that are wanted most', async () => {
    expect((await notebook.fail(`const mine = ${layer}`)).evalue).to.equal(
      "TS7006: Parameters 'M', 'bias', 'v' have no types. Write a type behind a colon: M: number for a number, " +
        'M: number[] for a list of them, M: number[][] for a list of lists.',
    );
    expect((await notebook.fail('const twice = x => [1].map((y) => x * y)')).evalue).to.match(
      /^TS7006: Parameter 'x' has no type\. Write a type behind a colon: x: number/,
    );
    expect((await notebook.fail('const all = (...xs) => xs')).evalue).to.match(
      /^TS7019: Parameter 'xs' has no type\. Write a type behind a colon: \.\.\.xs: number\[\]\.$/,
    );
    expect((await notebook.fail('const first = ([a, b]) => a')).evalue).to.match(
      /^TS7031: Parameters 'a', 'b' have no types\. Write a type behind the closing bracket: \[…\]: number\[\]/,
    );
  });

  it('leave other problems as they are', async () => {
    const { traceback } = await notebook.fail('const twice = (x) => 2 * x;\nconst three: string = 3;');
    expect(traceback.join('\n')).to.match(
      /TS7006: Parameter 'x'[\s\S]*TS2322: Type 'number' is not assignable/,
    );
  });

  it('run once they have the types of the comment', async () => {
    const typed = layer.replace('(M, bias, v)', '(M: number[][], bias: number[], v: number[])');
    expect(await notebook.run(`const mine = ${typed}\nmine([[1, 2]], [3], [4, 5])`)).to.deep.equal([17]);
  });
});
