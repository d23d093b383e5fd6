import { expect } from 'chai';
import { TestKernel } from './client.js';
import { numbers } from './random.js';
import { type StormCount, storm } from './stop-storm.js';

/** How many Stops: `CODEBOOK_STOPS=200 npx mocha test/kernel/stop-storm.test.ts` for the long version. */
const stops = Number(process.env['CODEBOOK_STOPS'] ?? 12);
/** Every so many Stops are the first thing that happens to a fresh kernel. */
const freshEvery = 4;

describe(`${stops} Stops at random times in Run All of mixed cells`, () => {
  const random = numbers(18);
  const total: StormCount = { ran: 0, stopped: 0, aborted: 0 };
  let warm: TestKernel;
  before(async () => {
    warm = await TestKernel.start();
    await warm.execute('1');
  });
  after(async () => {
    console.log(`      of ${stops * 26} cells: ${JSON.stringify(total)}`);
    await warm.stop();
  });

  for (let i = 0; i < stops; i++) {
    const fresh = i % freshEvery === 0;
    it(`loses none and gets none wrong: Stop ${i + 1}, in a ${fresh ? 'fresh' : 'warm'} kernel`, async () => {
      const kernel = fresh ? await TestKernel.start() : warm;
      try {
        const count = await storm(kernel, random, i);
        total.ran += count.ran;
        total.stopped += count.stopped;
        total.aborted += count.aborted;
        expect(kernel.process.exitCode, 'the kernel is alive').to.equal(null);
      } finally {
        if (fresh) await kernel.stop();
      }
    }).timeout(120_000);
  }
});
