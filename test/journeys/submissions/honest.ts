import { answered, ownCell, withCell } from './notebook.js';
import { all, butFor, none, perfectWith, type Student } from './student.js';

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

/** The heart of the covariance, as a helper in a cell of its own. */
const centredHelper = `function centred(rows: number[][]): number[][] {
  const means = (rows[0] ?? []).map((_, i) => rows.reduce((sum, row) => sum + (row[i] ?? 0), 0) / rows.length);
  return rows.map((row) => row.map((value, i) => value - (means[i] ?? 0)));
}`;

const covarianceWithHelper = `function covariance(rows: number[][]): number[][] {
  const moved = centred(rows);
  return (rows[0] ?? []).map((_, i) =>
    (rows[0] ?? []).map((_, j) => moved.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0) / (rows.length - 1)));
}`;

/** Work as students do it: right, half right, wrong, unfinished. */
export const honest: readonly Student[] = [
  {
    name: 'perfect',
    notebook: (released, solutions) => answered(released, solutions),
    grades: all,
    always: true,
  },
  {
    name: 'partly-right',
    notebook: butFor(() => ({
      'components-for': strictComponentsFor,
      reconstruct: 'function reconstruct(x: number[]): number[] {\n  return x;\n}',
    })),
    grades: { ...all, 'components-for-test': 1.5, 'reconstruct-test': 0 },
    always: true,
  },
  { name: 'untouched', notebook: (released) => structuredClone(released), grades: none, always: true },
  {
    name: 'only-the-first',
    notebook: (released, { covariance = '' }) => answered(released, { covariance }),
    grades: { ...none, 'covariance-test': 2 },
  },
  {
    name: 'only-words',
    notebook: (released, { circle = '' }) => answered(released, { circle }),
    grades: { ...none, circle: null },
  },
  {
    name: 'throws',
    notebook: butFor((right) => ({
      'components-for': `${right['components-for']}\nthrow new Error('oops');`,
    })),
    grades: all,
    always: true,
  },
  {
    name: 'throws-null',
    notebook: butFor((right) => ({ covariance: `${right['covariance']}\nthrow null;` })),
    grades: all,
  },
  {
    name: 'helper-before',
    notebook: perfectWith((notebook) => {
      const changed = answered(notebook, { covariance: covarianceWithHelper });
      return withCell(changed, 'covariance', ownCell(centredHelper, 'helper'), 0);
    }),
    grades: all,
  },
  {
    name: 'helper-too-late',
    notebook: perfectWith((notebook) => {
      const changed = answered(notebook, { covariance: covarianceWithHelper });
      return withCell(changed, 'circle', ownCell(centredHelper, 'helper'), 1);
    }),
    grades: { ...all, 'covariance-test': 0 },
  },
  {
    name: 'arrow-function',
    notebook: butFor((right) => ({
      covariance: `${right['covariance']?.replace('function covariance', 'function inner')}\nconst covariance = (rows: number[][]) => inner(rows);`,
    })),
    grades: all,
  },
  {
    name: 'any-types',
    notebook: butFor((right) => ({
      covariance: `${right['covariance']?.replace('(rows: number[][]): number[][]', '(rows: any): any').replaceAll(/\((\w+), (\w+)\) =>/g, '($1: any, $2: any) =>')}`,
    })),
    grades: all,
  },
  {
    name: 'type-error',
    notebook: butFor((right) => ({ reconstruct: `${right['reconstruct']}\nconst count: number = 'one';` })),
    grades: { ...all, 'reconstruct-test': 0 },
  },
  {
    name: 'syntax-error',
    notebook: butFor(() => ({
      'components-for': 'function componentsFor(variances: number[], share: number): number {',
    })),
    grades: { ...all, 'components-for-test': 0 },
  },
  {
    name: 'emptied-a-cell',
    notebook: butFor(() => ({ covariance: '' })),
    grades: { ...all, 'covariance-test': 0 },
  },
  {
    name: 'divides-by-n',
    notebook: butFor((right) => ({
      covariance: right['covariance']?.replace('rows.length - 1', 'rows.length') ?? '',
    })),
    grades: { ...all, 'covariance-test': 0 },
  },
  {
    name: 'returns-nan',
    notebook: butFor(() => ({
      covariance:
        'function covariance(rows: number[][]): number[][] {\n  return rows.map((row) => row.map(() => NaN));\n}',
      'components-for': 'function componentsFor(): number {\n  return NaN;\n}',
    })),
    grades: { ...all, 'covariance-test': 0, 'components-for-test': 0 },
  },
  {
    name: 'prints-much',
    notebook: butFor((right) => ({
      covariance: `${right['covariance']}\nfor (let line = 0; line < 3000; line++) console.log('row', line);`,
    })),
    grades: all,
  },
  {
    name: 'prints-to-stderr',
    notebook: butFor((right) => ({
      covariance: `${right['covariance']}\nconsole.error('a note to myself');`,
      reconstruct: (right['reconstruct'] ?? '').replace('{\n', "{\n  console.error('called');\n"),
    })),
    grades: { ...all, 'reconstruct-test': 0 },
    always: true,
  },
  {
    name: 'other-alphabets',
    notebook: butFor((right) => ({
      covariance: `// Größe, 大きさ, حجم, 🙂\n${right['covariance']?.replaceAll('means', 'mittel_größe')}`,
    })),
    grades: all,
  },
  {
    name: 'windows-lines',
    notebook: perfectWith((notebook, right) =>
      answered(notebook, { covariance: (right['covariance'] ?? '').replaceAll('\n', '\r\n') }),
    ),
    grades: all,
  },
];
