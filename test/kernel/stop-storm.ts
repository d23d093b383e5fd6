import { expect } from 'chai';
import type { Exchange, TestKernel } from './client.js';

/** What happened to the cells of one Run All that met a Stop. */
export interface StormCount {
  /** Answered `ok` before the Stop. */
  ran: number;
  /** Answered with KeyboardInterrupt. */
  stopped: number;
  /** Answered with `aborted`. */
  aborted: number;
}

/** Work for the type checker that differs each time, so that nothing of it is known already. */
const heavyTypes = (seed: number): string =>
  `type Digit${seed} = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
${Array.from({ length: 3 }, (_, i) => `const typed${seed}_${i}: \`\${Digit${seed}}\${Digit${seed}}\${Digit${seed}}\${Digit${seed}}-${i}\` = '0123-${i}';`).join('\n')}`;

/** Cells of every kind that Stop may find, by name. They leave a mark when they begin and when they end. */
const kinds: Record<string, (seed: number) => string> = {
  short: () => 'await new Promise((resolve) => setTimeout(resolve, 10));',
  'short and busy': () => 'for (const end = Date.now() + 10; Date.now() < end; );',
  'a chain of awaits': () =>
    `import { stat } from 'node:fs/promises'; for (let i = 0; i < 40; i++) await stat('.');`,
  'type checks': heavyTypes,
  'training, as the engine does it': () => `import { pbkdf2Sync } from 'node:crypto';
for (let i = 0; i < 30; i++) { pbkdf2Sync('a', 'b', 20_000, 64, 'sha512'); Reflect.get(globalThis, Symbol.for('Jupyter.interrupt')).check(); }`,
  'a native call': () =>
    `import { pbkdf2Sync } from 'node:crypto'; pbkdf2Sync('a', 'b', 200_000, 64, 'sha512');`,
  'waits for ever': () => 'await new Promise(() => {});',
  'spins for ever': () => 'while (true);',
  'spins for ever after an await': () => 'await 1; while (true);',
  'swallows what is thrown': () => 'while (true) { try { while (true); } catch {} }',
};

/**
 * Sends many cells at once, presses Stop after some time, and checks that it is neither lost nor wrong: a cell that was
 * not answered `ok` ran nothing after its answer, the queue is aborted, and the next cell answers.
 *
 * @param random numbers in [0, 1): which cells, and when Stop comes
 */
export async function storm(kernel: TestKernel, random: () => number, seed: number): Promise<StormCount> {
  const names = Object.keys(kinds);
  const pick = () => names[Math.floor(random() * names.length)] ?? 'short';
  const chosen = Array.from({ length: 25 }, () => (random() < 0.6 ? 'short' : pick()));
  chosen.push('spins for ever'); // so that no Stop comes too late
  const cells = chosen.map((name, i) => {
    const mark = (what: string) =>
      `Reflect.set(globalThis, 'marks', [...(Reflect.get(globalThis, 'marks') ?? []), '${seed}.${i} ${what}']);`;
    return `${mark('begins')} ${kinds[name]?.(seed * 100 + i)}\n${mark('ends')}`;
  });
  const ids: string[] = [];
  for (const code of cells) ids.push(await kernel.begin(code));
  await new Promise((resolve) => setTimeout(resolve, 20 + random() * 1_200));
  await kernel.request('control', 'interrupt_request');
  const answers: Exchange[] = [];
  for (const id of ids) answers.push(await kernel.exchange(id, 60_000));
  const marks = await marksOf(kernel);
  await kernel.execute('await new Promise((resolve) => setTimeout(resolve, 30));');
  const what = `${chosen.join(', ')} (seed ${seed})`;
  expect(await marksOf(kernel), `marks that came after the answers: ${what}`).to.deep.equal(marks);
  await kernel.execute(`Reflect.deleteProperty(globalThis, 'marks')`);
  return check(answers, marks, seed, what);
}

function check(answers: Exchange[], marks: string[], seed: number, what: string): StormCount {
  const count = { ran: 0, stopped: 0, aborted: 0 };
  for (const [i, { reply }] of answers.entries()) {
    const { status, ename } = reply.content;
    const begun = marks.includes(`${seed}.${i} begins`);
    const ended = marks.includes(`${seed}.${i} ends`);
    if (status === 'ok') {
      expect([begun, ended], `cell ${i} is ok: ${what}`).to.deep.equal([true, true]);
      expect(count.stopped + count.aborted, `cell ${i} ran after the Stop: ${what}`).to.equal(0);
      count.ran++;
    } else if (status === 'error') {
      expect(ename, `cell ${i}: ${what}`).to.equal('KeyboardInterrupt');
      count.stopped++;
    } else {
      expect([status, begun], `cell ${i}: ${what}`).to.deep.equal(['aborted', false]);
      count.aborted++;
    }
  }
  expect(count.stopped, `cells stopped: ${what}`).to.be.at.most(1);
  return count;
}

async function marksOf(kernel: TestKernel): Promise<string[]> {
  const { of, reply } = await kernel.execute(`JSON.stringify(Reflect.get(globalThis, 'marks') ?? [])`);
  const data: unknown = of('execute_result')[0]?.['data'];
  expect(data, `the next cell answers, not ${JSON.stringify(reply.content)}`).not.equal(undefined);
  const text = String((data as Record<string, unknown>)['text/plain']); // a MIME bundle
  return JSON.parse(text.slice(1, -1)) as string[]; // as the cell above made it
}
