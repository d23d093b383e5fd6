import { runInThisContext } from 'node:vm';
import { expect } from 'chai';
import { check } from 'codebook';
import ts from 'typescript';
import type { Exercise } from '../../../lib/dist/study/exercise.js';
import { keepRecordApart } from '../learners-record.js';

/** The value of a solution's program text, whose last line is the answer. */
export function solutionValue(solution: string): unknown {
  const { outputText } = ts.transpileModule(`(${solution})`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  return runInThisContext(outputText);
}

/** A wrong answer and a part of what must be said to it. */
export type Wrong = readonly [name: string, answer: unknown, says: RegExp];

const nonsense: readonly unknown[] = ['banana', 42, {}, [], () => undefined, () => Number.NaN, () => 'seven'];

/**
 * States the facts of an exercise: its solution is right, each typical mistake is told apart, nonsense is wrong and
 * never throws, and no answer at all is merely open.
 */
export function describeExercise(task: Exercise, wrong: readonly Wrong[]): void {
  describe(`exercise ${task.name}`, () => {
    keepRecordApart();
    it('accepts its own solution', () => {
      expect(
        check(task, solutionValue(task.solution)).passed,
        check(task, solutionValue(task.solution)).message,
      ).to.equal(true);
    });
    for (const [name, answer, says] of wrong) {
      it(`tells what is wrong: ${name}`, () => {
        const feedback = check(task, answer);
        expect(feedback.passed).to.equal(false);
        expect(feedback.message).to.match(says);
      });
    }
    it('refuses nonsense without throwing', () => {
      for (const answer of nonsense) expect(check(task, answer).passed, String(answer)).to.equal(false);
    });
    it('is open before it is tried', () => {
      expect(check(task, undefined).passed).to.equal(false);
      expect(check(task, undefined).message).to.match(/give your answer/);
    });
  });
}
