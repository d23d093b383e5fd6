import { answered, cellOf, copyOf, ownCell, testsOf, textOf, withCell } from './notebook.js';
import { all, none, perfectWith, type Student } from './student.js';

const wrongCovariance = 'function covariance(rows: number[][]): number[][] {\n  return rows;\n}';
const twice = /'covariance' is there 2 times/;

/** JupyterLab keeps nbgrader's metadata on copied, pasted and split cells. */
export const copies: readonly Student[] = [
  {
    name: 'copied-an-answer',
    notebook: perfectWith((notebook) =>
      withCell(notebook, 'covariance', copyOf(cellOf(notebook, 'covariance')), 1),
    ),
    grades: all,
    told: twice,
    always: true,
  },
  {
    name: 'pasted-on-top',
    notebook: perfectWith((notebook) => ({
      ...notebook,
      cells: [copyOf(cellOf(notebook, 'reconstruct'), wrongCovariance), ...notebook.cells],
    })),
    grades: all,
    told: /'reconstruct' is there 2 times/,
  },
  {
    name: 'split-an-answer',
    notebook: perfectWith((notebook) => {
      const cell = cellOf(notebook, 'covariance');
      const right = textOf(cell);
      cell.source = 'const scratch = 3;';
      return withCell(notebook, 'covariance', copyOf(cell, right), 1);
    }),
    grades: all,
    told: twice,
    always: true,
  },
  {
    name: 'split-inside-a-function',
    notebook: perfectWith((notebook) => {
      const cell = cellOf(notebook, 'covariance');
      const lines = textOf(cell).split('\n');
      cell.source = lines.slice(0, 4).join('\n');
      return withCell(notebook, 'covariance', copyOf(cell, lines.slice(4).join('\n')), 1);
    }),
    grades: { ...all, 'covariance-test': 0 },
    told: twice,
  },
  {
    name: 'copied-a-test',
    notebook: perfectWith((notebook) =>
      withCell(notebook, 'covariance-test', copyOf(cellOf(notebook, 'covariance-test')), 1),
    ),
    grades: all,
    told: /'covariance-test' is there 2 times/,
    always: true,
  },
  {
    name: 'spoilt-by-its-copy',
    notebook: perfectWith((notebook) =>
      withCell(notebook, 'covariance', copyOf(cellOf(notebook, 'covariance'), wrongCovariance), 1),
    ),
    grades: { ...all, 'covariance-test': 0 },
    told: twice,
  },
  {
    name: 'right-in-the-copy',
    notebook: perfectWith((notebook, { covariance = '' }) => {
      const cell = cellOf(notebook, 'covariance');
      cell.source = wrongCovariance;
      return withCell(notebook, 'covariance', copyOf(cell, covariance), 1);
    }),
    grades: all,
    told: twice,
  },
  {
    name: 'stub-then-answer',
    notebook: (released, solutions) => {
      const notebook = answered(released, {
        ...solutions,
        covariance: textOf(cellOf(released, 'covariance')),
      });
      return withCell(
        notebook,
        'covariance',
        copyOf(cellOf(notebook, 'covariance'), solutions['covariance']),
        1,
      );
    },
    grades: all,
    told: twice,
  },
  {
    name: 'words-in-the-copy',
    notebook: (released, { circle = '', ...solutions }) => {
      const notebook = answered(released, solutions);
      return withCell(notebook, 'circle', copyOf(cellOf(notebook, 'circle'), circle), 1);
    },
    grades: all,
    told: /'circle' is there 2 times/,
    always: true,
  },
  {
    name: 'everything-twice',
    notebook: perfectWith((notebook) => ({
      ...notebook,
      cells: [...notebook.cells, ...notebook.cells.map((cell) => copyOf(cell))],
    })),
    grades: all,
    told: twice,
  },
  {
    name: 'easy-copies-of-tests',
    notebook: (released) => {
      const notebook = structuredClone(released);
      for (const test of testsOf(notebook))
        withCell(notebook, test.metadata.nbgrader?.grade_id ?? '', copyOf(test, "'all is well'"), 0);
      return notebook;
    },
    grades: none,
    told: /'covariance-test' is there 2 times/,
  },
  {
    name: 'same-ids',
    notebook: perfectWith((notebook) => ({
      ...notebook,
      cells: [...notebook.cells, ownCell('1 + 1', 'covariance'), ownCell('2 + 2', 'covariance')],
    })),
    grades: all,
  },
];
