import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { lessonFiles } from '../../scripts/lessons/execute.mjs';
import { startPage } from '../../scripts/lessons/start-page.mjs';
import { at } from '../../scripts/setup/paths.mjs';

const file = at('notebooks', 'START.md');

describe('the start page', () => {
  it('lists each lesson with the title, question and minutes of its first cell (else: npm run contents)', () => {
    const page = readFileSync(file, 'utf8');
    expect(page).to.equal(startPage(page, lessonFiles()));
  });

  it('links to files that are there', () => {
    const links = [...readFileSync(file, 'utf8').matchAll(/\]\(([^)#:]+)\)/g)].map(([, link]) => link ?? '');
    expect(links.filter((link) => !existsSync(path.join(path.dirname(file), link)))).to.deep.equal([]);
  });

  it('refuses a page without its marks', () => {
    expect(() => startPage('# No marks', [])).to.throw('START.md has no place for the table of lessons');
  });
});
