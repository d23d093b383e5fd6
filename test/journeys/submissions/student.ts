import { type Answers, answered, type Notebook } from './notebook.js';

/** Points by cell; null: to be marked by hand. */
export type Grades = Readonly<Record<string, number | null>>;

/** A submission of the assignment lesson-02 that a script makes, and what it deserves. */
export interface Student {
  readonly name: string;
  readonly notebook: (released: Notebook, solutions: Answers) => Notebook;
  /** The file's content (JSON by default). */
  readonly file?: (notebook: Notebook) => string | Buffer;
  /** The file's name in the submission's folder (lesson-02.ipynb by default). */
  readonly fileName?: string;
  /** The points deserved; 'unreadable' where the file holds nothing that can be graded. */
  readonly grades: Grades | 'unreadable';
  /** What the instructor must be told of it. */
  readonly told?: RegExp;
  /** Whether it is part of every test run; CODEBOOK_SUBMISSIONS=all takes the others too. */
  readonly always?: boolean;
}

/** All points of the program, the written answer open. */
export const all: Grades = {
  'covariance-test': 2,
  'components-for-test': 3,
  'reconstruct-test': 2,
  circle: null,
};

/** No points, and nothing to mark. */
export const none: Grades = {
  'covariance-test': 0,
  'components-for-test': 0,
  'reconstruct-test': 0,
  circle: 0,
};

/** A submission with all answers right but those given here. */
export const butFor =
  (answers: (solutions: Answers) => Answers): Student['notebook'] =>
  (released, solutions) =>
    answered(released, { ...solutions, ...answers(solutions) });

/** A submission that is right, changed by a function. */
export const perfectWith =
  (change: (notebook: Notebook, solutions: Answers) => Notebook): Student['notebook'] =>
  (released, solutions) =>
    change(answered(released, solutions), solutions);
