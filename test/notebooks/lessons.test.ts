import path from 'node:path';
import { expect } from 'chai';
import { executeNotebook, lessonFiles, resultsIn } from '../../scripts/lessons/execute.mjs';
import { expectationsOf, missingRows, outside } from '../../scripts/lessons/expectations.mjs';
import { entryOf, isRecorded, numberOf } from '../../scripts/lessons/ledger.mjs';
import { outputsOf, readNotebook } from '../../scripts/lessons/notebook.mjs';
import { lessonsInFull, seedOfShare } from '../../scripts/lessons/share.mjs';
import { twoAtATime } from '../two-at-a-time.js';
import { cores, patience, secondsFor } from './bounds.js';

const seed = seedOfShare();
const inFull = lessonsInFull(
  lessonFiles().map((file) => ({
    number: numberOf(file),
    changed: !isRecorded(file),
    seconds: entryOf(numberOf(file))?.cpuSeconds ?? cores * secondsFor(numberOf(file)),
  })),
  seed,
);

const isQuick = (file: string) => !inFull.has(numberOf(file));

describe(`each lesson runs from top to bottom in a fresh kernel (in full: ${[...inFull].sort().join(' ')}, drawn by ${seed.slice(0, 10)})`, () => {
  // A quick run waits more than it works; those in full have the machine to themselves, each in its own test.
  const quickRuns = new Map<string, Awaited<ReturnType<typeof executeNotebook>>>();

  before(async function () {
    this.timeout(lessonFiles().length * 120 * patience * 1000);
    await twoAtATime(lessonFiles().filter(isQuick), async (file) => {
      quickRuns.set(file, await executeNotebook(file, { quick: true }));
    });
  });

  for (const file of lessonFiles()) {
    const name = path.basename(file, '.ipynb');
    const number = numberOf(file);
    const quick = isQuick(file);
    const claim = quick ? 'run through: every row of its tables' : 'in full: its numbers as published';
    it(`${name}, ${claim}, no error, nothing on stderr, below 2 GB`, async function () {
      this.timeout(secondsFor(number) * patience * 1000);
      const { executed, cpuSeconds, peakBytes, error } = quickRuns.get(file) ?? (await executeNotebook(file));
      expect(error).to.equal(null);
      expect(stderrOf(executed)).to.deep.equal([]);
      expect(cpuSeconds).to.be.within(1, secondsFor(number) * cores);
      expect(peakBytes).to.be.below(2e9);
      const reached = resultsIn(executed);
      expect(reached.filter((row) => row.quick === true).length).to.equal(quick ? reached.length : 0);
      const judge = quick ? missingRows : outside;
      expect(judge(expectationsOf(number), reached)).to.deep.equal([]);
    });
  }
});

const stderrOf = (executed: string) =>
  outputsOf(readNotebook(executed)).flatMap((output) =>
    output['name'] === 'stderr' ? [output['text']] : [],
  );
