export { compare, type Expectation } from './compare.js';
export {
  check,
  type Exercise,
  type ExerciseDefinition,
  exercise,
  hint,
  type Mistake,
  solution,
  type WrongValue,
} from './exercise.js';
export { Feedback, type Verdict } from './feedback.js';
export type { Case, WrongRule } from './function-check.js';
export { type LessonOutline, progressTable } from './overview.js';
export {
  type ExerciseProgress,
  type LearningRecord,
  progressFile,
  type QuizProgress,
  readProgress,
} from './progress.js';
export type { Choice, ChoiceQuestion, NumberQuestion, Question, QuizDefinition } from './questions.js';
export { Quiz, quiz } from './quiz.js';
export { QuizResult } from './quiz-result.js';
export { type Result, type ResultTable, results, resultsMime } from './results.js';
export { type Cell, Table, type TableOptions, table } from './table.js';
export { toldApart } from './told-apart.js';
