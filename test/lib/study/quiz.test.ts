import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { quiz } from 'codebook/study';
import { exampleQuiz as definition } from './example-quiz.js';

describe('quiz', () => {
  const folder = mkdtempSync(join(tmpdir(), 'codebook-quiz-'));
  const before = process.env.CODEBOOK_PROGRESS;
  beforeEach(() => {
    process.env.CODEBOOK_PROGRESS = join(folder, 'progress.json');
  });
  after(() => {
    if (before === undefined) delete process.env.CODEBOOK_PROGRESS;
    else process.env.CODEBOOK_PROGRESS = before;
    rmSync(folder, { recursive: true });
  });

  it('asks as text anywhere, without the answers, and says how to answer', async () => {
    const text = String(await quiz(definition));
    expect(text).to.include(
      '1. What is the target of an autoencoder? (one answer)\n   a) The label\n   b) Its input',
    );
    expect(text).to.include("await quiz(…, ['a', 'ab', 42])");
    for (const secret of ['25088', 'Yes', 'Undercomplete', 'true,']) expect(text).to.not.include(secret);
  });

  it('keeps the answers out of sight in the HTML, too', async () => {
    const html = (await quiz(definition)).toHtml();
    expect(html).to.include('<legend').and.include('b) Its input').and.include('type="checkbox"');
    for (const secret of ['25088', 'Biases', 'Undercomplete']) expect(html).to.not.include(secret);
    expect(html).to.not.match(/https?:\/\//);
  });

  it('gives feedback to each answer, right or wrong', async () => {
    const messages = async (...answers: (string | number)[]) =>
      (await quiz(definition, answers)).feedback.map(({ passed, message }) => [passed, message]);
    expect(await messages('b', 'ca', 25088)).to.deep.equal([
      [true, 'Yes: target = input.'],
      [true, 'a: Undercomplete. c: Yes.'],
      [true, '784 × 32.'],
    ]);
    expect(await messages('A', 'a, b', '25,120')).to.deep.equal([
      [false, 'There is none.'],
      [false, 'a: Undercomplete. b: Not in general. 1 more is true.'],
      [false, 'Biases are not asked for.'],
    ]);
    expect((await messages('a', 'none', 7))[1]).to.deep.equal([false, '2 of them are true.']);
  });

  it('counts the right ones', async () => {
    const result = await quiz(definition, ['b', 'ab', 25088]);
    expect([result.score, String(result).split('\n').at(-1)]).to.deep.equal([
      2,
      '2 of 3 right. Change the answers that are not right yet, and run the cell again.',
    ]);
  });

  it('reads a quiz from a file', async () => {
    const file = join(folder, 'quiz.json');
    writeFileSync(file, JSON.stringify(definition));
    expect(String(await quiz(file))).to.include(`await quiz('${file}', ['a', 'ab', 42])`);
    expect((await quiz(file, ['b', 'ac', 25088])).score).to.equal(3);
  });

  it('says which file to read, whatever its name', async () => {
    const file = join(folder, "it's.json");
    writeFileSync(file, JSON.stringify(definition));
    expect(String(await quiz(file))).to.include("it\\'s.json', ['a', 'ab', 42])");
  });

  it('refuses answers that do not fit, and quizzes that cannot be asked', async () => {
    const refusal = (promise: Promise<unknown>) => promise.then(String, (error: Error) => error.message);
    expect(await refusal(quiz(definition, ['b']))).to.match(/got 1 answers, expected 3/);
    expect(await refusal(quiz(definition, ['d', 'a', 1]))).to.match(
      /question 1: Choose one of a to b, got "d"\.$/,
    );
    expect(await refusal(quiz(definition, ['b', 'a', 'many']))).to.match(
      /question 3: Answer with one number, without a unit, got "many"\.$/,
    );
    expect(await refusal(quiz('nowhere.json'))).to.match(/^quiz: cannot read nowhere.json from /);
    const answers = [{ text: 'x', feedback: 'f' }, { text: 'y', feedback: 'f' }]; // biome-ignore format: short
    const noneRight = { name: 'q', questions: [{ kind: 'one' as const, ask: '?', answers }] };
    expect(await refusal(quiz(noneRight))).to.equal(
      'quiz "q": question 1: exactly one answer must be correct, got 0.',
    );
  });
});
