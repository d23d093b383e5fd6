// What Codebook's programs of npm run bench have in common: examples, turns, and rest.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { lentArray } from '@codebook/engine';

/** The prepared examples as a data set of the library, in memory as its loaders take it, and the batch size. @param {string} folder */
export function readExamples(folder) {
  const { batch, shape } = JSON.parse(readFileSync(join(folder, 'about.json'), 'utf8'));
  const bytes = readFileSync(join(folder, 'data.f32'));
  const values = lentArray(bytes.length / 4);
  values.set(new Float32Array(bytes.buffer, bytes.byteOffset, values.length));
  const [count, ...example] = shape;
  return { batch, data: { name: 'examples', count, shape: example, values, range: [0, 1] } };
}

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();

/** Waits until it is this program's turn; ends the program where there is none any more. @returns {Promise<number>} ms, now */
export async function turn() {
  if ((await lines.next()).done) process.exit(0);
  return performance.now();
}

/** Tells npm run bench something. @param {object} facts */
export function say(facts) {
  console.log(JSON.stringify({ ...facts, peakBytes: process.resourceUsage().maxRSS * 1024 }));
}

/** Waits for threads that still work, such as XLA's compiler: the others' turns are their own. When this came to rest, ms. */
export async function rest() {
  for (let end = performance.now(); ; end = performance.now()) {
    const before = process.cpuUsage();
    await sleep(10);
    const { user, system } = process.cpuUsage(before);
    if (user + system < 5000) return end;
  }
}
