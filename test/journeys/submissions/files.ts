import { answered, type Cell, type Notebook, textOf } from './notebook.js';
import { all, butFor, perfectWith, type Student } from './student.js';

const right = perfectWith((notebook) => notebook);
const json = (notebook: unknown) => JSON.stringify(notebook, null, 1);

/** Files as they come out of other editors, mail programs and repositories. */
export const files: readonly Student[] = [
  {
    name: 'byte-order-mark',
    notebook: right,
    file: (notebook) => `\uFEFF${json(notebook)}`,
    grades: all,
    always: true,
  },
  {
    name: 'utf-16',
    notebook: right,
    file: (notebook) => Buffer.from(`\uFEFF${json(notebook)}`, 'utf16le'),
    grades: all,
  },
  {
    name: 'format-5',
    notebook: right,
    file: (notebook) => json({ ...notebook, nbformat: 5, nbformat_minor: 0 }),
    grades: all,
  },
  {
    name: 'format-4-99',
    notebook: right,
    file: (notebook) => json({ ...notebook, nbformat_minor: 99 }),
    grades: all,
  },
  { name: 'format-3', notebook: right, file: (notebook) => json(asFormat3(notebook)), grades: all },
  {
    name: 'bare-cells',
    notebook: right,
    file: (notebook) =>
      json({ cells: notebook.cells.map(({ cell_type, source }) => ({ cell_type, source })) }),
    grades: all,
    told: /the answer 'circle' was missing/,
  },
  {
    name: 'broken-outputs',
    notebook: right,
    file: (notebook) =>
      json({ ...notebook, cells: notebook.cells.map((cell) => ({ ...cell, outputs: [{ odd: 1 }, null] })) }),
    grades: all,
  },
  {
    name: 'half-a-smiley',
    notebook: butFor((solutions) => ({
      covariance: `// ${'🙂'.slice(0, 1)}\n${solutions['covariance']}\nconsole.log('🙂'.slice(0, 1));`,
      circle: `PCA needs two ${'🙂'.slice(1)}`,
    })),
    grades: all,
  },
  {
    name: 'second-download',
    notebook: right,
    fileName: 'lesson-02 (1).ipynb',
    grades: all,
    told: /handed in as 'lesson-02 \(1\)\.ipynb'/,
    always: true,
  },
  {
    name: 'folder-in-folder',
    notebook: right,
    fileName: 'lesson-02/lesson-02.ipynb',
    grades: all,
    told: /handed in as/,
  },
  {
    name: 'picture-in-words',
    notebook: perfectWith((notebook) => {
      const changed = answered(notebook, { circle: '![circle](attachment:circle.png)' });
      const picture = { 'circle.png': { 'image/png': 'iVBORw0KGgo=' } };
      const pictured = (cell: Cell) => (cell.id === 'circle' ? { ...cell, attachments: picture } : cell);
      return { ...changed, cells: changed.cells.map(pictured) };
    }),
    grades: all,
  },
  {
    name: 'empty-file',
    notebook: right,
    file: () => '',
    grades: 'unreadable',
    told: /empty-file: the file is empty/,
    always: true,
  },
  {
    name: 'merge-conflict',
    notebook: right,
    file: (notebook) => `<<<<<<< HEAD\n${json(notebook)}\n>>>>>>> theirs\n`,
    grades: 'unreadable',
    told: /merge-conflict: the file is no notebook: it is not JSON/,
  },
];

/** The notebook as IPython 2 wrote it. */
function asFormat3({ cells, metadata }: Notebook): object {
  const old = cells.map((cell) =>
    cell.cell_type === 'code'
      ? {
          cell_type: 'code',
          language: 'typescript',
          collapsed: false,
          input: textOf(cell),
          metadata: cell.metadata,
          outputs: [],
        }
      : { cell_type: 'markdown', source: textOf(cell), metadata: cell.metadata },
  );
  return { metadata, nbformat: 3, nbformat_minor: 0, worksheets: [{ cells: old, metadata: {} }] };
}
