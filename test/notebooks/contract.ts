import { type Cell, isCode, type Notebook, textOf } from '../../scripts/lessons/notebook.mjs';

const slideTypes = ['slide', 'subslide', 'fragment', 'skip', 'notes', '-'];
const figureCall =
  /^\s*(?:await )?(?:imageGrid|lines|scatter|bars|slider|[a-z]\w*(?:Grid|Figure|Plot|Map|Strip|Matrix|Curves?))\(/m;

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
  const { name, language } = metadata.kernelspec ?? { name: 'none', language: 'none' };
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
  const lengths = cells.filter(isCode).map((cell) => textOf(cell).split('\n').length);
  const median = lengths.sort((a, b) => a - b)[Math.floor(lengths.length / 2)] ?? 0;
  const each = cells.flatMap((cell, i) => {
    const code = isCode(cell);
    return broken({
      [`cell ${i + 1} has no slide type`]: !slideTypes.includes(slideTypeOf(cell)),
      [`cell ${i + 1} has outputs`]:
        isCode(cell) && (cell.outputs.length > 0 || cell.execution_count !== null),
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
    if (!isCode(cell) || !figureCall.test(textOf(cell))) return [];
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
  // JupyterLab's slide type is a field of its own in a cell's metadata, of which nbformat says nothing.
  const slideshow = cell.metadata['slideshow'] as { readonly slide_type?: string } | undefined;
  return slideshow?.slide_type ?? '';
}

/** The names of the rules whose condition holds. */
function broken(rules: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(rules)
    .filter(([, isBroken]) => isBroken)
    .map(([rule]) => rule);
}
