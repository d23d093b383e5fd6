import { answered, cellOf, type Notebook } from './notebook.js';

type Answers = Readonly<Record<string, string>>;

/** A submission that a script makes, and the grade of each of its cells. */
export interface Student {
  readonly name: string;
  readonly notebook: (released: Notebook, solutions: Answers) => Notebook;
  /** Points by cell; null: to be marked by hand. */
  readonly grades: Readonly<Record<string, number | null>>;
}

const all = { 'covariance-test': 2, 'components-for-test': 3, 'reconstruct-test': 2, circle: null };

/** Counts strictly more than the share: wrong where the share is met exactly, right in three of six cases. */
const strictComponentsFor = `function componentsFor(variances: number[], share: number): number {
  const total = variances.reduce((sum, variance) => sum + variance, 0);
  let explained = 0;
  for (let k = 0; k < variances.length; k++) {
    explained += (variances[k] ?? 0) / total;
    if (explained > share) return k + 1;
  }
  return variances.length;
}`;

const wrongReconstruct = 'function reconstruct(x: number[]): number[] {\n  return x;\n}';

/** The students of the grading journey, all with the assignment lesson-02. */
export const students: readonly Student[] = [
  {
    name: 'perfect',
    notebook: (released, solutions) => answered(released, solutions),
    grades: all,
  },
  {
    name: 'partly-right',
    notebook: (released, { covariance = '', circle = '' }) =>
      answered(released, {
        covariance,
        circle,
        'components-for': strictComponentsFor,
        reconstruct: wrongReconstruct,
      }),
    grades: { ...all, 'components-for-test': 1.5, 'reconstruct-test': 0 },
  },
  {
    name: 'untouched',
    notebook: (released) => structuredClone(released),
    grades: { 'covariance-test': 0, 'components-for-test': 0, 'reconstruct-test': 0, circle: 0 },
  },
  {
    name: 'throws',
    notebook: (released, solutions) =>
      answered(released, {
        ...solutions,
        'components-for': `${solutions['components-for']}\nthrow new Error('oops');`,
      }),
    grades: all,
  },
  {
    name: 'endless-loop',
    notebook: (released, solutions) =>
      answered(released, {
        ...solutions,
        covariance: 'function covariance(rows: number[][]): number[][] {\n  while (true) rows.length;\n}',
      }),
    grades: { ...all, 'covariance-test': 0 },
  },
  {
    name: 'rewrites-tests',
    notebook: rewritten,
    grades: { ...all, 'covariance-test': 0, 'components-for-test': 0, 'reconstruct-test': 0 },
  },
  {
    name: 'prints-to-stderr',
    notebook: (released, solutions) =>
      answered(released, {
        ...solutions,
        covariance: `${solutions['covariance']}\nconsole.error('a note to myself');`,
        reconstruct: (solutions['reconstruct'] ?? '').replace('{\n', "{\n  console.error('called');\n"),
      }),
    grades: { ...all, 'reconstruct-test': 0 },
  },
  {
    name: 'ends-the-kernel',
    notebook: (released, solutions) =>
      answered(released, { ...solutions, 'components-for': 'process.kill(process.pid, "SIGKILL");' }),
    grades: { ...all, 'components-for-test': 0, 'reconstruct-test': 0 },
  },
];

/** Nothing answered, but the tests made easy: one rewritten, one worth more, one deleted; two helpers replaced. */
function rewritten(released: Notebook, { circle = '' }: Answers): Notebook {
  const notebook = answered(released, { circle });
  cellOf(notebook, 'covariance-test').source = "'all is well'";
  const dear = cellOf(notebook, 'components-for-test');
  dear.source = '100';
  if (dear.metadata.nbgrader) dear.metadata.nbgrader.points = 100;
  notebook.cells = notebook.cells.filter((cell) => cell.metadata.nbgrader?.grade_id !== 'reconstruct-test');
  return notebook;
}
