import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { type QuizDefinition, quiz } from 'codebook';
import type { Question } from '../../lib/dist/study/questions.js';
import { QuizResult } from '../../lib/dist/study/quiz-result.js';
import { at } from '../../scripts/setup/paths.mjs';
import { keepRecordApart } from './learners-record.js';

const folder = at('notebooks', 'quizzes');
const letters = 'abcdefgh';

/** The answer that gets full marks. */
function rightAnswer(question: Question): string | number {
  if (question.kind === 'number') return question.value;
  return question.answers.map(({ correct }, i) => (correct ? (letters[i] ?? '') : '')).join('') || 'none';
}

/** An answer that is wrong: the first wrong choice alone, or a number far away. */
function wrongAnswer(question: Question): string | number {
  if (question.kind === 'number') return question.value + 1e6;
  return letters[question.answers.findIndex(({ correct }) => !correct)] ?? 'none';
}

describe('the quizzes of the lessons', () => {
  keepRecordApart();

  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    // The file's content is checked by `quiz`.
    const definition = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as QuizDefinition;
    const { questions } = definition;

    it(`${file}: three to five questions, each for an objective`, () => {
      expect(questions.length).to.be.within(3, 5);
      for (const { ask } of questions) expect(ask).to.match(/\(objectives? \d/);
    });

    it(`${file}: all right gets full marks, all wrong none, and every answer is explained`, async () => {
      const right = await quiz(definition, questions.map(rightAnswer));
      expect(right).to.be.instanceOf(QuizResult);
      expect(right.score).to.equal(questions.length);
      const wrong = await quiz(definition, questions.map(wrongAnswer));
      expect(wrong.score).to.equal(0);
      for (const { message } of wrong.feedback) expect(message.length).to.be.above(15);
    });
  }
});
