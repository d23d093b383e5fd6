import { expect } from 'chai';
import { type LearningRecord, progressTable } from 'codebook/study';

describe('progressTable', () => {
  const lessons = [
    { title: '01 First', minutes: 40, exercises: ['01.a', '01.b', '01.c'], quiz: 'one' },
    { title: '02 Second', minutes: 20, exercises: [], quiz: 'two' },
  ];
  const record: LearningRecord = {
    version: 1,
    exercises: { '01.a': { attempts: 2, solved: '2026-01-01T00:00:00.000Z' }, '01.b': { attempts: 1 } },
    quizzes: { one: { tries: 2, best: 3, of: 4, last: '2026-01-01T00:00:00.000Z' } },
  };

  it('counts what is solved, and takes the minutes left in proportion to what is undone', () => {
    // Lesson 01 has four parts, two undone: 20 minutes; lesson 02 has one part, undone: 20 minutes.
    expect(String(progressTable(record, lessons)).split('\n')).to.deep.equal([
      '1 of 3 exercises solved; about 40 minutes to go',
      'lesson     exercises solved  quiz, best  minutes',
      '─────────  ────────────────  ──────────  ───────',
      '01 First   1 of 3            3 of 4           40',
      '02 Second  –                 –                20',
    ]);
  });

  it('refuses a book without lessons', () => {
    expect(() => progressTable(record, [])).to.throw('table: rows is empty');
  });
});
