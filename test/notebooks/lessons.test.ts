import path from 'node:path';
import { expect } from 'chai';
import { executeNotebook, lessonFiles, resultsIn } from '../../scripts/lessons/execute.mjs';
import { outputsOf } from './executed.js';
import { expectations } from './expectations.js';

/** Lesson → longest running time in seconds: 2 minutes, 4 where the curriculum marks it with a star. */
const starred = new Set(['07', '08', '11', '13', '14', '15', '16', '17']);
const secondsFor = (number: string) => (starred.has(number) ? 240 : 120);

/** A test machine may be busy: the bound of the contract is for an idle one with 2 cores. */
const patience = 2;

describe('each lesson runs to its end in a fresh kernel', () => {
  for (const file of lessonFiles()) {
    const name = path.basename(file, '.ipynb');
    const number = name.slice(0, 2);
    it(`${name}: no error, nothing on stderr, below 2 GB, its numbers as published`, async function () {
      const bound = secondsFor(number) * patience;
      this.timeout((bound + 60) * 1000);
      const { executed, seconds, peakBytes, error } = await executeNotebook(file);
      expect(error).to.equal(null);
      expect(stderrOf(executed)).to.equal('');
      expect(seconds).to.be.below(bound);
      expect(peakBytes).to.be.below(2e9);
      checkNumbers(number, resultsIn(executed));
    });
  }
});

function stderrOf(executed: string): string {
  return outputsOf(executed)
    .filter(({ name }) => name === 'stderr')
    .map(({ text }) => [text].flat().join(''))
    .join('');
}

function checkNumbers(number: string, reached: ReturnType<typeof resultsIn>): void {
  for (const { metric, name, from, to } of expectations[number] ?? []) {
    const row = reached.find((result) => result.metric === metric && result.name === name);
    expect(row, `${number}: "${metric}" of "${name}" among ${JSON.stringify(reached)}`).to.not.equal(
      undefined,
    );
    expect(row?.value, `${metric} of ${name}`).to.be.within(from, to);
  }
}
