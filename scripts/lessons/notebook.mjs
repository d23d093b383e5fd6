// @ts-check
// Reads notebooks, as nbformat 4 stores them.
import { readFileSync } from 'node:fs';

/**
 * @typedef {import('@jupyterlab/nbformat').INotebookContent} Notebook
 * @typedef {import('@jupyterlab/nbformat').ICell} Cell
 * @typedef {import('@jupyterlab/nbformat').ICodeCell} CodeCell
 * @typedef {import('@jupyterlab/nbformat').IOutput} Output
 */

/** Reads a notebook from disk. @param {string} file @returns {Notebook} */
export const readNotebook = (file) => JSON.parse(readFileSync(file, 'utf8'));

/** A cell's text in one piece. @param {Cell} cell */
export const textOf = ({ source }) => [source].flat().join('');

/** Whether a cell holds code. @param {Cell} cell @returns {cell is CodeCell} */
export const isCode = (cell) => cell.cell_type === 'code';

/** The text of each code cell, in order. @param {Notebook} notebook */
export const codeOf = ({ cells }) => cells.filter(isCode).map(textOf);

/** All outputs, in order. @param {Notebook} notebook @returns {Output[]} */
export const outputsOf = ({ cells }) => cells.filter(isCode).flatMap(({ outputs }) => outputs);

/**
 * What an output shows, by MIME type; nothing where it is text on a stream or an error.
 * @param {Output} output
 * @returns {import('@jupyterlab/nbformat').IMimeBundle}
 */
export function dataOf(output) {
  // Outputs that show something have a field of this name and type; the others have none.
  return /** @type {{ data?: import('@jupyterlab/nbformat').IMimeBundle }} */ (output).data ?? {};
}
