import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { declarations } from '../architecture/declarations.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const pages = [
  join(root, 'lib/README.md'),
  ...readdirSync(join(root, 'docs')).map((name) => join(root, 'docs', name)),
];

describe('the public surface', function () {
  this.timeout(60_000);

  it('names each export', () => {
    for (const file of ['index.ts', 'figures/index.ts', 'study/index.ts'])
      expect(readFileSync(join(root, 'lib/src', file), 'utf8'), file).not.match(/export \*/);
  });

  for (const entry of ['index', 'figures/index', 'study/index'] as const)
    it(`says of each export what it is: ${entry}`, () => {
      const { checker, exported } = declarations(entry);
      const silent = exported.filter((symbol) => symbol.getDocumentationComment(checker).length === 0);
      expect(
        silent.map(({ name }) => name),
        'write a doc comment',
      ).deep.equal([]);
    });

  it('stands in a page of docs, each name', () => {
    const words = new Set(pages.flatMap((page) => readFileSync(page, 'utf8').match(/\w+/g) ?? []));
    const { exported } = declarations();
    expect(exported.length).above(100);
    const absent = exported.map(({ name }) => name).filter((name) => !words.has(name));
    expect(absent, 'name it in a page of docs/').deep.equal([]);
  });
});
