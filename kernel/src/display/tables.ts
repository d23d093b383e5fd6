import { inspect } from 'node:util';
import type { MimeBundle } from '../cells/types.js';

type Row = Record<string, unknown>;

/** Rows beyond this many are counted, not shown. */
const mostRows = 60;
/** An array with more columns than this is no table for a page. */
const mostColumns = 30;

/**
 * Shows an array of at least two plain records with simple fields as an HTML table; undefined for anything
 * else.
 */
export function tableBundle(value: unknown): MimeBundle | undefined {
  if (!Array.isArray(value) || value.length < 2 || !value.every(isRecord)) return undefined;
  const columns = [...new Set(value.flatMap((row) => Object.keys(row)))];
  if (columns.length === 0 || columns.length > mostColumns) return undefined;
  return { 'text/html': table(columns, value) };
}

/** A plain object all of whose fields are text, numbers, dates and the like. */
function isRecord(value: unknown): value is Row {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  const plain = prototype === null || Object.getPrototypeOf(prototype) === null;
  return plain && !Array.isArray(value) && Object.values(value).every(isSimple);
}

function isSimple(value: unknown): boolean {
  return value === null || value instanceof Date || !['object', 'function', 'symbol'].includes(typeof value);
}

function table(columns: string[], rows: Row[]): string {
  const head = columns.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('');
  const body = rows.slice(0, mostRows).map((row, i) => {
    const cells = columns.map((name) => `<td>${escapeHtml(text(row[name]))}</td>`).join('');
    return `<tr><th scope="row">${i}</th>${cells}</tr>`;
  });
  const more = rows.length > mostRows ? `<p>${rows.length} rows, the first ${mostRows} shown</p>` : '';
  return `<table><thead><tr><th></th>${head}</tr></thead><tbody>${body.join('')}</tbody></table>${more}`;
}

function text(value: unknown): string {
  if (value === undefined) return '';
  if (value instanceof Date && !Number.isNaN(value.getTime())) return value.toISOString();
  return typeof value === 'string' ? value : inspect(value);
}

/** Text as HTML shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c] ?? '&quot;');
}
