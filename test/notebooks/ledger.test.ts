import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { lessonFiles } from '../../scripts/lessons/execute.mjs';
import { expectationsOf, missingRows, outside } from '../../scripts/lessons/expectations.mjs';
import { entryOf, hashOfSources, numberOf, requiredTensorFlow } from '../../scripts/lessons/ledger.mjs';
import { readNotebook } from '../../scripts/lessons/notebook.mjs';
import { at } from '../../scripts/setup/paths.mjs';
import { cores, secondsFor } from './bounds.js';

describe('the ledger of the lessons', () => {
  for (const file of lessonFiles()) {
    const number = numberOf(file);
    const renew = `npm run lessons -- --renew ${number}`;

    it(`${number}: is of the lesson's code as it is, with the TensorFlow that is installed (else: ${renew})`, () => {
      const { sources, versions } = entryOf(number) ?? {};
      const wrong = sources === undefined ? 'has no entry' : 'has changed since its entry';
      expect(sources, `${path.basename(file)} ${wrong}: ${renew}`).to.equal(hashOfSources(file));
      expect(versions?.tensorflow, renew).to.equal(requiredTensorFlow());
    });

    it(`${number}: has numbers as expected, in the work and memory of the contract`, () => {
      const { reached = [], cpuSeconds, megabytes } = entryOf(number) ?? {};
      expect(outside(expectationsOf(number), reached)).to.deep.equal([]);
      expect(cpuSeconds).to.be.within(1, secondsFor(number) * cores);
      expect(megabytes).to.be.within(1, 2000);
    });
  }

  it('has an entry and expectations for each lesson, and for nothing else', () => {
    const numbers = lessonFiles().map(numberOf);
    for (const folder of ['ledger', 'expectations'])
      expect(
        readdirSync(at('test', 'notebooks', folder)).map((name) => name.slice(0, 2)),
        `test/notebooks/${folder} (npm run lessons -- --renew NN makes an entry of the ledger)`,
      ).to.deep.equal(numbers);
  });
});

describe('the hash of a lesson', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'codebook-ledger-'));
  const file = path.join(folder, '05_undercomplete_codes.ipynb');
  const exercises = path.join(folder, 'exercises', '05.ts');
  const original = at('notebooks', path.basename(file));

  beforeEach(() => {
    mkdirSync(path.dirname(exercises), { recursive: true });
    copyFileSync(original, file);
    copyFileSync(at('notebooks', 'exercises', '05.ts'), exercises);
    expect(hashOfSources(file)).to.equal(hashOfSources(original));
  });

  /** Changes the first cell of a kind. */
  const change = (kind: string, to: Partial<ReturnType<typeof readNotebook>['cells'][number]>) => {
    const book = readNotebook(file);
    const at = book.cells.findIndex(({ cell_type }) => cell_type === kind);
    const cells = book.cells.map((cell, i) => (i === at ? { ...cell, ...to } : cell));
    writeFileSync(file, JSON.stringify({ ...book, cells }));
  };

  it('changes with a code cell', () => {
    change('code', { source: 'const x = 1;' });
    expect(hashOfSources(file)).to.not.equal(hashOfSources(original));
  });

  it('stays with words, slide types, exercises and the way the file is written', () => {
    change('markdown', { source: 'Other words.', metadata: {} });
    change('code', { metadata: {} });
    writeFileSync(exercises, `${readFileSync(exercises, 'utf8')}\n// more`);
    expect(hashOfSources(file)).to.equal(hashOfSources(original));
  });
});

describe('the expectations of a lesson', () => {
  const expected = [{ metric: 'error', name: 'net', from: 1, to: 2 }];
  const reached = (value: number, name = 'net') => [{ metric: 'error', name, value }];

  it('are met from one end of the range to the other', () => {
    for (const value of [1, 1.5, 2]) expect(outside(expected, reached(value))).to.deep.equal([]);
  });

  it('are not met outside it, by no number, and by a row of another name', () => {
    for (const value of [0.999, 2.001, Number.NaN])
      expect(outside(expected, reached(value))).to.deep.equal([
        `“error” of “net” is ${value}, expected 1 to 2`,
      ]);
    for (const judge of [outside, missingRows])
      expect(judge(expected, reached(1, 'PCA'))).to.deep.equal(['no row “net” in a table “error”']);
  });

  it('are in a quick run only asked to be there', () => {
    expect(missingRows(expected, reached(99))).to.deep.equal([]);
  });

  it('must be written for each lesson', () => {
    expect(() => expectationsOf('98')).to.throw('Lesson 98 has no expectations.');
  });
});
