import { expect } from 'chai';
import { TestNotebook } from './notebook.js';

describe('cells: execution', () => {
  let notebook: TestNotebook;
  before(() => {
    notebook = new TestNotebook();
  });
  beforeEach(() => {
    notebook.count = 0;
  });
  after(() => notebook.dispose());

  it('gives the value of the last expression, and undefined after a statement', async () => {
    expect(await notebook.run('const a: number = 2; a * 3')).to.equal(6);
    expect(await notebook.run('const b = 1;')).to.equal(undefined);
    expect(await notebook.run('// nothing')).to.equal(undefined);
    expect(await notebook.run('1;\n2;;\n')).to.equal(2);
    expect(await notebook.run('"text"')).to.equal('text');
    expect(await notebook.run('if (a) { 5 }')).to.equal(undefined);
    expect(await notebook.run('[a, /* b */ b // c\n]')).to.deep.equal([2, 1]);
  });

  it('awaits at the top level: await, for await, and a promise as the last value', async () => {
    expect(await notebook.run('const x = await Promise.resolve(4); x')).to.equal(4);
    expect(
      await notebook.run(
        'async function* g() { yield 1; yield 2 } let s = 0; for await (const v of g()) s += v; s',
      ),
    ).to.equal(3);
    expect(
      await notebook.run('Promise.resolve([await 1, await (await Promise.resolve(async () => 2))()])'),
    ).to.deep.equal([1, 2]);
  });

  it('disposes of resources at the end of their cell, also after an error', async () => {
    await notebook.run(
      'const log: string[] = []; const open = (name: string) => ({ [Symbol.dispose]: () => { log.push(name); } });',
    );
    expect(await notebook.run('using a = open("a"); log.length')).to.equal(0);
    const asyncOpen = '({ async [Symbol.asyncDispose]() { await null; log.push("c"); } })';
    await notebook.fail(`using b = open("b"); await using c = ${asyncOpen}; throw new Error("no")`);
    expect(await notebook.run('log')).to.deep.equal(['a', 'c', 'b']);
  });

  it('shares variables between cells in both directions', async () => {
    await notebook.run('let count = 1; const next = () => ++count; const read = () => count;');
    expect(await notebook.run('count += 10; read()')).to.equal(11);
    expect(await notebook.run('next(); next(); count')).to.equal(13);
    expect(
      await notebook.run('[count] = [5]; ({ count } = { count: count + 1 }); count++; [read(), { count }]'),
    ).to.deep.equal([7, { count: 7 }]);
  });

  it('declares anything again, with another type and in any form', async () => {
    const forms = [
      'let x = 1',
      'const x = "a"',
      'function x() {}',
      'class x {}',
      'enum x { A }',
      'import x from "node:path"',
      'var x = 2',
      'namespace x { export const y = 1 }',
      'interface x { a: 1 }',
    ];
    for (const first of forms) for (const second of forms) await notebook.runAll(first, second);
    expect(await notebook.runAll('const x = 1', 'let x: string; x')).to.equal(undefined);
    expect(
      await notebook.runAll(
        'function f() { return 1 }',
        'const g = () => f()',
        'function f() { return 2 }',
        'g()',
      ),
    ).to.equal(2);
  });

  it('keeps the old value when the new declaration fails', async () => {
    await notebook.run('const model = "trained"');
    await notebook.fail('const model = JSON.parse("{");');
    expect(await notebook.run('model')).to.equal('trained');
  });

  it('keeps what a cell declared before it failed', async () => {
    const error = await notebook.fail('const before = 1; null.x; const later = 2;');
    expect(error.ename).to.equal('TypeError');
    expect(await notebook.run('before')).to.equal(1);
    expect((await notebook.fail('later')).evalue).to.equal('later is not defined');
  });

  it('refuses to assign to a constant of an earlier cell', async () => {
    await notebook.run('const fixed = 1');
    expect((await notebook.fail('fixed = 2')).evalue).to.match(/constant/);
    expect(await notebook.run('fixed')).to.equal(1);
  });

  it('follows iterators when names are destructured', async () => {
    expect(
      await notebook.run(
        'const [one, two] = new Set([1, 2]); const { length: n, ...rest } = { length: 3, z: 4 };[one, two, n, rest]',
      ),
    ).to.deep.equal([1, 2, 3, { z: 4 }]);
    expect(await notebook.run('one + two + n')).to.equal(6);
    expect(await notebook.run('let [p = 5, , q] = [undefined, 1, 2], r = p + 1; [p, q, r]')).to.deep.equal([
      5, 2, 6,
    ]);
  });

  it('runs TypeScript that is not only types: enums, namespaces, parameter properties, decorators', async () => {
    await notebook.run(
      'enum Colour { Red, Green = "g" } const enum Size { S = 3 } namespace Unit { export const metre = 1 }\nimport metre = Unit.metre;',
    );
    expect(
      await notebook.run('[Colour.Red, Colour[0], Colour.Green, Size.S, Unit.metre, metre]'),
    ).to.deep.equal([0, 'Red', 'g', 3, 1, 1]);
    await notebook.run(
      'class Point { constructor(readonly x: number, private y = 2) {} sum() { return this.x + this.y } }',
    );
    expect(await notebook.run('new Point(1).sum()')).to.equal(3);
    await notebook.run(
      'const seen: string[] = []; const mark = (value: unknown, context: DecoratorContext) => { seen.push(`${context.kind} ${String(context.name)}`); };',
    );
    expect(
      await notebook.run('@mark class Marked { @mark accessor a = 1; @mark m() {} }\nseen'),
    ).to.deep.equal(['accessor a', 'method m', 'class Marked']);
  });

  it('tolerates export in every form', async () => {
    expect(
      await notebook.run(
        'export const a = 1; export function f() { return a } export default class K {}\nexport { a, f as g };',
      ),
    ).to.equal(undefined);
    expect(await notebook.run('[a, f(), K.name]')).to.deep.equal([1, 1, 'K']);
    expect(await notebook.run('export default a + 1')).to.equal(2);
    expect(await notebook.run('export { sep as separator } from "node:path"; separator')).to.equal('/');
  });

  it('takes a cell that is one object literal as a value, and a block as a block', async () => {
    expect(await notebook.run('{ a: 1, b: [2] }')).to.deep.equal({ a: 1, b: [2] });
    expect(await notebook.run(' { /* none */ }\n')).to.deep.equal({});
    expect(await notebook.run('{ const inner = 1; inner }')).to.equal(undefined);
    expect((await notebook.fail('{ a: 1, b: }')).ename).to.equal('SyntaxError');
    expect(notebook.session.isComplete('{ a: 1, b: 2 }')).to.deep.equal({ status: 'complete' });
  });

  it('calls functions of earlier cells without a receiver', async () => {
    await notebook.run(
      'function self(this: unknown) { return this } const tag = (s: TemplateStringsArray) => s[0]',
    );
    expect(await notebook.run('[self(), tag`hello`]')).to.deep.equal([undefined, 'hello']);
  });

  it('lets inner scopes and properties use the names of variables', async () => {
    await notebook.run('let v = 1');
    expect(
      await notebook.run(
        '((v: number) => v)(2) + { v: 3 }.v + [4].map((each) => { const v = each; return v })[0]! + v',
      ),
    ).to.equal(10);
  });

  it('lets cells have variables named like the emitted code’s own', async () => {
    await notebook.run(
      'const exports = 1, module = 2; let require = 3, __dirname = 4; const globalThing = { process: 5 };',
    );
    expect(await notebook.run('[exports, module, require, __dirname]')).to.deep.equal([1, 2, 3, 4]);
  });

  it('reports syntax errors before anything runs, with TypeScript’s number and a caret', async () => {
    const error = await notebook.fail('globalThis.ran = true;\nconst = 5;');
    expect(error.ename).to.equal('SyntaxError');
    expect(error.traceback.join('\n')).to.match(
      /^cell 1, line 2, column 7: TS1\d{3}: .*\n {4}const = 5;\n {10}\^/,
    );
    expect('ran' in globalThis).to.equal(false);
  });

  it('looks for a stop after each await and at each turn of a for await', async () => {
    let looks = 0;
    const other = new TestNotebook({
      afterAwait: (value) => {
        looks++;
        return value;
      },
    });
    expect(
      await other.run(
        'let sum = 0; sum += await 1; for await (const v of [2, 3]) sum += v; const f = async () => await 4; sum + await f()',
      ),
    ).to.equal(10);
    expect(looks).to.equal(5);
    other.dispose();
  });
});
