import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { type NumberQuestion, type Question, quiz } from 'codebook/study';
import { makeQuizScript, scriptFile } from '../../../scripts/quiz-script/make.mjs';
import { keepRecordApart } from '../../notebooks/learners-record.js';
import { exampleQuiz } from './example-quiz.js';
import { openQuiz } from './quiz-form.js';

/** What the library says to an answer, in the words of the page. */
async function saidByLibrary(question: Question, given: string | number): Promise<string> {
  try {
    const { feedback } = await quiz({ name: 'markers', questions: [question] }, [given]);
    const [one] = feedback;
    return `${one?.passed ? '✓ Right.' : '✗ Not yet.'} ${one?.message}`;
  } catch (error) {
    if (error instanceof RangeError) return error.message.replace('quiz "markers": question 1: ', '');
    throw error;
  }
}

/** What the page says to it, and to the answer in the line that it tells the reader to run. */
async function saidByPage(question: Question, given: string) {
  const form = openQuiz((await quiz({ name: 'markers', questions: [question] })).toHtml());
  const said = form.answer(0, given);
  const line = form.line();
  if (line === undefined) return { said, again: undefined };
  const answer: unknown = JSON.parse(line.replace(/^await quiz\(…, \[(.*)\]\)$/, '$1').replaceAll("'", '"'));
  if (typeof answer !== 'string' && typeof answer !== 'number') throw new Error(`no answer in: ${line}`);
  return { said, again: await saidByLibrary(question, answer) };
}

const numberOf = (value: number, unit?: string, tolerance = 0): NumberQuestion => ({
  ...{ kind: 'number', ask: 'How many?', value, tolerance, ...(unit === undefined ? {} : { unit }) },
  feedback: { right: 'Yes.', wrong: 'No.', slips: [{ value: 1000, say: 'A slip.' }] },
});

const yes = '✓ Right. Yes.';
const no = '✗ Not yet. No.';
const slip = '✗ Not yet. A slip.';
const unitless = (given: string) =>
  given.trim()
    ? `Answer with one number, without a unit, got "${given}".`
    : 'Answer with one number, without a unit.';
const inUnit = (unit: string) => (given: string) => `Answer with one number (in ${unit}), got "${given}".`;

/** Questions, and what must be said to each way of answering them. */
const numbers: readonly [NumberQuestion, string | ((given: string) => string), readonly string[]][] = [
  [
    numberOf(32, 'px'),
    yes,
    [
      ...['32', ' 32 ', '32.', '32.0', '+32', '32 px', '32px', '32 PX', '3.2e1', '32,0 px'],
      ...['≈ 32', '~32 px', '= 32', '3.2 × 10^1', '3,2 · 10¹ px', '64/2', '64 / 2 px'],
    ],
  ],
  [numberOf(32, 'px'), no, ['33', '-32', '−32', '32.5 px', '0.32', '320']],
  [
    numberOf(32, 'px'),
    inUnit('px'),
    ['32 cm', '32 %', '30-34', '30–34', '30 to 34', '32 or 64', '0x20', '32/0', '1½/2'],
  ],
  [
    numberOf(32),
    unitless,
    ['32 px', '', '  ', 'many', '1/2/3', 'Infinity', 'NaN', '1e400', '1.2.3', '1,23,4', '3 2'],
  ],
  [
    numberOf(25088),
    yes,
    ['25088', '25,088', '25 088', '25\u00a0088', '25\u202f088', '25_088', "25'088", '25,088.0', '25088e0'],
  ],
  [numberOf(25088), yes, ['2.5088 × 10^4', '2.5088*10^4', '2.5088 · 10⁴', '250880/10']],
  [
    numberOf(25088),
    (given) => `Is the point in "${given}" for thousands? Write it as in 12345 or 12,345.`,
    ['25.088', '1.000', '−25.088'],
  ],
  [numberOf(1 / 3, undefined, 0.005), yes, ['1/3', '⅓', '0.333', '0,33', '33.3 %', '.33']],
  [numberOf(25088), slip, ['1000', '1,000', '1e3', '1000.0']],
  [numberOf(100000), yes, ['100,000', '1,00,000', '1e5']],
  [
    numberOf(0.5),
    yes,
    ['0.5', '0,5', '.5', '5e-1', '5e−1', '50 %', '50%', '50 per cent', '50 percent', '1/2', '½', '2/4'],
  ],
  [numberOf(0.731), yes, ['0,731', '73.1 %', '73,1 %']],
  [numberOf(-1), yes, ['-1', '−1', '–1', '- 1']],
  [numberOf(90, '%'), yes, ['90', '90 %', '90%', '90 per cent', '90 percent', '90,0']],
  [numberOf(90, '%'), no, ['0.9', '0.9 %']],
  [numberOf(128, 'bits'), yes, ['128 bits', '128 bit', '128 Bits']],
  [numberOf(128, 'bits'), inUnit('bits'), ['128 bytes', '16 bytes = 128 bits']],
  [numberOf(5, 'ms'), inUnit('ms'), ['5 m']],
];

