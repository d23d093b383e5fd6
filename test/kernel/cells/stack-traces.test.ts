import { expect } from 'chai';
import { TestNotebook } from './notebook.js';

describe('cells: stack traces', () => {
  let notebook: TestNotebook;
  before(() => {
    notebook = new TestNotebook();
  });
  beforeEach(() => {
    notebook.count = 0;
  });
  after(() => notebook.dispose());

  it('name cells and lines of their TypeScript, and leave the kernel out', async () => {
    await notebook.run(
      'interface Gone {\n  a: 1\n}\n\nfunction thrower(): never {\n  throw new RangeError("deep");\n}',
    );
    const error = await notebook.fail('\n\n  thrower();');
    expect(error).to.deep.equal({
      ename: 'RangeError',
      evalue: 'deep',
      traceback: ['RangeError: deep', '    at thrower (cell 1, line 6)', '    at cell 2, line 3'],
    });
  });

  it('are the same in error.stack, also after an await', async () => {
    await notebook.run('const late = async () => {\n  await null;\n  throw new Error("late");\n};');
    const stack = await notebook.run('\nconst caught = await late().catch((e: Error) => e);\ncaught.stack');
    expect(stack).to.equal('Error: late\n    at late (cell 1, line 3)\n    at async cell 2, line 2');
  });

  it('name files and positions of local modules', async () => {
    notebook.write({
      'lib/fail.ts':
        'export type T = 1;\n\nexport function fail() {\n  const e: Error = new Error("x"); throw e;\n}',
    });
    const { traceback } = await notebook.fail('import { fail } from "./lib/fail.ts"; fail();');
    expect(traceback).to.deep.equal([
      'Error: x',
      `    at fail (${notebook.folder}/lib/fail.ts:4:20)`,
      '    at cell 1, line 1',
    ]);
  });

  it('show causes and the errors of an AggregateError', async () => {
    const { traceback } = await notebook.fail('throw new Error("outer", { cause: new TypeError("inner") })');
    expect(traceback).to.deep.equal([
      'Error: outer',
      '    at cell 1, line 1',
      'Caused by: TypeError: inner',
      '    at cell 1, line 1',
    ]);
    const aggregate = await notebook.fail(
      'await Promise.any([Promise.reject(new Error("a")), Promise.reject(7)])',
    );
    expect(aggregate.traceback.filter((line) => !/^\s/.test(line))).to.deep.equal([
      'AggregateError: All promises were rejected',
      'Of these: Error: a',
      'Of these: 7',
    ]);
  });

  it('describe what is thrown without being an error', async () => {
    expect(await notebook.fail('throw { code: 5 }')).to.deep.equal({
      ename: 'Thrown Object',
      evalue: '{ code: 5 }',
      traceback: ['Uncaught { code: 5 }'],
    });
    expect((await notebook.fail('throw "text"')).evalue).to.equal('text');
    expect((await notebook.fail('throw undefined')).ename).to.equal('Thrown undefined');
  });
});
