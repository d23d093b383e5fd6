import { expect } from 'chai';
import { check } from 'codebook';
import { keepRecordApart } from './learners-record.js';
import { solutionValue } from './solutions/run-solution.js';
import { lesson00 } from './tried-answers/00.js';
import { lesson01 } from './tried-answers/01.js';
import { lesson02 } from './tried-answers/02.js';
import { lesson03 } from './tried-answers/03.js';
import { lesson04 } from './tried-answers/04.js';
import { lesson05 } from './tried-answers/05.js';
import { lesson06 } from './tried-answers/06.js';
import { lesson07 } from './tried-answers/07.js';
import { lesson08 } from './tried-answers/08.js';
import { lesson09 } from './tried-answers/09.js';
import { lesson10 } from './tried-answers/10.js';
import { lesson11 } from './tried-answers/11.js';
import { lesson12 } from './tried-answers/12.js';
import { lesson13 } from './tried-answers/13.js';
import { lesson14 } from './tried-answers/14.js';
import { lesson15 } from './tried-answers/15.js';
import { falseClaim, kindOf } from './tried-answers/claims.js';
import { variantsOf } from './tried-answers/variants.js';

const lessons = [
  lesson00,
  lesson01,
  lesson02,
  lesson03,
  lesson04,
  lesson05,
  lesson06,
  lesson07,
  lesson08,
  lesson09,
  lesson10,
  lesson11,
  lesson12,
  lesson13,
  lesson14,
  lesson15,
];

describe('answers that students try', () => {
  keepRecordApart();

  it('are at least 25 a lesson, and 300 in all', () => {
    const counts = lessons.map((tasks) => tasks.reduce((sum, [, tried]) => sum + tried.length, 0));
    expect(Math.min(...counts)).to.be.at.least(25);
    expect(counts.reduce((sum, count) => sum + count, 0)).to.be.at.least(300);
  });

  for (const [task, tried] of lessons.flat())
    describe(task.name, () => {
      for (const [what, answer, said] of tried)
        it(`${what}: ${said}`, () => {
          const { passed, message } = check(task, answer);
          if (said instanceof RegExp) expect(message).to.match(said);
          else expect(passed ? 'right' : kindOf(message), message).to.equal(said);
          expect(falseClaim(task, answer, message), message).to.equal(undefined);
        });

      if (task.cases !== undefined)
        for (const [what, isRight, answer] of variantsOf(task, solutionValue(task.solution)))
          it(`${what}: ${isRight ? 'right' : 'not right, and what is said is true'}`, () => {
            const { passed, message } = check(task, answer);
            expect(passed, message).to.equal(isRight);
            expect(falseClaim(task, answer, message), message).to.equal(undefined);
          });
    });
});
