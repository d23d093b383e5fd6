import { renameSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { executeNotebook } from '../../../scripts/lessons/execute.mjs';
import { dataOf, outputsOf, readNotebook } from '../../../scripts/lessons/notebook.mjs';
import { drawnFigures, shownPicture } from './figures.js';
import { openNotebook, pressToolbar, runCell, screenshot, writeNotebook } from './notebook.js';
import type { LabSession } from './session.js';

const figureCell =
  "import { lines } from 'codebook';\n" +
  "lines({ loss: [3, 2, 1.5] }, { xTitle: 'epoch', yTitle: 'loss (nats)', title: 'kept' });";

/** Figures outlive the session that drew them. */
export function testKeeping(session: LabSession): void {
  it('keeps a figure in the file, with its PNG and its words, and shows it after a reload', async function () {
    this.timeout(300_000);
    const page = session.page();
    const file = writeNotebook(session, 'keeping.ipynb', [figureCell]);
    await openNotebook(session, 'keeping.ipynb');
    await runCell(page, 0);
    const saved = page.waitForResponse((reply) => reply.request().method() === 'PUT' && reply.ok());
    await pressToolbar(page, 'save');
    await saved;
    const [output] = outputsOf(readNotebook(file));
    const data = output ? dataOf(output) : {};
    expect(pngSize(String(data['image/png']))).to.deep.equal([720, 400]);
    expect([data['text/plain']].flat().join('')).to.match(/loss.*epoch|epoch.*loss/s);
    await openNotebook(session, 'keeping.ipynb');
    const picture = await shownPicture(page.locator('.jp-RenderedPlotly img'));
    expect(picture).to.deep.equal({ own: [720, 400], shown: [720, 400] });
    expect(await drawnFigures(page)).to.have.length(1);
    expect(await page.locator('.modebar-btn[data-title*="share" i]').count()).to.equal(0); // all stays here
  });

  it('runs in nbclient, and the copy, signed by nobody, shows its figure as a picture', async function () {
    this.timeout(300_000);
    const page = session.page();
    const source = writeNotebook(session, 'from-elsewhere.ipynb', [figureCell]);
    const { error, executed } = await executeNotebook(source);
    expect(error).to.equal(null);
    renameSync(executed, source); // nbclient signs nothing, as a clone brings no signature
    await openNotebook(session, path.basename(source));
    await page.locator('[title="Notebook not trusted: 0 of 1 code cells trusted."]').waitFor();
    const picture = await shownPicture(page.locator('.jp-OutputArea-output img').first());
    expect(picture.own).to.deep.equal([720, 400]);
    expect(picture.shown).to.deep.equal([720, 400]);
    await screenshot(page, 'lab-untrusted');
  });
}

/** Width and height from a PNG's header, where they stand at bytes 16 and 20. */
function pngSize(base64: string): readonly [number, number] {
  const bytes = Buffer.from(base64, 'base64');
  expect(bytes.subarray(1, 4).toString()).to.equal('PNG');
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}
