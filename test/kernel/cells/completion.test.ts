import { expect } from 'chai';
import { TestNotebook, unknownType } from './notebook.js';

describe('cells: completion', () => {
  let notebook: TestNotebook;
  before(async () => {
    notebook = new TestNotebook(
      { typeCheck: true },
      {
        'lib/shapes.ts': 'export const circle = 1;',
        'lib/sounds.ts': 'export const bell = 1;',
        'node_modules/untyped/index.js': 'module.exports = { hidden: { deep: 1 } }',
        'node_modules/@scope/inner/index.js': '',
      },
    );
    await notebook.runAll(
      '/** How many. */ let counter = 1; const settings = { depth: 2, width: 3 };',
      'class Encoder { encode(x: number) { return [x] } #secret = 1 }\ninterface Shape { sides: number }',
      `let loose: ${unknownType} = { first: 1, get second(): number { throw new Error("a getter ran") } };`,
      `const proxied: ${unknownType} = new Proxy({}, { ownKeys() { throw new Error("a trap ran") } });`,
      'import untyped from "untyped"; import { join } from "node:path"; Reflect.set(globalThis, "setLater", 5)',
    );
  });
  after(() => {
    Reflect.deleteProperty(globalThis, 'setLater');
    notebook.dispose();
  });

  /** Completes at the mark `|`, and gives the matches with the text they replace. */
  async function complete(marked: string): Promise<{ matches: string[]; replaced: string }> {
    const cursor = marked.indexOf('|');
    const code = marked.replace('|', '');
    const { matches, start, end } = await notebook.session.complete(code, cursor);
    expect(end).to.equal(cursor);
    return { matches, replaced: code.slice(start, end) };
  }

  it('knows names and members of earlier cells and of the cell itself', async () => {
    expect(await complete('cou|')).to.deep.equal({ matches: ['counter'], replaced: 'cou' });
    expect(await complete('settings.|')).to.deep.equal({ matches: ['depth', 'width'], replaced: '' });
    expect(await complete('1 + settings.wi| * 2')).to.deep.equal({ matches: ['width'], replaced: 'wi' });
    expect(await complete('const own = { inside: 1 };\nfunction f() { own.in| }')).to.deep.equal({
      matches: ['inside'],
      replaced: 'in',
    });
    expect((await complete('new Encoder().encode(1).ma|')).matches).to.deep.equal(['map']);
    expect((await complete('new Encoder().|')).matches).to.deep.equal(['encode']);
    expect((await complete('let s: Sha|')).matches).to.include('Shape');
  });

  it('counts offsets in UTF-16 units, also after an emoji', async () => {
    expect(await notebook.session.complete('"🙂"; settings.de', 17)).to.deep.include({
      matches: ['depth'],
      start: 15,
      end: 17,
    });
  });

  it('offers matches in another case only where no exact ones are', async () => {
    expect((await complete('SETTIN|')).matches).to.deep.equal(['settings']);
    expect((await complete('Encod|')).matches).to.deep.equal(['Encoder']);
  });

  it('knows literals, keys of types, and Node’s modules', async () => {
    expect((await complete('const s: Shape = { si| }')).matches).to.deep.equal(['sides']);
    await notebook.run('type Colour = "red" | "green";');
    expect(await complete('const kind: Colour = "r|"')).to.deep.equal({ matches: ['red'], replaced: 'r' });
    expect((await complete('join("a").toUpp|')).matches).to.deep.equal(['toUpperCase']);
    expect((await complete('import { rea| } from "node:fs/promises"')).matches).to.include.members([
      'readFile',
      'readdir',
    ]);
  });

  it('completes paths and packages in imports', async () => {
    expect(await complete('import { a } from "./lib/sh|"')).to.deep.equal({
      matches: ['shapes'],
      replaced: 'sh',
    });
    expect(await complete('import { a } from "unt|"')).to.deep.equal({
      matches: ['untyped'],
      replaced: 'unt',
    });
    expect(await complete('import x from "@scope/|"')).to.deep.equal({
      matches: ['@scope/inner'],
      replaced: '@scope/',
    });
    expect((await complete('import x from "node:pat|"')).matches).to.include('node:path');
    expect((await complete('import { cir| } from "./lib/shapes.ts"')).matches).to.deep.equal(['circle']);
  });

  it('looks at live values where types are unknown, and runs no getter or trap', async () => {
    expect(await complete('loose.|')).to.deep.equal({ matches: ['first', 'second'], replaced: '' });
    expect((await complete('loose.second.|')).matches).to.deep.equal([]);
    expect((await complete('proxied.|')).matches).to.deep.equal([]);
    expect((await complete('untyped.hidden.de|')).matches).to.deep.equal(['deep']);
    expect((await complete('setLa|')).matches).to.deep.equal(['setLater']);
    expect((await complete('loose.first.toFi|')).matches).to.deep.equal(['toFixed']);
  });

  it('says what kind each match is', async () => {
    const { metadata } = await notebook.session.complete('settings.de', 11);
    expect(metadata).to.deep.equal({
      _jupyter_types_experimental: [{ text: 'depth', type: 'property', start: 9, end: 11 }],
    });
  });

  it('offers nothing inside comments and text, and no names of the checker', async () => {
    expect((await complete('// settings.|')).matches).to.deep.equal([]);
    expect((await complete('"counter.|"')).matches).to.deep.equal([]);
    expect((await complete('$|')).matches).to.deep.equal([]);
  });
});

describe('cells: completion without type checks', () => {
  it('looks at live values', async () => {
    const notebook = new TestNotebook();
    await notebook.run('const settings = { depth: 1 };');
    expect((await notebook.session.complete('sett', 4)).matches).to.deep.equal(['settings']);
    expect((await notebook.session.complete('settings.', 9)).matches).to.deep.equal(['depth']);
    notebook.dispose();
  });
});
