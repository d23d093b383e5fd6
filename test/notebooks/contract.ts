import { readFileSync } from 'node:fs';

/** A cell as nbformat 4 stores it. */
export interface Cell {
  readonly cell_type: 'markdown' | 'code' | 'raw';
  readonly source: string | readonly string[];
  readonly metadata: {
    readonly slideshow?: { readonly slide_type?: string };
    readonly tags?: readonly string[];
  };
  readonly outputs?: readonly unknown[];
  readonly execution_count?: number | null;
}

/** A notebook as nbformat 4 stores it. */
export interface Notebook {
  readonly cells: readonly Cell[];
  readonly metadata: { readonly kernelspec?: { readonly name?: string; readonly language?: string } };
}

const slideTypes = ['slide', 'subslide', 'fragment', 'skip', 'notes', '-'];
const figureCall =
  /^\s*(?:await )?(?:imageGrid|lines|scatter|bars|[a-z]\w*(?:Grid|Figure|Plot|Map|Strip|Matrix|Curves?))\(/m;

/** Reads a notebook from disk. */
export function readNotebook(file: string): Notebook {
  // What this test is about: everything that is used is checked below.
  return JSON.parse(readFileSync(file, 'utf8')) as Notebook;
}

/** A cell's text in one piece. */
export function textOf(cell: Cell): string {
  return [cell.source].flat().join('');
}

/**
 * What breaks the contract of a lesson, one line each; empty where all is well.
 *
 * @param book the notebook
 * @param number the lesson's two digits, as in its file's name
 */
export function contractBreaches(book: Notebook, number: string): string[] {
  return [
    ...formBreaches(book),
    ...frontBreaches(book, number),
    ...cellBreaches(book.cells),
    ...figureBreaches(book.cells),
    ...practiceBreaches(book.cells),
    ...closeBreaches(book.cells),
  ];
}

function formBreaches({ cells, metadata }: Notebook): string[] {
  const { name, language } = metadata.kernelspec ?? {};
  const slides = cells.filter((cell) => ['slide', 'subslide'].includes(slideTypeOf(cell)));
  return broken({
    [`the kernel is ${name} (${language}), expected codebook (typescript)`]:
      name !== 'codebook' || language !== 'typescript',
    [`the deck has ${slides.length} slides, expected 12 to 25`]: slides.length < 12 || slides.length > 25,
  });
}

function frontBreaches({ cells }: Notebook, number: string): string[] {
  const front = textOf(cells[0] ?? { cell_type: 'markdown', source: '', metadata: {} });
  const count = objectivesOf(front).length;
  return broken({
    [`the first cell does not begin with "# ${number} · title"`]: !front.startsWith(`# ${number} · `),
    'the front has no question in bold': !/^\*\*[^*]+\?\*\*$/m.test(front),
    [`the front lists ${count} objectives ("| | 1. …"), expected 3 to 5`]: count < 3 || count > 5,
    'the front does not say how many minutes it takes': !/\| Time \|.*minutes?/.test(front),
    'the front does not say what it builds on': !/\| Builds on \|/.test(front),
  });
}

/** The objectives of a front: the rows `| … | 1. compute … |`. */
function objectivesOf(front: string): string[] {
  return [...front.matchAll(/^\|[^|]*\| \d\. (.+) \|$/gm)].map((match) => match[1] ?? '');
}

function cellBreaches(cells: readonly Cell[]): string[] {
  const lengths = cells
    .filter((cell) => cell.cell_type === 'code')
    .map((cell) => textOf(cell).split('\n').length);
  const median = lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0;
  const each = cells.flatMap((cell, i) => {
    const code = cell.cell_type === 'code';
    return broken({
      [`cell ${i + 1} has no slide type`]: !slideTypes.includes(slideTypeOf(cell)),
      [`cell ${i + 1} has outputs`]:
        (cell.outputs?.length ?? 0) > 0 || (cell.execution_count ?? null) !== null,
      [`cell ${i + 1} is longer than 20 lines`]: code && textOf(cell).split('\n').length > 20,
      [`cell ${i + 1} is code after code`]: code && cells[i - 1]?.cell_type === 'code',
    });
  });
  return [
    ...each,
    ...broken({ [`the median code cell has ${median} lines, expected 10 at most`]: median > 10 }),
  ];
}

function figureBreaches(cells: readonly Cell[]): string[] {
  return cells.flatMap((cell, i) => {
    if (cell.cell_type !== 'code' || !figureCall.test(textOf(cell))) return [];
    const after = cells
      .slice(i + 1, i + 3)
      .map(textOf)
      .join('\n');
    return broken({
      [`cell ${i + 1} draws a figure and no "What to notice" follows`]: !after.includes('What to notice'),
    });
  });
}

function practiceBreaches(cells: readonly Cell[]): string[] {
  const all = cells.map(textOf).join('\n\n');
  const exercises = [...all.matchAll(/^#+ Exercise \d/gm)].length;
  const practice = all.slice(all.search(/^#+ Exercise \d/m));
  const unused = objectivesOf(all)
    .map((_, i) => i + 1)
    .filter((n) => !new RegExp(`objectives? .*\\b${n}\\b`, 'i').test(practice));
  return broken({
    [`there are ${exercises} exercises ("## Exercise 1"), expected 2 to 4`]: exercises < 2 || exercises > 4,
    'no exercise calls check(…)': exercises > 0 && !/\bcheck\(/.test(practice),
    'there is no quiz(…)': !/\bquiz\(/.test(all),
    [`no exercise or quiz names objective ${unused.join(', ')}`]: unused.length > 0,
  });
}

function closeBreaches(cells: readonly Cell[]): string[] {
  const all = cells.map(textOf).join('\n\n');
  return broken({
    'no table of results (results({…}))': !/\bresults\(/.test(all),
    'no failure probe ("## Where it breaks")': !/^#+ .*breaks?/im.test(all),
    'no summary': !/^#+ Summary/m.test(all),
    'no key terms': !/Key terms/.test(all),
    'no references with a DOI, an arXiv number or an address':
      !/^#+ References[\s\S]*(doi\.org|arxiv\.org|https:)/m.test(all),
    'no link to the next lesson': !/\*\*Next\*\*|Next lesson|Next:/.test(all),
  });
}

function slideTypeOf(cell: Cell): string {
  return cell.metadata.slideshow?.slide_type ?? '';
}

/** The names of the rules whose condition holds. */
function broken(rules: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(rules)
    .filter(([, isBroken]) => isBroken)
    .map(([rule]) => rule);
}
