import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { lessonFiles } from '../../scripts/lessons/execute.mjs';
import { readNotebook, textOf } from '../../scripts/lessons/notebook.mjs';

/** Links of a lesson's text that are no addresses on the web. */
function linksOf(file: string): string[] {
  const text = readNotebook(file)
    .cells.filter(({ cell_type }) => cell_type === 'markdown')
    .map(textOf)
    .join('\n');
  return [...text.matchAll(/\]\(([^)#:\s]+)\)/g)].map(([, link]) => link ?? '');
}

describe('the links of a lesson', () => {
  for (const file of lessonFiles()) {
    it(`${path.basename(file)} lead to files in the folder that JupyterLab opens`, () => {
      const lost = linksOf(file).filter(
        (link) => link.startsWith('..') || !existsSync(path.join(path.dirname(file), link)),
      );
      expect(lost).to.deep.equal([]);
    });
  }
});