describe("the quiz's one marker, in the library and in the page", () => {
  keepRecordApart();

  for (const [question, expected, answers] of numbers)
    it(`marks ${question.value} ${question.unit ?? ''}: ${answers.join(' | ')}`, async () => {
      for (const given of answers) {
        const right = typeof expected === 'string' ? expected : expected(given);
        expect(await saidByLibrary(question, given), `library, "${given}"`).to.equal(right);
        const { said, again } = await saidByPage(question, given);
        expect(said, `page, "${given}"`).to.equal(right);
        expect(again, `the line after "${given}"`).to.equal(typeof expected === 'string' ? right : undefined);
      }
    });

  /** What is ticked in the page, and the ways to write it. */
  const written: Readonly<Record<string, readonly string[]>> = {
    ac: ['ac', 'ca', 'AC', 'c, A', ' a c ', 'a) c)', 'a; c.', 'aac', 'a and c', 'A & C', 'a+c', 'a/c'],
    b: ['b', 'B', ' b ', 'b)', '(b)', 'bb'],
    a: ['a'],
    c: ['c'],
    ab: ['ab', 'b a'],
    bc: ['b,c'],
    abc: ['cab', 'A B C'],
    none: ['none', 'None', ' NONE. ', 'none of them'],
  };
  const [one, many] = exampleQuiz.questions;
  if (one?.kind !== 'one' || many?.kind !== 'many') throw new Error('the example has other questions');

  it('marks each choice of any number of answers, however it is written', async () => {
    for (const [ticked, ways] of Object.entries(written)) {
      const { said, again } = await saidByPage(many, ticked);
      expect(said.startsWith('✓ Right.'), ticked).to.equal(ticked === 'ac');
      for (const way of ways) expect(await saidByLibrary(many, way), `"${way}"`).to.equal(said);
      expect(again).to.equal(said);
    }
  });

  it('marks each choice of one answer, and asks for one where none is ticked', async () => {
    for (const [ticked, right] of [['a', false], ['b', true]] as const) // biome-ignore format: short
      for (const way of written[ticked] ?? []) {
        const { said, again } = await saidByPage(one, ticked);
        expect(said.startsWith('✓ Right.')).to.equal(right);
        expect(await saidByLibrary(one, way), `"${way}"`).to.equal(said);
        expect(again).to.equal(said);
      }
    expect(await saidByPage(one, '')).to.deep.equal({ said: 'Choose one of a to b.', again: undefined });
    expect(await saidByLibrary(one, ' ')).to.equal('Choose one of a to b.');
    for (const way of ['ab', 'c', 'none', '1', 'a and b'])
      expect(await saidByLibrary(one, way)).to.equal(`Choose one of a to b, got "${way}".`);
  });

  it('is in the page as its sources are now (else: npm run build)', async () => {
    expect(readFileSync(scriptFile, 'utf8')).to.equal(await makeQuizScript());
  });
});
