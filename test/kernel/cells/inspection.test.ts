import { expect } from 'chai';
import { TestNotebook, unknownType } from './notebook.js';

describe('cells: inspection', () => {
  let notebook: TestNotebook;
  before(async () => {
    notebook = new TestNotebook({ typeCheck: true });
    await notebook.runAll(
      '/** How many.\n * @see there */\nlet counter = 1;\nclass Encoder<T> { constructor(readonly width: T) {} }',
      '/** Doubles.\n * @param x what to double */\nfunction twice(x: number): number { return x * 2 }',
      `let loose: ${unknownType} = { first: { a: 1 }, get second(): number { throw new Error("a getter ran") } };`,
    );
  });
  after(() => notebook.dispose());

  /** The plain text for the thing at the mark `|`. */
  async function inspect(marked: string, detail: 0 | 1 = 0): Promise<unknown> {
    const { found, data } = await notebook.session.inspect(
      marked.replace('|', ''),
      marked.indexOf('|'),
      detail,
    );
    return found ? data['text/plain'] : found;
  }

  it('shows declaration, documentation and value of variables', async () => {
    expect(await inspect('cou|nter + 1')).to.equal(
      'let counter: number\n\nHow many.\n@see there\n\nValue:\n1',
    );
    expect(await inspect('counter|')).to.equal('let counter: number\n\nHow many.\n@see there\n\nValue:\n1');
  });

  it('shows signatures of functions, classes and members', async () => {
    expect(await inspect('twi|ce(1)')).to.equal(
      'twice(x: number): number\n\nDoubles.\n@param x what to double',
    );
    expect(await inspect('Enco|der')).to.equal('class Encoder<T>');
    expect(await inspect('new Encoder("a").wid|th')).to.equal('(property) Encoder<string>.width: string');
    expect(await inspect('Math.ma|x(1)')).to.match(
      /^\(method\) Math\.max\(\.\.\.values: number\[\]\): number\n\nReturns the larger/,
    );
  });

  it('shows the function whose arguments are being written', async () => {
    expect(await inspect('twice(|')).to.equal(
      'twice(x: number): number\n\nDoubles.\n@param x what to double',
    );
    expect(await inspect('twice( |)')).to.equal(
      'twice(x: number): number\n\nDoubles.\n@param x what to double',
    );
  });

  it('adds the source of a cell’s declaration at detail 1', async () => {
    expect(await inspect('twice|', 1)).to.match(
      /\n\nSource:\nfunction twice\(x: number\): number \{ return x \* 2 \}$/,
    );
  });

  it('looks at live values where types are unknown, and runs no getter', async () => {
    expect(await inspect('loose.fir|st')).to.equal('object\n\nValue:\n{ a: 1 }');
    expect(await inspect('loose.sec|ond')).to.equal(false);
    expect(await inspect('loo|se')).to.equal(
      `let loose: ${unknownType}\n\nValue:\n{ first: { a: 1 }, second: [Getter] }`,
    );
  });

  it('finds nothing where nothing is', async () => {
    expect(await inspect('unheard|Of')).to.equal(false);
    expect(await inspect('1 + |2')).to.equal(false);
    expect(await inspect('|')).to.equal(false);
  });

  it('gives Markdown too', async () => {
    const { data } = await notebook.session.inspect('counter', 3, 0);
    expect(data['text/markdown']).to.equal(
      '```typescript\nlet counter: number\n```\n\nHow many.\n\n- **@see** there\n\n**Value**\n\n```typescript\n1\n```',
    );
  });
});
