import path from 'node:path';
import { expect } from 'chai';
import { lessonFiles } from '../../scripts/lessons/execute.mjs';
import { type Cell, type Notebook, readNotebook, textOf } from '../../scripts/lessons/notebook.mjs';
import { unwritten } from '../../scripts/new-lesson/unwritten.mjs';
import { contractBreaches } from './contract.js';
import { craftBreaches } from './contract-of-craft.js';

/** Lessons that are being written anew, and are not asked for the craft yet. One that has it leaves this list. */
const beingRewritten = new Set<string>([]);

describe('the contract of a lesson', () => {
  for (const file of lessonFiles()) {
    it(`${path.basename(file)} keeps it`, () => {
      expect(contractBreaches(readNotebook(file), path.basename(file).slice(0, 2))).to.deep.equal([]);
    });

    it(`${path.basename(file)} keeps what strict readers asked for`, () => {
      const breaches = craftBreaches(readNotebook(file));
      if (beingRewritten.has(path.basename(file).slice(0, 2))) expect(breaches).not.to.be.empty;
      else expect(breaches).to.deep.equal([]);
    });

    it(`${path.basename(file)} has no place that is still to be written`, () => {
      expect(unwritten(path.basename(file, '.ipynb'))).to.deep.equal([]);
    });
  }
});

describe('the contract finds each breach', () => {
  it('none in a lesson that keeps it', () => {
    expect(contractBreaches(lesson(), '98')).to.deep.equal([]);
  });

  const breaches: [string, (cells: Cell[]) => Cell[], RegExp][] = [
    ['outputs', (cells) => [...cells, { ...code('1'), outputs: [{}] }], /has outputs/],
    ['a missing slide type', (cells) => [...cells, { ...code('1'), metadata: {} }], /no slide type/],
    ['a long cell', (cells) => [...cells, code(Array(21).fill('1').join('\n'))], /longer than 20 lines/],
    ['code after code', (cells) => [...cells, code('1'), code('2')], /code after code/],
    ['a figure without words', (cells) => [...cells, code('lines({ a })'), text('Next.')], /What to notice/],
    ['a missing question', replace('**Why?**', 'Why'), /no question/],
    ['too few objectives', replace('3. count', 'count'), /2 objectives/],
    ['an objective without practice', replace('objectives 1, 2, 3', 'objectives 1, 2'), /names objective 3/],
    ['missing minutes', replace('minutes', 'a while'), /how many minutes/],
    ['a missing base', replace('Builds on', 'Needs'), /builds on/],
    ['one exercise', replace('## Exercise 2', '## More'), /1 exercises/],
    ['no feedback', replace('check(', 'print('), /check/],
    ['no quiz', replace('quiz(', 'print('), /quiz/],
    ['no results', replace('results(', 'print('), /table of results/],
    ['no failure probe', replace('Where it breaks', 'More'), /failure probe/],
    ['no summary', replace('## Summary', '## End'), /summary/],
    ['no references', replace('https://doi.org/10.1/1', 'a book'), /references/],
    ['no next lesson', replace('**Next**', 'Then'), /next lesson/],
    [
      'a short deck',
      (cells) => cells.filter((cell) => !textOf(cell).startsWith('Slide')),
      /slides, expected 12/,
    ],
    ['the wrong title', replace('# 98 · ', '# 97 · '), /does not begin with/],
  ];
  for (const [name, change, message] of breaches) {
    it(name, () => {
      const breached = { ...lesson(), cells: change([...lesson().cells]) };
      expect(contractBreaches(breached, '98').join('; ')).to.match(message);
    });
  }

  const lapses: [string, (cells: Cell[]) => Cell[], RegExp][] = [
    ['wide code', (cells) => [...cells, code(`x = '${'a'.repeat(74)}'`)], /has 80 columns/],
    ['a bare fit', (cells) => [...cells, code('const net = 1;\nawait fit(net, train, {\n})')], /bare fit/],
    ['what is disposed', (cells) => [...cells, code('tf.dispose(x);')], /disposes/],
    [
      'the first test digits',
      (cells) => [...cells, code('error(firstOf(test, 2000))')],
      /first test examples/,
    ],
    ['a figure without a point', replace('It falls to 3 quickly.', 'So.'), /takeaway is "So\."/],
    ['a reference that nobody cites', replace('(Hotelling 1933)', ''), /no cell cites Hotelling/],
    [
      'a late picture',
      (cells) => [...Array(16).fill(text('Words.')), ...cells],
      /first picture of data is cell/,
    ],
  ];
  it('of craft: none in a lesson that has it', () => {
    expect(craftBreaches(crafted())).to.deep.equal([]);
  });
  for (const [name, change, message] of lapses) {
    it(`of craft: ${name}`, () => {
      expect(craftBreaches({ ...crafted(), cells: change([...crafted().cells]) }).join('; ')).to.match(
        message,
      );
    });
  }

  it('another kernel', () => {
    const kernelspec = { name: 'tslab', display_name: 'tslab', language: 'typescript' };
    const other = { ...lesson(), metadata: { kernelspec } };
    expect(contractBreaches(other, '98').join()).to.match(/expected codebook/);
  });
});

function text(source: string, slide = 'slide'): Cell {
  return { cell_type: 'markdown', source, metadata: { slideshow: { slide_type: slide } } };
}

function code(source: string): Cell {
  return { ...text(source, 'fragment'), cell_type: 'code', outputs: [], execution_count: null };
}

/** Replaces words in whichever cell has them. */
function replace(from: string, to: string) {
  return (cells: Cell[]) => cells.map((cell) => ({ ...cell, source: textOf(cell).replaceAll(from, to) }));
}

/** A lesson that has what strict readers asked for. */
function crafted(): Notebook {
  const cells = [
    text('# A lesson'),
    code('const history = await fit(net, train, {});\nhistory.epochs.length'),
    code('lines({ loss })'),
    text('**What to notice.** It falls to 3 quickly. Then it rests (Hotelling 1933).'),
    code('imageGrid(firstOf(test, 10), { shape })'),
    text('**What to notice.** All of them can be read.'),
    text('## References\n\n1. K. Hotelling. *Components.* 1933. <https://doi.org/10.1/1>'),
  ];
  return { ...lesson(), cells };
}

/** The shortest lesson that keeps the contract. */
function lesson(): Notebook {
  const front = [
    '# 98 · A lesson',
    '**Why?**',
    '| | |\n| --- | --- |\n| You will be able to | 1. name |\n| | 2. draw |\n| | 3. count |',
    '| Time | 5 minutes to read |\n| Builds on | 97 |',
  ]
    .join('\n\n')
    .replace('count |\n\n| Time', 'count |\n| Time');
  const cells = [
    text(front),
    ...Array.from({ length: 12 }, (_, i) => text(`Slide ${i}`)),
    code('lines({ loss })'),
    text('**What to notice.** It falls.'),
    code('results({})'),
    text('## Where it breaks'),
    text('## Exercise 1\n\n## Exercise 2 (objectives 1, 2, 3)'),
    code("check('98-1', 1)"),
    text('## Quiz', 'skip'),
    code("quiz('98')"),
    text('## Summary\n\nKey terms: one\n\n## References\n\nhttps://doi.org/10.1/1\n\n**Next**: 99', 'skip'),
  ];
  const kernelspec = { name: 'codebook', display_name: 'TypeScript (Codebook)', language: 'typescript' };
  return { nbformat: 4, nbformat_minor: 5, cells, metadata: { kernelspec } };
}
