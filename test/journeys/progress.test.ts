import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { readProgress } from 'codebook';
import { lessonOutlines } from '../../scripts/progress/outline.mjs';
import { triedLines } from '../../scripts/progress/table.mjs';
import { capture } from '../../scripts/setup/command.mjs';
import { at } from '../../scripts/setup/paths.mjs';

const lesson05 = at('notebooks', '05_undercomplete_codes.ipynb');

describe("a learner's progress", () => {
  const file = path.join(mkdtempSync(path.join(os.tmpdir(), 'codebook-progress-')), 'progress.json');
  const env = { ...process.env, CODEBOOK_PROGRESS: file };
  const answer = (times: string) => {
    const script = `import { exercise, check } from 'codebook';
      const task = exercise('05.times', { values: 4, hints: ['2 + 2'], solution: '4' });
      check(task, ${times});`;
    return capture(process.execPath, ['--input-type=module', '-e', script], { env, cwd: at('lib') });
  };

  it('is kept from one session to the next, with the day of the first right answer', async function () {
    this.timeout(60_000);
    for (const given of ['5', '4', '3']) {
      const { code, output } = await answer(given);
      expect(code, output).to.equal(0);
    }
    const { attempts, solved } = readProgress(file).exercises['05.times'] ?? { attempts: 0 };
    expect(attempts).to.equal(3);
    expect(solved).to.match(/^\d{4}-\d\d-\d\dT/);
  });

  it('is printed, with attempts, and with what there is to do in each lesson', async function () {
    this.timeout(60_000);
    const { code, output } = await capture(process.execPath, [at('scripts', 'progress.mjs')], { env });
    expect(code, output).to.equal(0);
    // The last column: the minutes that the lesson's first cell promises.
    const [, minutes] = /\| Time \| (\d+) minutes/.exec(readFileSync(lesson05, 'utf8')) ?? [];
    expect(output).to.match(new RegExp(`05 · Undercomplete codes +0 of 3 +– +${minutes}`));
    expect(output).to.match(/05\.times +✓ solved \d{4}-\d\d-\d\d +3 attempts/);
  });

  it('knows the exercises and the quiz of a lesson from the files that define them', () => {
    const lesson = lessonOutlines().find(({ title }) => title.startsWith('05'));
    expect(lesson?.exercises).to.deep.equal(['05.unit', '05.criterion', '05.honestBits']);
    expect(lesson?.quiz).to.equal('05_undercomplete_codes');
  });

  it('says what to do where the file is damaged, and leaves the file alone', async function () {
    this.timeout(60_000);
    writeFileSync(file, '{ "version": 7 }');
    const { code, output } = await capture(process.execPath, [at('scripts', 'progress.mjs')], { env });
    expect(code).to.equal(1);
    expect(output).to.include('cannot be read').and.to.include('move the file away');
    expect(readFileSync(file, 'utf8')).to.equal('{ "version": 7 }');
  });

  it('says so before the first answer', () => {
    expect(triedLines({ version: 1, exercises: {}, quizzes: {} })).to.deep.equal([
      'Nothing tried yet: answer an exercise or a quiz, and it is noted here.',
    ]);
  });
});
