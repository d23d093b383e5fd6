import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { cellOfMessage } from '../../kernel/dist/user/cell.js';
import { createCollectedCells } from '../../kernel/dist/user/collected-cells.js';
import { TestKernel } from './client.js';

describe('cells of which nothing is left', () => {
  it('are told of when they are garbage collected, and not before', async () => {
    setFlagsFromString('--expose-gc');
    const collect: unknown = runInNewContext('gc');
    const kept = cellOfMessage(1);
    const told: number[] = [];
    const cells = createCollectedCells((job) => told.push(job));
    cells.watch(kept);
    cells.watch(cellOfMessage(2));
    for (let turns = 0; turns < 500 && told.length === 0; turns++) {
      await new Promise((resolve) => setTimeout(resolve, 10)); // what a turn has used is not collected in it
      if (typeof collect === 'function') collect();
    }
    expect([told, kept.job, typeof cells.watch]).to.deep.equal([[2], 1, 'function']);
  });

  it('are not those whose code may still print: late output goes to its own cell', async () => {
    const kernel = await TestKernel.start({ env: { NODE_OPTIONS: '--expose-gc' } });
    const late = await kernel.begin(
      `const { promise, resolve } = (() => { let resolve = () => {}; const promise = new Promise<void>((r) => { resolve = r; }); return { promise, resolve }; })();
void promise.then(() => console.log('late'));`,
    );
    await kernel.exchange(late);
    for (let i = 0; i < 3; i++)
      await kernel.execute(`globalThis.gc?.(); await new Promise((r) => setTimeout(r, 20));`);
    await kernel.execute('resolve()');
    const printed = () => kernel.childrenOf(late).some(({ content }) => content['text'] === 'late\n');
    await kernel.until(printed, 'the late line');
    await kernel.stop();
  });
});
