import { type Cell, isCode, type Notebook, textOf } from '../../scripts/lessons/notebook.mjs';

/** Figures that show data, where an architecture or a grid of numbers shows an idea. */
const dataFigure =
  /\b(?:imageGrid|reconstructions|interpolations|filters|scatter|scatter3d|lines|histogram|bars|heatMap|trainingCurves)\(/;
const sentenceEnd = /(?<=[.!?][”")*]?)\s+(?=[\p{Lu}“"(*$`]|$)/u;
const widest = 78;
const firstFigure = 15;

/**
 * What two strict readings of the lessons asked for, as far as it can be counted; one line for each breach.
 *
 * @param book the notebook
 */
export function craftBreaches({ cells }: Notebook): string[] {
  return [
    ...cells.flatMap(codeBreaches),
    ...takeawayBreaches(cells),
    ...referenceBreaches(cells),
    ...earlyBreaches(cells),
  ];
}

function codeBreaches(cell: Cell, index: number): string[] {
  if (!isCode(cell)) return [];
  const text = textOf(cell).trimEnd();
  const columns = Math.max(...text.split('\n').map(({ length }) => length));
  const measuresFirst = /\bfirstOf\(test\b/.test(text) && !dataFigure.test(text);
  return [
    columns > widest && `has ${columns} columns, the book's column has ${widest}`,
    /(?:^|\n)await fit\([^;]*;?$/.test(text) &&
      'ends with a bare fit, which prints its history: use it or show it',
    /\bdispose\(/.test(text) && 'disposes of what a reader may run again',
    measuresFirst && 'measures on the first test examples: take all, or a seeded sample (stratified)',
  ].flatMap((breach) => (breach ? [`cell ${index + 1} ${breach}`] : []));
}

/** The takeaway of a figure's slide is the first sentence of its "What to notice". */
function takeawayBreaches(cells: readonly Cell[]): string[] {
  return cells.flatMap((cell, i) => {
    const slide = Object(cell.metadata['slideshow']).slide_type;
    if (!isCode(cell) || slide === 'skip' || slide === 'notes' || !dataFigure.test(textOf(cell))) return [];
    const notice = cells
      .slice(i + 1, i + 3)
      .map(textOf)
      .find((text) => text.includes('**What to notice.**'));
    const said = notice?.split('**What to notice.**')[1]?.trim() ?? '';
    const [first = ''] = said.replaceAll(/\s+/g, ' ').split(sentenceEnd);
    const words = first.split(' ').length;
    if (words >= 4 && first.length <= 220) return [];
    return [
      `cell ${i + 1} is a figure slide whose takeaway is "${first}": one sentence of 4 words to 220 characters`,
    ];
  });
}

/** Each entry of the references is cited where it is used: one of its authors is named. */
function referenceBreaches(cells: readonly Cell[]): string[] {
  const at = cells.findIndex((cell) => /^#+ References/m.test(textOf(cell)));
  if (at < 0) return [];
  const before = cells.slice(0, at).map(textOf).join('\n');
  const entries = textOf(cells[at] as Cell) // at is an index of the list
    .split(/\n(?=(?:-|\d+\.) )/)
    .filter((entry) => /^(?:-|\d+\.) /.test(entry));
  return entries.flatMap((entry) => {
    const authors = entry.split(/[*(]/)[0] ?? '';
    const names = authors.match(/\p{Lu}[\p{L}'’-]+/gu) ?? [];
    return names.some((name) => before.includes(name)) ? [] : [`no cell cites ${names.join(', ')}`];
  });
}

function earlyBreaches(cells: readonly Cell[]): string[] {
  const first = cells.findIndex((cell) => isCode(cell) && dataFigure.test(textOf(cell))) + 1;
  return first > firstFigure
    ? [`the first picture of data is cell ${first}, expected ${firstFigure} at most`]
    : [];
}
