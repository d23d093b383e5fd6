import { expect } from 'chai';
import { TestKernel } from './client.js';

const never = '{ then() {} }';
const displayed = (bundle: string) => `{ [Symbol.for('Jupyter.display')]: () => (${bundle}) }`;

/** Cells that wait for what never settles, and what they are said to wait for. */
const waits: Record<string, { code: string; told: string }> = {
  'its value, a thenable': { code: `(${never})`, told: "its value, an object with a method 'then'," },
  'the display of its value': { code: `(${displayed(never)})`, told: 'the display of its value' },
  'a display': { code: `display(${displayed('new Promise(() => {})')}); 0`, told: 'what it displays' },
};

describe('a cell that waits for what never settles', () => {
  let kernel: TestKernel;
  before(async () => {
    kernel = await TestKernel.start();
    kernel.onInput = () => new Promise<string>(() => undefined);
  });
  after(() => kernel.stop());

  for (const [what, { code, told }] of Object.entries(waits)) {
    it(`says so: ${what}; Stop ends it`, async () => {
      const id = await kernel.begin(code);
      const said = () => kernel.childrenOf(id).filter(({ header }) => header.msg_type === 'stream');
      await kernel.until(() => said().length > 0, 'the word about the wait');
      expect(said().map(({ content }) => content)).to.deep.equal([
        {
          name: 'stdout',
          text: `The cell waits for ${told} to settle, for 10 s so far. Stop ends the wait.\n`,
        },
      ]);
      await kernel.request('control', 'interrupt_request');
      expect((await kernel.exchange(id)).reply.content['ename']).to.equal('KeyboardInterrupt');
    });
  }

  it('is never one whose value or display is thrown away by what it throws', async () => {
    for (const thrown of [
      '{ then() {} }',
      displayed('new Promise(() => {})'),
      'Object.create(Error.prototype, { message: { get() { throw 1; } } })',
    ]) {
      const { reply } = await kernel.execute(`throw ${thrown}`);
      expect(reply.content['status']).to.equal('error');
    }
    const { reply } = await kernel.execute(
      'const trap = () => { throw 5; }; throw new Proxy({}, { get: trap, getPrototypeOf: trap })',
    );
    expect(reply.content['ename']).to.equal('Thrown Object');
  });

  it('and is stopped while it asks shows no code of the kernel', async () => {
    const id = await kernel.begin("await input('name? ')");
    await kernel.until(() => kernel.asked.length > 0, 'the question');
    await kernel.request('control', 'interrupt_request');
    const { reply } = await kernel.exchange(id);
    expect(reply.content['traceback']).to.deep.equal(['KeyboardInterrupt: The cell was stopped.']);
  });
});
