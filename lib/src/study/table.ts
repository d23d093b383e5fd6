import { checkOptions } from '../checks/options.js';
import { displaySymbol } from '../jupyter/display.js';
import { escapeHtml } from '../jupyter/html.js';

/** What a table's cell may hold; `undefined` is shown as a dash. */
export type Cell = string | number | undefined;

/** Options of {@link table}. */
export interface TableOptions<Row extends Readonly<Record<string, Cell>>> {
  /** Keys of the columns in order, with their headings; all keys of the first row by default. */
  readonly columns?: Readonly<Partial<Record<keyof Row & string, string>>>;
  /** What the table shows, with units. */
  readonly caption: string;
  /** Significant digits of numbers that are not whole; 4 by default. */
  readonly digits?: number;
}

/** A table that shows itself; see {@link table}. */
export class Table {
  constructor(
    readonly caption: string,
    readonly headings: readonly string[],
    /** Texts of the cells, row by row. */
    readonly cells: readonly (readonly string[])[],
    /** Which columns hold numbers, and are set flush right. */
    readonly numeric: readonly boolean[],
  ) {}

  /** The table in columns of text. */
  toString(): string {
    const rows = [this.headings, ...this.cells];
    const widths = this.headings.map((_, c) => Math.max(...rows.map((row) => row[c]?.length ?? 0)));
    const line = (row: readonly string[]) =>
      row
        .map((text, c) => (this.numeric[c] ? text.padStart(widths[c] ?? 0) : text.padEnd(widths[c] ?? 0)))
        .join('  ');
    const rule = widths.map((width) => '─'.repeat(width)).join('  ');
    return [this.caption, line(this.headings), rule, ...this.cells.map(line)]
      .map((text) => text.trimEnd())
      .join('\n');
  }

  /** Jupyter's display hook (Deno's convention). */
  [displaySymbol](): Readonly<Record<string, string>> {
    return { 'text/html': this.toHtml(), 'text/plain': this.toString() };
  }

  /** The table as HTML, with headings for rows and columns. */
  toHtml(): string {
    const align = (c: number) => ` style="text-align:${this.numeric[c] ? 'right' : 'left'}"`;
    const head = this.headings
      .map((text, c) => `<th scope="col"${align(c)}>${escapeHtml(text)}</th>`)
      .join('');
    const rows = this.cells.map((row) => {
      const cells = row.map((text, c) =>
        c === 0
          ? `<th scope="row"${align(c)}>${escapeHtml(text)}</th>`
          : `<td${align(c)}>${escapeHtml(text)}</td>`,
      );
      return `<tr>${cells.join('')}</tr>`;
    });
    return (
      `<table><caption style="text-align:left">${escapeHtml(this.caption)}</caption>` +
      `<thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`
    );
  }
}

/**
 * A table of rows such as `{ model: 'PCA', error: 13.87, published: 13.87 }`, for a lesson's comparisons.
 *
 * @throws when there is no row or no caption, when a row has a column that is not shown or lacks one, on NaN.
 */
export function table<Row extends Readonly<Record<string, Cell>>>(
  rows: readonly Row[],
  options: TableOptions<Row>,
): Table {
  checkOptions('table', options, { columns: true, caption: true, digits: true });
  const first = rows[0];
  if (first === undefined) throw new RangeError('table: rows is empty; there is nothing to show.');
  if (!options.caption)
    throw new TypeError('table: caption is missing. Say what the table shows, with units.');
  const headings: Readonly<Record<string, string | undefined>> =
    options.columns ?? Object.fromEntries(Object.keys(first).map((key) => [key, key]));
  const keys = Object.keys(headings);
  rows.forEach((row, r) => {
    const stray = Object.keys(row).find((key) => !keys.includes(key));
    if (stray)
      throw new TypeError(`table: row ${r} has "${stray}", which is no column. Columns: ${keys.join(', ')}.`);
  });
  const cells = rows.map((row, r) =>
    keys.map((key) => cellText(row[key], `row ${r}, ${key}`, options.digits ?? 4)),
  );
  const numeric = keys.map((key) => rows.every((row) => typeof (row[key] ?? 0) === 'number'));
  return new Table(
    options.caption,
    keys.map((key) => headings[key] ?? key),
    cells,
    numeric,
  );
}

function cellText(value: Cell, where: string, digits: number): string {
  if (value === undefined) return '–';
  if (typeof value === 'string') return value;
  if (!Number.isFinite(value)) throw new RangeError(`table: ${where} is ${value}, expected a finite number.`);
  return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(digits)));
}
