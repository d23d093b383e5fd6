import { checkOptions } from '../checks/options.js';
import { shownAs } from '../jupyter/display.js';
import { isQuickRun } from '../jupyter/quick-run.js';
import { Table } from './table.js';

/** The MIME type under which a table of results leaves its numbers for `npm run lessons` and the tests. */
export const resultsMime = 'application/vnd.codebook.results+json';

/** One row of a table of results: what was measured, and the published number to stand beside it. */
export interface Result {
  /** The model, or the rung of the baseline ladder: "mean image", "PCA, 30 components". */
  readonly name: string;
  /** The number reached here; a list where several seeds were run: their mean is shown, with the least and the most. */
  readonly value: number | readonly number[];
  /** The number in the source, in the same unit. */
  readonly published?: number;
  /** Where the published number stands: "Hinton & Salakhutdinov 2006, Fig. 2". */
  readonly source?: string;
}

/** A table of results, ready to be the last expression of a cell. */
export interface ResultTable {
  /** What is measured: "squared error on the test set". */
  readonly metric: string;
  /** Its unit and reduction: "sum over pixels, mean over images". */
  readonly unit: string;
  readonly rows: readonly Result[];
  /** Digits after the point (default 2). */
  readonly digits?: number;
}

/**
 * Shows measured numbers, beside published ones where there are any.
 *
 * The bundle has HTML and text for readers and the bare numbers for the tests, so that no number is typed
 * into prose by hand. Throws where a value is not a finite number. Used by every lesson.
 */
export function results(options: ResultTable): ReturnType<typeof shownAs> {
  checkOptions('results', options, { metric: true, unit: true, rows: true, digits: true });
  const { metric, unit, rows, digits = 2 } = options;
  if (rows.length === 0) throw new Error('results: got no rows, expected at least one');
  for (const row of rows) checkValues(row);
  const columns = rows.some((row) => row.published !== undefined) ? 3 : 2;
  const cells = rows.map((row) => [row.name, text(valuesOf(row), digits), published(row)].slice(0, columns));
  const headings = ['model', 'here', 'published'].slice(0, columns);
  const quick = isQuickRun();
  const title = `${quick ? 'QUICK RUN · ' : ''}${metric} (${unit})`;
  const shown = new Table(title, headings, cells, [false, true, false]);
  const bundle = {
    'text/html': shown.toHtml(),
    'text/plain': shown.toString(),
    [resultsMime]: { metric, unit, rows: rows.map(bare), ...(quick && { quick }) },
  };
  return shownAs(bundle);
}

const valuesOf = ({ value }: Result): readonly number[] => (typeof value === 'number' ? [value] : value);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function checkValues(row: Result): void {
  const values = valuesOf(row);
  const wrong = values.find((value) => !Number.isFinite(value));
  if (values.length > 0 && wrong === undefined) return;
  throw new Error(
    `results: the value of "${row.name}" is ${values.length ? wrong : 'an empty list'}, expected a finite number; ` +
      'look at the cell that computed it',
  );
}

/** "0.102", or "0.102 (0.101 … 0.104)" for several seeds. */
function text(values: readonly number[], digits: number): string {
  const shown = mean(values).toFixed(digits);
  if (values.length === 1) return shown;
  return `${shown} (${Math.min(...values).toFixed(digits)} … ${Math.max(...values).toFixed(digits)})`;
}

/** The row with one number as its value; several seeds' numbers stay beside their mean. */
function bare(row: Result): Result & { readonly values?: readonly number[] } {
  const values = valuesOf(row);
  return { ...row, value: mean(values), ...(values.length > 1 && { values }) };
}

const published = ({ published, source }: Result): string =>
  published === undefined ? '' : `${published}${source ? ` (${source})` : ''}`;
