import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { cellsOf } from '../../scripts/publishing/cells.mjs';
import { build } from '../../scripts/setup/paths.mjs';

const source = String.raw`A: single \$7 and \$8 end

B: double \\$5 and \\$6 end

C: I spent \$500; the solution is $x = 10$ end

D: in code ${'`'}\$9 and \$10${'`'}, in a formula $p = \$3$, a picture ![costs \$4](x.png)

$$\begin{aligned} a &= 1 \\ b &= 2 \end{aligned}$$`;

describe('a dollar in book and slides', () => {
  let prose: Element;

  before(async () => {
    const file = path.join(build, 'publishing', 'dollars-source.ipynb');
    mkdirSync(path.dirname(file), { recursive: true });
    const cells = [{ cell_type: 'markdown', id: 'a', metadata: {}, source }];
    writeFileSync(file, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
    const [[cell] = []] = await cellsOf([file]);
    if (!cell) throw new Error('no cell');
    prose = cell.element;
  });

  const paragraph = (letter: string): Element => {
    const found = [...prose.querySelectorAll('p')].find(({ textContent }) => textContent.startsWith(letter));
    if (!found) throw new Error(`no paragraph ${letter}`);
    return found;
  };

  it('is written \\$, or \\\\$ as JupyterLab has it', () => {
    expect(paragraph('A').innerHTML).to.equal('A: single $7 and $8 end');
    expect(paragraph('B').innerHTML).to.equal('B: double $5 and $6 end');
  });

  it('stands beside formulas', () => {
    expect(paragraph('C').querySelectorAll('.katex')).to.have.length(1);
    expect(paragraph('C').textContent).to.match(/^C: I spent \$500; the solution is x/);
  });

  it('stays as it was written in code, and is a dollar in formulas and in the words for a picture', () => {
    expect(paragraph('D').querySelector('code')?.textContent).to.equal(String.raw`\$9 and \$10`);
    expect(paragraph('D').querySelector('.katex-mathml annotation')?.textContent).to.equal(
      String.raw`p = \$3`,
    );
    expect(paragraph('D').querySelector('img')?.getAttribute('alt')).to.equal('costs $4');
  });

  it('leaves the lines of a formula as they are', () => {
    expect(prose.querySelectorAll('.katex-display')).to.have.length(1);
    expect(prose.textContent).not.to.match(/[\uFDD0\uFDD1]/);
  });
});
