import { expect } from 'chai';
import { TestNotebook } from './notebook.js';

const throwing = '{ get() { throw new Error("trap"); } }';
const withThrowing = (field: string) =>
  `const e = new TypeError("a"); Object.defineProperty(e, "${field}", ${throwing}); throw e;`;

/** What is thrown, and what a reader gets to see of it. */
const hostile: Record<string, { code: string; ename: string; evalue: string }> = {
  'an error whose stack throws': { code: withThrowing('stack'), ename: 'TypeError', evalue: 'a' },
  'an error whose message throws': {
    code: withThrowing('message'),
    ename: 'TypeError',
    evalue: '(its message cannot be read)',
  },
  'an error whose name throws': { code: withThrowing('name'), ename: 'Error', evalue: 'a' },
  'an error whose cause throws': { code: withThrowing('cause'), ename: 'TypeError', evalue: 'a' },
  'an error whose message is a symbol': {
    code: 'throw Object.assign(new Error(), { message: Symbol("x") })',
    ename: 'Error',
    evalue: 'Symbol(x)',
  },
  'an AggregateError without errors': {
    code: 'throw Object.assign(new AggregateError([], "none"), { errors: null })',
    ename: 'AggregateError',
    evalue: 'none',
  },
  'an object whose inspection throws': {
    code: 'throw { a: 1, [Symbol.for("nodejs.util.inspect.custom")]() { throw 5; } }',
    ename: 'Thrown Object',
    evalue: '{ a: 1, [Symbol(nodejs.util.inspect.custom)]: [Function: [nodejs.util.inspect.custom]] }',
  },
  'an object whose constructor throws': {
    code: 'throw { get constructor() { throw 5; } }',
    ename: 'Thrown Object',
    evalue: '{ constructor: [Getter] }',
  },
  'a proxy whose traps throw': {
    code: 'const trap = () => { throw 5; }; throw new Proxy({}, { get: trap, getPrototypeOf: trap, ownKeys: trap })',
    ename: 'Thrown Object',
    evalue: '{}',
  },
  'a proxy of an error whose traps throw': {
    code: 'throw new Proxy(new Error("x"), { get() { throw 5; } })',
    ename: 'Error',
    evalue: '(its message cannot be read)',
  },
  'a revoked proxy': {
    code: 'const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); throw proxy;',
    ename: 'Thrown Object',
    evalue: '<Revoked Proxy>',
  },
  'an error that causes itself': {
    code: 'const round = new Error("round"); round.cause = round; throw round;',
    ename: 'Error',
    evalue: 'round',
  },
  'a chain of a hundred thousand causes': {
    code: 'let last = new Error("first"); for (let i = 0; i < 1e5; i++) last = new Error("next", { cause: last }); throw last;',
    ename: 'Error',
    evalue: 'next',
  },
};

describe('cells: errors', () => {
  let notebook: TestNotebook;
  before(() => {
    notebook = new TestNotebook();
  });
  beforeEach(() => {
    notebook.count = 0;
  });
  after(() => notebook.dispose());

  for (const [what, { code, ename, evalue }] of Object.entries(hostile)) {
    it(`show ${what}`, async () => {
      const shown = await notebook.fail(code);
      expect([shown.ename, shown.evalue]).to.deep.equal([ename, evalue]);
      expect(shown.traceback[0]).to.include(evalue);
    });
  }

  it('have the name of their class, and their own fields, as console.log shows them', async () => {
    const shown = await notebook.fail(
      'class HttpError extends Error {\n  constructor(message: string, readonly status: number) { super(message); }\n}\nthrow new HttpError("gone", 410);',
    );
    expect(shown).to.deep.equal({
      ename: 'HttpError',
      evalue: 'gone',
      traceback: ['HttpError: gone', '    at cell 1, line 4', '{ status: 410 }'],
    });
  });

  it('have the name that they or their class were given, where it was', async () => {
    const names = [];
    for (const thrown of [
      'Object.assign(new Error("x"), { name: "Named" })',
      'new (class Short extends Error { override name = "Long" })("x")',
      'new (class extends RangeError {})("x")',
      'new (class Sub extends (class Base extends Error { static { this.prototype.name = "OfBase" } }) {})("x")',
      'new DOMException("x", "AbortError")',
      'Object.setPrototypeOf(new Error("x"), null)',
    ])
      names.push((await notebook.fail(`throw ${thrown}`)).ename);
    expect(names).to.deep.equal(['Named', 'Long', 'RangeError', 'OfBase', 'AbortError', 'Error']);
  });

  it('show the fields of Node’s errors, of causes and of the errors of an AggregateError', async () => {
    const { traceback } = await notebook.fail(
      'throw new AggregateError([Object.assign(new Error("a"), { code: "E1" }), { b: 2 }], "many", { cause: Object.assign(new Error("c"), { code: "E3" }) })',
    );
    expect(traceback.filter((line) => !line.startsWith('    at '))).to.deep.equal([
      'AggregateError: many',
      'Of these: Error: a',
      "{ code: 'E1' }",
      'Of these: { b: 2 }',
      'Caused by: Error: c',
      "{ code: 'E3' }",
    ]);
    const missing = await notebook.fail(
      'await import("node:fs").then(({ readFileSync }) => readFileSync("/none"))',
    );
    expect(missing.traceback.at(-1)).to.equal(
      "{ errno: -2, code: 'ENOENT', syscall: 'open', path: '/none' }",
    );
  });

  it('do not run getters among their fields', async () => {
    const { traceback } = await notebook.fail(
      'let looked = 0; throw Object.defineProperty(new Error("x"), "field", { enumerable: true, get: () => ++looked })',
    );
    expect(traceback.at(-1)).to.equal('{ field: [Getter] }');
    expect(await notebook.run('looked')).to.equal(0);
  });
});
