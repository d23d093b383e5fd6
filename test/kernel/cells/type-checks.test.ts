import { expect } from 'chai';
import { TestNotebook } from './notebook.js';
import { packages } from './typed-packages.js';

describe('cells: type checks', () => {
  let notebook: TestNotebook;
  before(() => {
    notebook = new TestNotebook({
      typeCheck: true,
      modules: { known: { one: 1 }, unknown: { two: 2 } },
      moduleTypes: { known: 'export declare const one: 1;' },
      globalTypes: 'declare function shown(value: unknown): string;',
    });
    notebook.write(packages);
  });
  beforeEach(() => {
    notebook.count = 0;
  });
  after(() => notebook.dispose());

  it('fail a cell before it runs, with number, position and a caret line for each error', async () => {
    const { ename, evalue, traceback } = await notebook.fail(
      '\nlet ran = 1; const n: number = "text";\n\tran.nope;',
    );
    expect(ename).to.equal('TypeCheckError');
    expect(evalue).to.equal("TS2322: Type 'string' is not assignable to type 'number'.");
    expect(traceback).to.deep.equal([
      "cell 1, line 2, column 20: TS2322: Type 'string' is not assignable to type 'number'.",
      '    let ran = 1; const n: number = "text";',
      '                       ^',
      "cell 1, line 3, column 6: TS2339: Property 'nope' does not exist on type 'number'.",
      '    \tran.nope;',
      '    \t    ^^^^',
    ]);
    expect(await notebook.typeErrors('ran')).to.deep.equal(['2304']);
  });

  it('fail only the faulty cell', async () => {
    await notebook.run('let size = 1;');
    expect(await notebook.typeErrors('size = "big"; const other = 1;')).to.deep.equal(['2322']);
    expect(await notebook.run('size += 1; size')).to.equal(2);
    expect(await notebook.typeErrors('other')).to.deep.equal(['2304']);
  });

  it('know the types of earlier cells, generic and inferred ones too', async () => {
    await notebook.run(
      'interface Box<T extends object, U = T> { value: T; other?: U }\nconst pair = <A, B>(a: A, b: B) => [a, b] as const;',
    );
    await notebook.run(
      'const box: Box<number[]> = { value: [1] }; const both = pair(box, "b"); class Counter { #n = 0; next() { return ++this.#n } }',
    );
    expect(
      await notebook.run(
        'both[0].value[0]!.toFixed(1) + both[1].toUpperCase() + new Counter().next().toFixed()',
      ),
    ).to.equal('1.0B1');
    expect(await notebook.typeErrors('both[1].toFixed()')).to.deep.equal(['2551']);
    expect(await notebook.typeErrors('const bad: Box<number> = { value: 1 }')).to.deep.equal(['2344']);
  });

  it('let the type of a variable that starts empty grow within its cell, as in any file', async () => {
    expect(
      await notebook.run('const grown = []; for (const n of [1, 2]) grown.push(n * 2); grown'),
    ).deep.equal([2, 4]);
    expect(await notebook.run('grown.length + grown.map((n) => n + 1).length')).to.equal(4);
    expect(await notebook.run('let late; late = 3; late.toFixed(1)')).to.equal('3.0');
    expect(await notebook.run('let maybe = null; if (late) maybe = "yes"; maybe')).to.equal('yes');
    expect(
      await notebook.typeErrors('const wrong = []; wrong.push(1); wrong[0].toUpperCase()'),
    ).to.deep.equal(['2339']);
    expect(await notebook.typeErrors('const never = []; const text: string = never.length')).to.deep.equal([
      '2322',
    ]);
  });

  it('keep old types after a name is declared again', async () => {
    await notebook.runAll(
      'class K { a = 1 }',
      'const old = new K();',
      'class K { b = "b" }',
      'const young = new K();',
    );
    expect(await notebook.run('old.a.toFixed() + young.b.trim()')).to.equal('1b');
    expect(await notebook.typeErrors('young.a')).to.deep.equal(['2339']);
    await notebook.runAll('let v: number = 1', 'const readV = () => v', 'const v: string = "now text"');
    expect(await notebook.run('v.trim()')).to.equal('now text');
  });

  it('keep an interface beside a value of its name, and hide a class', async () => {
    await notebook.runAll(
      'interface Point<T> { x: T }',
      'const Point = { origin: { x: 0 } as Point<number> };',
    );
    expect(await notebook.run('const p: Point<number> = Point.origin; p.x')).to.equal(0);
    await notebook.runAll('class Gone {}', 'const Gone = 5;');
    expect(await notebook.typeErrors('const g: Gone = null!')).to.deep.equal(['2749']);
  });

  it('refuse assignments to constants, and narrow variables as anywhere', async () => {
    await notebook.run('const fixed = { a: 1 }; let maybe: string | undefined = "x" as string | undefined;');
    expect(await notebook.typeErrors('fixed = { a: 2 }')).to.deep.equal(['2588']);
    expect(await notebook.typeErrors('maybe.length')).to.deep.equal(['18048']);
    expect(await notebook.run('if (maybe) maybe.length; fixed.a = 3; fixed.a')).to.equal(3);
  });

  it('know Node’s types without set-up, and those of packages', async () => {
    expect(
      await notebook.run(
        'import { join, type ParsedPath } from "node:path"; import fs from "fs"; import type { Shape } from "typed"; join("a", "b")',
      ),
    ).to.equal('a/b');
    expect(await notebook.typeErrors('join(1)')).to.deep.equal(['2345']);
    expect(await notebook.typeErrors('fs.nope')).to.deep.equal(['2339']);
    expect(
      await notebook.typeErrors('const s: Shape = { sides: "3" }; const q: ParsedPath = 1'),
    ).to.deep.equal(['2322', '2322']);
    expect(
      await notebook.run('import one, { shape } from "typed"; const made = shape(); made.sides + one'),
    ).to.equal(4);
    expect(await notebook.typeErrors('made.corners')).to.deep.equal(['2339']);
    expect(await notebook.typeErrors('import { sphere } from "typed"')).to.deep.equal(['2614']);
    expect((await notebook.fail('import { sphere } from "@no/where/deep"')).evalue).to.equal(
      "TS2307: Cannot find module '@no/where/deep' or its corresponding type declarations. To install it: npm install @no/where",
    );
  });

  it('take packages without types as they are', async () => {
    expect(
      await notebook.run('import untyped, { anything } from "untyped"; anything() + untyped.anything(1, 2)'),
    ).to.equal(2);
    expect(await notebook.run('anything().whatever')).to.equal(undefined);
  });

  it('find a package that is installed after it was missing', async () => {
    expect(await notebook.typeErrors('import { late } from "late"')).to.deep.equal(['2307']);
    notebook.write({
      'node_modules/late/package.json': '{ "name": "late", "main": "i.js", "types": "i.d.ts" }',
      'node_modules/late/i.js': 'exports.late = 1',
      'node_modules/late/i.d.ts': 'export declare const late: number;',
    });
    expect(await notebook.run('import { late } from "late"; late.toFixed()')).to.equal('1');
  });

  it('know the kernel’s modules and globals, where they have types', async () => {
    expect(
      await notebook.run(
        'import { one } from "known"; import { two } from "unknown"; const three: 1 = one; three + two',
      ),
    ).to.equal(3);
    expect(await notebook.typeErrors('import { four } from "known"')).to.deep.equal(['2305']);
    expect(await notebook.typeErrors('shown()')).to.deep.equal(['2554']);
    expect(await notebook.run('const shown = 5; shown + 1')).to.equal(6);
  });

  it('follow edits of local modules', async () => {
    notebook.write({ 'lib/shape.ts': 'export const area = (r: number) => r * r; export type Unit = "m";' });
    expect(
      await notebook.run('import { area, type Unit } from "./lib/shape.ts"; const unit: Unit = "m"; area(2)'),
    ).to.equal(4);
    expect(await notebook.typeErrors('area("2")')).to.deep.equal(['2345']);
    notebook.write({
      'lib/shape.ts': 'export const area = (r: string) => `${r}²`; export type Unit = "cm" | "m";',
    });
    expect(
      await notebook.run('import { area, type Unit } from "./lib/shape"; const cm: Unit = "cm"; area("2")'),
    ).to.equal('2²');
  });

  it('type dynamic imports, overloads, unique symbols, and what a cell exports', async () => {
    expect(await notebook.run('const os = await import("node:os"); os.EOL.length')).to.equal(1);
    expect(await notebook.typeErrors('os.nope')).to.deep.equal(['2339']);
    await notebook.run(
      'function over(a: 1): "one";\nfunction over(a: 2): "two";\n' +
        'function over(a: number): string { return a === 1 ? "one" : "two" }\nconst key = Symbol(); const keyed = { [key]: 1 };',
    );
    expect(await notebook.run('const two: "two" = over(2); keyed[key].toFixed() + two')).to.equal('1two');
    await notebook.run(
      'export { sep as separator } from "node:path"; export default class Main {}\nexport const exported = 1; export { exported as again };',
    );
    expect(await notebook.run('separator.length + new Main().constructor.name.length + exported')).to.equal(
      6,
    );
  });

  it('let a cell add to global types and to modules', async () => {
    await notebook.run(
      'declare global { interface Array<T> { lastOne(): T } }\n' +
        'Object.defineProperty(Array.prototype, "lastOne", { configurable: true, value() { return this.at(-1) } });',
    );
    expect(await notebook.run('[1, 2].lastOne().toFixed()')).to.equal('2');
    await notebook.run('Reflect.deleteProperty(Array.prototype, "lastOne");');
    await notebook.run('declare module "typed" { interface Shape { colour: string } }');
    expect(
      await notebook.typeErrors('import type { Shape } from "typed"; const s: Shape = { sides: 3 }'),
    ).to.deep.equal(['2741']);
  });

  it('print types of other cells and packages by their names alone', async () => {
    await notebook.runAll(
      'class Layer { units = 1 }\nconst make = () => new Layer();',
      'const layers = [make()];',
    );
    expect(await notebook.typeErrors('layers[0]!.depth')).to.deep.equal(['2339']);
    const { evalue } = await notebook.fail('const text: string = layers;');
    expect(evalue).to.equal("TS2322: Type 'Layer[]' is not assignable to type 'string'.");
  });

  it('honour comments that ignore or expect an error', async () => {
    // Written in parts, so that no tool takes this file to switch its own checks off.
    const [ignore, expected] = ['ignore', 'expect-error'].map((name) => `// @${'ts'}-${name} for the test\n`);
    expect(await notebook.run(`${expected}const z: string = 5;\n${ignore}const y: string = 6; z`)).to.equal(
      5,
    );
    expect(await notebook.typeErrors(`${expected}const fine: string = "";`)).to.deep.equal(['2578']);
  });

  it('speak of the notebook’s own names in messages', async () => {
    await notebook.run(
      'class Encoder { width = 1 }\nclass Decoder { height = 1 }\nlet part = new Encoder();',
    );
    const { evalue } = await notebook.fail('part = new Decoder()');
    expect(evalue).to.equal(
      "TS2741: Property 'width' is missing in type 'Decoder' but required in type 'Encoder'.",
    );
    const { evalue: missing } = await notebook.fail("import { nothing } from 'late'");
    expect(missing).to.match(
      /^TS2305: Module '\/[^~]*\/node_modules\/late\/i' has no exported member 'nothing'\.$/,
    );
  });
});
