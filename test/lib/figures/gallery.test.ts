import { mkdirSync, writeFileSync } from 'node:fs';
import { createCanvas, loadImage } from '@napi-rs/canvas';
import { expect } from 'chai';
import { gallery } from './gallery.js';

const folder = new URL('../../../build/figures-gallery/', import.meta.url);

/** Shares of the pixels that are not white: on the outermost two lines, and in all. */
async function inkOf(png: Buffer): Promise<{ width: number; height: number; edge: number; all: number }> {
  const image = await loadImage(png);
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  let [edge, all] = [0, 0];
  for (let i = 0; i < width * height; i++) {
    if ((data[4 * i] ?? 0) + (data[4 * i + 1] ?? 0) + (data[4 * i + 2] ?? 0) >= 3 * 250) continue;
    const [x, y] = [i % width, Math.floor(i / width)];
    all += 1;
    if (x < 2 || y < 2 || x >= width - 2 || y >= height - 2) edge += 1;
  }
  return { width, height, edge, all: all / (width * height) };
}

describe('gallery of figures (pictures in build/figures-gallery)', () => {
  before(() => mkdirSync(folder, { recursive: true }));

  for (const [name, figure] of Object.entries(gallery)) {
    it(`draws ${name} within its frame`, async () => {
      const png = await figure.toPng();
      writeFileSync(new URL(`${name}.png`, folder), png);
      const ink = await inkOf(png);
      const { width, height } = figure.still.layout;
      expect([ink.width, ink.height]).to.deep.equal([2 * Number(width), 2 * Number(height)]);
      expect(ink.edge, 'pixels cut off at the edge').to.equal(0);
      expect(ink.all, 'share of inked pixels').to.be.within(0.01, 0.9);
    });

    it(`tells ${name} in words, and survives JSON`, () => {
      expect(figure.alt)
        .to.match(/^[A-Z0-9].{30,}\.$/s)
        .and.not.match(/NaN|undefined|Infinity|\[object/);
      const { data, layout, frames } = figure;
      expect(JSON.parse(JSON.stringify({ data, layout, frames }))).to.deep.equal({ data, layout, frames });
    });
  }
});
