import type { LearningRecord } from './progress.js';
import { type Table, table } from './table.js';

/** What there is to do in a lesson. */
export interface LessonOutline {
  readonly title: string;
  /** Minutes to read and run it, by its own estimate. */
  readonly minutes: number;
  /** Names of its exercises. */
  readonly exercises: readonly string[];
  /** Name of its quiz; undefined where it has none. */
  readonly quiz?: string;
}

/**
 * How far a learner is, lesson by lesson: exercises solved, best result of the quiz, and in the caption the
 * minutes that are left, taken from each lesson in proportion to what is undone there.
 *
 * @throws when there are no lessons.
 */
export function progressTable(record: LearningRecord, lessons: readonly LessonOutline[]): Table {
  const rows = lessons.map((lesson) => {
    const solved = solvedOf(record, lesson).length;
    const best = lesson.quiz === undefined ? undefined : record.quizzes[lesson.quiz];
    return {
      lesson: lesson.title,
      exercises: lesson.exercises.length === 0 ? undefined : `${solved} of ${lesson.exercises.length}`,
      quiz: best === undefined ? undefined : `${best.best} of ${best.of}`,
      minutes: lesson.minutes,
    };
  });
  const all = lessons.flatMap(({ exercises }) => exercises).length;
  const solved = lessons.flatMap((lesson) => solvedOf(record, lesson)).length;
  const left = Math.round(
    lessons.reduce((sum, lesson) => sum + lesson.minutes * shareUndone(record, lesson), 0),
  );
  const hours = left >= 90 ? `about ${Math.round(left / 60)} hours` : `about ${left} minutes`;
  return table(rows, {
    caption: `${solved} of ${all} exercises solved; ${hours} to go`,
    columns: { lesson: 'lesson', exercises: 'exercises solved', quiz: 'quiz, best', minutes: 'minutes' },
  });
}

function solvedOf(record: LearningRecord, { exercises }: LessonOutline): readonly string[] {
  return exercises.filter((name) => record.exercises[name]?.solved !== undefined);
}

/** Share of a lesson's exercises that are not solved and of its quiz if it was not tried; 0 if it has neither. */
function shareUndone(record: LearningRecord, lesson: LessonOutline): number {
  const parts = lesson.exercises.length + (lesson.quiz === undefined ? 0 : 1);
  const tried = lesson.quiz !== undefined && record.quizzes[lesson.quiz] !== undefined ? 1 : 0;
  return parts === 0 ? 0 : 1 - (solvedOf(record, lesson).length + tried) / parts;
}
