import { ownCell, withCell } from './notebook.js';
import { all, butFor, perfectWith, type Student } from './student.js';

/** A right submission with a cell of the student's own before the second answer. */
const withOwn = (source: string): Student['notebook'] =>
  perfectWith((notebook) => withCell(notebook, 'components-for', ownCell(source, 'mine'), 0));

/** Longer than the journey's limit for a cell, in C: nothing stops it before it returns. */
const nativeCall = `import koffi from 'koffi';
koffi.load(null).func('unsigned int sleep(unsigned int seconds)')(30);`;

/** What happens to a kernel while a submission runs. */
export const running: readonly Student[] = [
  {
    name: 'endless-loop',
    notebook: butFor(() => ({
      covariance: 'function covariance(rows: number[][]): number[][] {\n  while (true) rows.length;\n}',
    })),
    grades: { ...all, 'covariance-test': 0 },
    always: true,
  },
  {
    name: 'ends-the-kernel',
    notebook: butFor(() => ({ 'components-for': 'process.kill(process.pid, "SIGKILL");' })),
    grades: { ...all, 'components-for-test': 0, 'reconstruct-test': 0 },
    told: /ran only to its cell 5 of 12: the kernel had ended/,
    always: true,
  },
  {
    name: 'leaves-the-process',
    notebook: withOwn('process.exit(0);'),
    grades: { ...all, 'components-for-test': 0, 'reconstruct-test': 0 },
  },
  {
    name: 'many-displays',
    notebook: withOwn(
      "import { display } from 'tslab';\nfor (let i = 0; i < 30_000; i++) display.html('<b>' + i + '</b>');",
    ),
    grades: all,
  },
  { name: 'long-native-call', notebook: withOwn(nativeCall), grades: all, always: true },
  {
    name: 'late-error',
    notebook: withOwn("setTimeout(() => { throw new Error('late'); }, 50);"),
    grades: all,
  },
  {
    name: 'unhandled-rejection',
    notebook: withOwn("void Promise.reject(new Error('nobody looks'));"),
    grades: all,
  },
  { name: 'never-settles', notebook: withOwn('await new Promise(() => {});'), grades: all },
  { name: 'silences-the-console', notebook: withOwn('console.log = () => {};'), grades: all },
  { name: 'errors-in-own-cell', notebook: withOwn("console.error('look at this');"), grades: all },
];
