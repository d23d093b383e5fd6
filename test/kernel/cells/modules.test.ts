import { utimesSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { TestNotebook } from './notebook.js';

const installed = {
  'node_modules/plain/package.json': '{ "name": "plain", "main": "index.js" }',
  'node_modules/plain/index.js': 'module.exports = build(); function build() { return { one: 1, two: 2 } }',
  'node_modules/transpiled/package.json': '{ "name": "transpiled", "main": "index.js" }',
  'node_modules/transpiled/index.js':
    'Object.defineProperty(exports, "__esModule", { value: true }); const k = "hid" + "den"; exports[k] = 1; exports.default = "default";',
  'node_modules/modern/package.json':
    '{ "name": "modern", "type": "module", "exports": { ".": { "require": "./no.cjs", "import": "./yes.js" }, "./deep/*": "./inner/*.js" } }',
  'node_modules/modern/no.cjs': 'module.exports = { condition: "require" }',
  'node_modules/modern/yes.js':
    'export const condition = await Promise.resolve("import"); export default class Modern {}',
  'node_modules/modern/inner/x.js': 'export const x = "deep";',
  'data.json': '{ "rows": [1, 2], "name": "d" }',
};

describe('cells: modules', () => {
  let notebook: TestNotebook;
  before(() => {
    notebook = new TestNotebook({ modules: { virtual: { hello: () => 'virtual' } } });
    notebook.write(installed);
  });
  after(() => notebook.dispose());

  it('imports Node’s modules by default, name and namespace', async () => {
    expect(
      await notebook.run(
        'import path, { join as glue } from "node:path"; import * as all from "path"; [path.sep, glue("a", "b"), all.basename("/c/d")]',
      ),
    ).to.deep.equal(['/', 'a/b', 'd']);
    expect(await notebook.run('glue("e", path.basename("f/g"))')).to.equal('e/g');
  });

  it('uses the import condition of exports maps, and modules with top-level await', async () => {
    expect(
      await notebook.run(
        'import Modern, { condition } from "modern"; import { x } from "modern/deep/x"; [Modern.name, condition, x]',
      ),
    ).to.deep.equal(['Modern', 'import', 'deep']);
    expect(await notebook.run('require("modern").condition')).to.equal('require');
    expect(await notebook.run('(await import("modern")).condition')).to.equal('import');
  });

  it('imports names from CommonJS packages, also those Node cannot see', async () => {
    expect(
      await notebook.run(
        'import plain, { one } from "plain"; import * as all from "plain"; [plain.two, one, all.two]',
      ),
    ).to.deep.equal([2, 1, 2]);
    expect(await notebook.run('import d, { hidden } from "transpiled"; [d, hidden]')).to.deep.equal([
      'default',
      1,
    ]);
    expect(await notebook.run('import old = require("plain"); old.one')).to.equal(1);
  });

  it('imports JSON, with and without an attribute', async () => {
    expect(
      await notebook.run(
        'import data from "./data.json" with { type: "json" }; import { name } from "./data.json"; [data.rows, name]',
      ),
    ).to.deep.equal([[1, 2], 'd']);
    expect(await notebook.run('import pkg from "plain/package.json"; pkg.main')).to.equal('index.js');
  });

  it('imports virtual modules of the kernel, also by require', async () => {
    expect(
      await notebook.run('import { hello } from "virtual"; hello() + require("virtual").hello()'),
    ).to.equal('virtualvirtual');
  });

  it('loads local TypeScript modules, however they are named, with their own imports', async () => {
    notebook.write({
      'lib/a.ts':
        'import { b } from "./b.js"; import plain from "plain"; export * from "./c"; ' +
        'export const a: string = b + plain.one; export default await Promise.resolve("awaited");',
      'lib/b.ts':
        'import type { Nothing } from "./missing.js"; export enum E { B = "b" } export const b = E.B; export type T = Nothing',
      'lib/c/index.ts':
        'export const c = "c"; export const here = [__dirname, import.meta.dirname, import.meta.url]',
      'lib/d.cts': 'const os = require("node:os"); module.exports = { eol: os.EOL };',
    });
    expect(await notebook.run('import later, { a, c, here } from "./lib/a.ts"; [a, c, later]')).to.deep.equal(
      ['b1', 'c', 'awaited'],
    );
    expect(await notebook.run('here')).to.deep.equal([
      path.join(notebook.folder, 'lib/c'),
      path.join(notebook.folder, 'lib/c'),
      `file://${notebook.folder}/lib/c/index.ts`,
    ]);
    expect(await notebook.run('import * as again from "./lib/a"; again.a')).to.equal('b1');
    expect(
      await notebook.run('import d from "./lib/d.cjs"; (await import("./lib/b.js")).b + d.eol'),
    ).to.equal('b\n');
  });

  it('runs modules that import each other', async () => {
    notebook.write({
      'even.ts':
        'import { odd } from "./odd.ts"; export const even = (n: number): boolean => n === 0 || odd(n - 1);',
      'odd.ts':
        'import { even } from "./even.ts"; export const odd = (n: number): boolean => n !== 0 && even(n - 1);',
    });
    expect(await notebook.run('import { even } from "./even.ts"; [even(4), even(5)]')).to.deep.equal([
      true,
      false,
    ]);
  });

  it('loads a module and its dependents again after an edit, and nothing else', async () => {
    notebook.write({
      'leaf.ts': 'export const leaf = 1;',
      'branch.ts': 'import { leaf } from "./leaf.ts"; export const branch = () => leaf * 10;',
      'other.ts': 'export const loaded = Symbol("once");',
    });
    await notebook.run(
      'import { branch } from "./branch.ts"; import { loaded } from "./other.ts"; const before = loaded;',
    );
    expect(await notebook.run('branch()')).to.equal(10);
    notebook.write({ 'leaf.ts': 'export const leaf = 2;' });
    utimesSync(path.join(notebook.folder, 'leaf.ts'), new Date(), new Date(Date.now() + 5000));
    expect(await notebook.run('import { branch } from "./branch.ts"; branch()')).to.equal(20);
    expect(await notebook.run('import { loaded } from "./other.ts"; loaded === before')).to.equal(true);
  });

  it('follows an edit also where a name was imported by an earlier cell', async () => {
    notebook.write({
      'rate.ts': 'export const rate = 1;',
      'uses.ts': 'import { rate } from "./rate.ts"; export const twice = () => rate * 2;',
    });
    await notebook.run(
      'import { twice } from "./uses.ts"; import * as all from "./rate.ts"; const wrapped = () => twice();',
    );
    expect(await notebook.run('wrapped() + all.rate')).to.equal(3);
    notebook.write({ 'rate.ts': 'export const rate = 1000;' });
    expect(await notebook.run('twice() + all.rate')).to.equal(3000);
    expect(await notebook.run('wrapped()')).to.equal(2000);
  });

  it('starts a module again that a stopped cell left half loaded', async () => {
    notebook.write({ 'hang.ts': 'await new Promise(() => {}); export const x = 1;' });
    const stopped = notebook.run('import { x } from "./hang.ts"; x');
    await new Promise((resolve) => setTimeout(resolve, 100));
    notebook.write({ 'hang.ts': 'export const x = 2;' });
    expect(await notebook.run('import { x } from "./hang.ts"; x')).to.equal(2);
    void stopped;
  });

  it('says when a module has no such export, as soon as the name is used', async () => {
    const { ename, evalue } = await notebook.fail('import { nothing } from "plain"; nothing');
    expect(ename).to.equal('SyntaxError');
    expect(evalue).to.equal("import { nothing } from 'plain': the module has no such export.");
  });

  it('says which package to install, and which file is missing', async () => {
    const missing = await notebook.fail('import { x } from "@nobody/nothing/deep";');
    expect(missing.evalue).to.equal(
      `import '@nobody/nothing/deep': package '@nobody/nothing' is not installed for ${notebook.folder}. Run: npm install @nobody/nothing`,
    );
    expect((await notebook.fail('import "./gone.ts"')).evalue).to.equal(
      `import './gone.ts': no such file, seen from ${notebook.folder}.`,
    );
  });

  it('imports another package in place of one, where a package.json says so', async () => {
    notebook.write({
      'sub/package.json': '{ "codebook": { "imports": { "written-for": "plain", "plain": "modern" } } }',
      'sub/inner/module.ts': 'import { one } from "written-for"; export const two = one + 1;',
      'broken/package.json': '{ "codebook": { "imports": ["written-for"] } }',
      'broken/module.ts': 'import "written-for";',
    });
    expect(await notebook.run('import { two } from "./sub/inner/module.ts"; two')).to.equal(2);
    expect((await notebook.fail('import "./broken/module.ts"')).evalue).to.contain(
      'package.json: codebook.imports is ["written-for"], expected { "name": "other name", … }.',
    );
  });

  it('gives require, __dirname and import.meta of the notebook’s folder', async () => {
    expect(
      await notebook.run(
        '[__dirname, import.meta.dirname, require.resolve("plain"), import.meta.resolve("./data.json")]',
      ),
    ).to.deep.equal([
      notebook.folder,
      notebook.folder,
      path.join(notebook.folder, 'node_modules/plain/index.js'),
      `file://${notebook.folder}/data.json`,
    ]);
  });
});
