import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { withLock } from '../files/lock.js';
import { replaceFile } from '../files/replace.js';

/** What is known of one exercise. Dates are ISO 8601. */
export interface ExerciseProgress {
  /** How often an answer was checked. */
  readonly attempts: number;
  /** When it was first right; absent until then. */
  readonly solved?: string;
  /** How many steps of the hint were looked at. */
  readonly hints?: number;
  /** When the solution was first looked at. */
  readonly solutionSeen?: string;
}

/** What is known of one quiz. */
export interface QuizProgress {
  /** How often it was answered. */
  readonly tries: number;
  /** Most questions right in one try. */
  readonly best: number;
  /** Number of questions. */
  readonly of: number;
  /** When it was last answered, ISO 8601. */
  readonly last: string;
}

/** The learner's own record, as it stands in `.codebook/progress.json`. */
export interface LearningRecord {
  readonly version: 1;
  readonly exercises: Readonly<Record<string, ExerciseProgress>>;
  readonly quizzes: Readonly<Record<string, QuizProgress>>;
}

const nothing: LearningRecord = { version: 1, exercises: {}, quizzes: {} };

/**
 * Where the record lies: the file that `CODEBOOK_PROGRESS` names, or else `.codebook/progress.json` in the
 * nearest folder at or above `from` that has a `notebooks` or a `.codebook` folder, or else in `from`.
 */
export function progressFile(from: string = process.cwd()): string {
  const named = process.env.CODEBOOK_PROGRESS;
  if (named) return named;
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'notebooks')) || existsSync(join(folder, '.codebook')))
      return join(folder, '.codebook', 'progress.json');
    if (folder === dirname(folder)) return join(from, '.codebook', 'progress.json');
  }
}

/**
 * Reads the record; an empty one where there is no file.
 *
 * @throws when the file is there but cannot be read, or is no record of this version.
 */
export function readProgress(file: string = progressFile()): LearningRecord {
  if (!existsSync(file)) return nothing;
  const read: unknown = JSON.parse(readFileSync(file, 'utf8'));
  if (!isProgress(read))
    throw new Error(`readProgress: ${file} is no record of version 1. Move it away to begin a new one.`);
  return read;
}

function isProgress(value: unknown): value is LearningRecord {
  const isRecord = (part: unknown) => typeof part === 'object' && part !== null && !Array.isArray(part);
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === 1 &&
    'exercises' in value &&
    isRecord(value.exercises) &&
    'quizzes' in value &&
    isRecord(value.quizzes)
  );
}

/**
 * Changes the record. The new file replaces the old one in one step, so that it is whole at any time, and
 * two kernels take turns. A lesson never fails for this: what goes wrong comes back as a sentence.
 */
export function updateProgress(
  change: (old: LearningRecord) => LearningRecord,
  file = progressFile(),
): string | undefined {
  try {
    mkdirSync(dirname(file), { recursive: true });
    withLock(`${file}.lock`, () => {
      const next = change(readOrSetAside(file));
      replaceFile(file, `${JSON.stringify(next, null, 2)}\n`);
    });
    return undefined;
  } catch (error) {
    return `Your progress was not saved: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** A damaged record is kept beside the new one, never overwritten. */
function readOrSetAside(file: string): LearningRecord {
  try {
    return readProgress(file);
  } catch {
    renameSync(file, `${file}.damaged-${new Date().toISOString().replaceAll(':', '-')}`);
    return nothing;
  }
}

/** Notes an attempt at an exercise; the date of the first right one stays. */
export function recordAttempt(name: string, solved: boolean, file?: string): string | undefined {
  return updateExercise(name, file, (old) => ({
    ...old,
    attempts: old.attempts + 1,
    ...(solved && old.solved === undefined ? { solved: new Date().toISOString() } : {}),
  }));
}

/** Notes that the hint was looked at up to `step`. */
export function recordHint(name: string, step: number, file?: string): string | undefined {
  return updateExercise(name, file, (old) => ({ ...old, hints: Math.max(step, old.hints ?? 0) }));
}

/** Notes that the solution was looked at; the date of the first time stays. */
export function recordSolution(name: string, file?: string): string | undefined {
  return updateExercise(name, file, (old) => ({
    ...old,
    solutionSeen: old.solutionSeen ?? new Date().toISOString(),
  }));
}

function updateExercise(
  name: string,
  file: string | undefined,
  change: (old: ExerciseProgress) => ExerciseProgress,
): string | undefined {
  return updateProgress((old) => {
    const exercise = change(old.exercises[name] ?? { attempts: 0 });
    return { ...old, exercises: { ...old.exercises, [name]: exercise } };
  }, file);
}

/** Notes the result of a quiz; the best one stays. */
export function recordQuiz(name: string, right: number, of: number, file?: string): string | undefined {
  return updateProgress((old) => {
    const before = old.quizzes[name];
    const best = Math.max(right, before?.best ?? 0);
    const quiz = { tries: (before?.tries ?? 0) + 1, best, of, last: new Date().toISOString() };
    return { ...old, quizzes: { ...old.quizzes, [name]: quiz } };
  }, file);
}
