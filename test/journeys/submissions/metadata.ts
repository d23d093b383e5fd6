import { answered, type Cell, cellOf, type Notebook, ownCell, testsOf, withCell } from './notebook.js';
import { all, none, perfectWith, type Student } from './student.js';

type Answers = Readonly<Record<string, string>>;

/** A submission with nothing answered whose tests are changed. */
const unansweredWith =
  (change: (test: Cell) => void): Student['notebook'] =>
  (released) => {
    const notebook = structuredClone(released);
    testsOf(notebook).forEach(change);
    return notebook;
  };

/** A right submission whose cells are changed, and may be lost. */
const eachCell = (change: (cell: Cell) => Cell | undefined): Student['notebook'] =>
  perfectWith((notebook) => ({ ...notebook, cells: notebook.cells.flatMap((cell) => change(cell) ?? []) }));

const withoutName = ({ metadata, ...cell }: Cell): Cell => ({ ...cell, metadata: {} });

/** Cells moved, lost, renamed and marked otherwise than they were released. */
export const changed: readonly Student[] = [
  {
    name: 'tests-tagged-skip',
    notebook: unansweredWith((test) => void Object.assign(test.metadata, { tags: ['skip-execution'] })),
    grades: none,
    told: /'covariance-test' had other metadata \(tags\)/,
    always: true,
  },
  {
    name: 'tests-tagged-raises',
    notebook: unansweredWith((test) => void Object.assign(test.metadata, { tags: ['raises-exception'] })),
    grades: none,
    told: /tags/,
  },
  {
    name: 'rewrites-tests',
    notebook: rewritten,
    grades: { ...none, circle: null },
    told: /'reconstruct-test' was missing/,
    always: true,
  },
  {
    name: 'tests-as-answers',
    notebook: unansweredWith(
      (test) => void Object.assign(test.metadata.nbgrader ?? {}, { solution: true, locked: false }),
    ),
    grades: none,
    told: /solution/,
  },
  {
    name: 'tests-as-markdown',
    notebook: unansweredWith((test) => void Object.assign(test, { cell_type: 'markdown' })),
    grades: none,
    told: /was made a markdown cell/,
  },
  {
    name: 'tests-as-raw',
    notebook: eachCell((cell) => (cell.metadata.nbgrader?.locked ? { ...cell, cell_type: 'raw' } : cell)),
    grades: all,
    told: /was made a raw cell/,
  },
  {
    name: 'answers-as-markdown',
    notebook: eachCell((cell) => (cell.id === 'covariance' ? { ...cell, cell_type: 'markdown' } : cell)),
    grades: all,
    told: /'covariance' was made a markdown cell/,
  },
  {
    name: 'tests-on-top',
    notebook: perfectWith((notebook) => ({
      ...notebook,
      cells: [...testsOf(notebook), ...notebook.cells.filter((cell) => !testsOf(notebook).includes(cell))],
    })),
    grades: all,
    told: /another order/,
    always: true,
  },
  {
    name: 'upside-down',
    notebook: perfectWith((notebook) => ({ ...notebook, cells: notebook.cells.toReversed() })),
    grades: all,
    told: /another order/,
  },
  {
    name: 'without-tests',
    notebook: eachCell((cell) => (cell.metadata.nbgrader?.locked ? undefined : cell)),
    grades: all,
    told: /'covariance-test' was missing and is put back/,
  },
  {
    name: 'renamed-tests',
    notebook: eachCell((cell) => {
      if (cell.metadata.nbgrader?.locked) cell.metadata.nbgrader.grade_id += '-mine';
      return cell;
    }),
    grades: all,
  },
  {
    name: 'answer-in-a-new-cell',
    notebook: perfectWith((notebook, { covariance = '' }) => {
      const cells = withCell(notebook, 'covariance', ownCell(covariance, 'mine'), 0).cells;
      return { ...notebook, cells: cells.filter((cell) => cell.id !== 'covariance') };
    }),
    grades: all,
    told: /the cell 'covariance' is missing/,
    always: true,
  },
  {
    name: 'names-lost',
    notebook: eachCell(withoutName),
    grades: all,
    told: /'covariance' had other metadata \(nbgrader\)/,
    always: true,
  },
  {
    name: 'names-and-ids-lost',
    notebook: eachCell((cell) => ({ ...withoutName(cell), id: `x${cell.id}` })),
    grades: all,
    told: /the answer 'circle' was missing/,
  },
  {
    name: 'words-deleted',
    notebook: eachCell((cell) => (cell.id === 'circle' ? undefined : cell)),
    grades: all,
    told: /the answer 'circle' was missing/,
  },
  {
    name: 'odd-names',
    notebook: eachCell((cell) => {
      if (cell.id === 'covariance') Object.assign(cell.metadata, { nbgrader: { grade_id: 7, grade: 'yes' } });
      return cell;
    }),
    grades: all,
  },
  {
    name: 'python-kernel',
    notebook: perfectWith((notebook) => ({
      ...notebook,
      metadata: { kernelspec: { name: 'python3', language: 'python' } },
    })),
    grades: all,
    told: /saved with the kernel 'python3'/,
  },
  {
    name: 'future-schema',
    notebook: eachCell((cell) => {
      if (cell.metadata.nbgrader) cell.metadata.nbgrader.schema_version = 4;
      return cell;
    }),
    grades: all,
    always: true,
  },
  {
    name: 'first-schema',
    notebook: eachCell((cell) => {
      if (cell.metadata.nbgrader) delete cell.metadata.nbgrader.schema_version;
      return cell;
    }),
    grades: all,
  },
];

/** Nothing answered but the words; one test rewritten, one worth more, one deleted. */
function rewritten(released: Notebook, { circle = '' }: Answers): Notebook {
  const notebook = answered(released, { circle });
  cellOf(notebook, 'covariance-test').source = "'all is well'";
  const dear = cellOf(notebook, 'components-for-test');
  dear.source = '100';
  if (dear.metadata.nbgrader) dear.metadata.nbgrader.points = 100;
  notebook.cells = notebook.cells.filter((cell) => cell.metadata.nbgrader?.grade_id !== 'reconstruct-test');
  return notebook;
}
