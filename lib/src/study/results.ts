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
  /** The number reached here. */
  readonly value: number;
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
  for (const { name, value } of rows) {
    if (!Number.isFinite(value)) {
      throw new Error(
        `results: the value of "${name}" is ${value}, expected a finite number; look at the cell that computed it`,
      );
    }
  }
  const columns = rows.some((row) => row.published !== undefined) ? 3 : 2;
  const cells = rows.map((row) => [row.name, row.value.toFixed(digits), published(row)].slice(0, columns));
  const headings = ['model', 'here', 'published'].slice(0, columns);
  const quick = isQuickRun();
  const title = `${quick ? 'QUICK RUN · ' : ''}${metric} (${unit})`;
  const shown = new Table(title, headings, cells, [false, true, false]);
  const bundle = {
    'text/html': shown.toHtml(),
    'text/plain': shown.toString(),
    [resultsMime]: { metric, unit, rows, ...(quick && { quick }) },
  };
  return shownAs(bundle);
}

const published = ({ published, source }: Result): string =>
  published === undefined ? '' : `${published}${source ? ` (${source})` : ''}`;
