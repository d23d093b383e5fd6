import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import { progressFile, quiz, readProgress } from 'codebook/study';

const quizOfOne = (name: string) => ({
  name,
  questions: [
    { kind: 'number' as const, ask: '6 × 7?', value: 42, feedback: { right: 'Yes.', wrong: 'No.' } },
  ],
});

describe('progress', () => {
  const before = process.env.CODEBOOK_PROGRESS;
  let folder = '';
  let file = '';

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'codebook-progress-'));
    file = join(folder, '.codebook', 'progress.json');
    process.env.CODEBOOK_PROGRESS = file;
  });
  afterEach(() => {
    if (before === undefined) delete process.env.CODEBOOK_PROGRESS;
    else process.env.CODEBOOK_PROGRESS = before;
    rmSync(folder, { recursive: true });
  });

  it('lies beside the notebooks, from wherever below a notebook runs', () => {
    delete process.env.CODEBOOK_PROGRESS;
    mkdirSync(join(folder, 'notebooks', 'assignments'), { recursive: true });
    expect(progressFile(join(folder, 'notebooks', 'assignments'))).to.equal(file);
    expect(progressFile(folder)).to.equal(file);
  });

  it('is empty where there is no file', () => {
    expect(readProgress(file)).to.deep.equal({ version: 1, exercises: {}, quizzes: {} });
  });

  it('keeps the best result of a quiz and counts the tries', async () => {
    await quiz(quizOfOne('q'), [42]);
    await quiz(quizOfOne('q'), [41]);
    const noted = readProgress(file).quizzes.q;
    expect([noted?.best, noted?.of, noted?.tries]).to.deep.equal([1, 1, 2]);
  });

  it('sets a damaged record aside, whole, and begins a new one', async () => {
    mkdirSync(join(folder, '.codebook'));
    writeFileSync(file, '{"version": 1, "exer');
    expect(() => readProgress(file)).to.throw(SyntaxError);
    await quiz(quizOfOne('q'), [42]);
    expect(readProgress(file).quizzes.q?.best).to.equal(1);
    expect(
      readdirSync(join(folder, '.codebook')).filter((name) => name.includes('.damaged-')),
    ).to.have.length(1);
  });

  it('loses nothing when four processes write at once', async () => {
    const program = (who: number) =>
      "import { quiz } from 'codebook/study';" +
      `for (let i = 0; i < 20; i++) await quiz({ name: '${who}-' + i, questions: [` +
      "{ kind: 'number', ask: '?', value: 1, feedback: { right: 'r', wrong: 'w' } }] }, [1]);";
    const run = (who: number) =>
      promisify(execFile)(process.execPath, ['--input-type=module', '-e', program(who)]);
    await Promise.all([0, 1, 2, 3].map(run));
    expect(Object.keys(readProgress(file).quizzes)).to.have.length(80);
    expect(readdirSync(join(folder, '.codebook'))).to.deep.equal(['progress.json']);
  });
});
