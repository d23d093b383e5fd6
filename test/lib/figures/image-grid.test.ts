import { inflateSync } from 'node:zlib';
import { expect } from 'chai';
import { imageGrid } from 'codebook/figures';

/** Undoes the PNG encoder: width, height and the bytes of an 8-bit picture filtered with "Up". */
function decode(uri: string) {
  const png = Buffer.from(uri.replace('data:image/png;base64,', ''), 'base64');
  const [width, height, colourType] = [png.readUInt32BE(16), png.readUInt32BE(20), png[25]];
  const channels = colourType === 2 ? 3 : 1;
  const body = png.subarray(41, 41 + png.readUInt32BE(33));
  const rows = inflateSync(body);
  const stride = width * channels;
  const bytes = new Uint8Array(stride * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < stride; x++) {
      const above = y === 0 ? 0 : (bytes[(y - 1) * stride + x] ?? 0);
      bytes[y * stride + x] = (rows[y * (stride + 1) + 1 + x] ?? 0) + above;
    }
  return {
    width,
    height,
    channels,
    at: (x: number, y: number, c = 0) => bytes[(y * width + x) * channels + c],
  };
}

function atlas(figure: { layout: Readonly<Record<string, unknown>> }) {
  // The layout is pure data of unknown shape; an image grid's has one picture.
  const images = figure.layout.images as { source: string }[];
  return decode(images[0]?.source ?? '');
}

describe('imageGrid', () => {
  const two = Float32Array.of(0, 1, 0.5, 0.25, 1, 1, 0, 0); // two images of 2 × 2

  it('draws value v of [0, 1] as grey round(255 v), rows from the top, one white line between images', () => {
    const picture = atlas(imageGrid(two, { shape: [2, 2] }));
    const factor = 6; // small images are enlarged six times
    const grey = (x: number, y: number) => picture.at(x * factor, y * factor);
    expect([picture.width, picture.height]).to.deep.equal([7 * factor, 4 * factor]);
    expect([grey(1, 1), grey(2, 1), grey(1, 2), grey(2, 2)]).to.deep.equal([0, 255, 128, 64]);
    expect([grey(4, 1), grey(5, 1), grey(4, 2), grey(5, 2)]).to.deep.equal([255, 255, 0, 0]);
    expect([grey(0, 1), grey(3, 1), grey(6, 1)]).to.deep.equal([255, 255, 255]);
  });

  it('maps another range to black and white and cuts off outside', () => {
    const picture = atlas(imageGrid([-2, -1, 0, 3], { shape: [1, 4], range: [-1, 1] }));
    expect([1, 2, 3, 4].map((x) => picture.at(x * 6, 6))).to.deep.equal([0, 0, 128, 255]);
  });

  it('keeps the three channels of colour images', () => {
    const picture = atlas(imageGrid([1, 0, 0.2], { shape: [1, 1, 3] }));
    expect([0, 1, 2].map((c) => picture.at(6, 6, c))).to.deep.equal([255, 0, 51]);
  });

  it('puts each labelled run into a row of its own and says so in the alt text', () => {
    const figure = imageGrid({ original: two, reconstruction: two }, { shape: [2, 2], columns: 1 });
    const annotations = figure.layout.annotations as { text: string; y: number }[]; // pure data, see imageGrid
    expect(annotations.map(({ text, y }) => [text, y])).to.deep.equal([
      ['original', 0.5],
      ['reconstruction', 1.5],
    ]);
    expect(figure.alt).to.equal('2 rows of 1 image of 2 × 2 pixels; from the top: original, reconstruction.');
  });

  it('leaves its input as it was', () => {
    const before = Array.from(two);
    imageGrid({ a: two }, { shape: [2, 2], range: [0, 0.5] });
    expect(Array.from(two)).to.deep.equal(before);
  });

  it('refuses numbers that are no whole number of images, naming the shape', () => {
    expect(() => imageGrid(new Float32Array(785), { shape: [28, 28] })).to.throw(
      'imageGrid: images has 785 numbers, which is no whole number of images of 28 × 28 = 784. Check the shape.',
    );
  });

  it('refuses NaN, rows of different length, an empty object and unknown options', () => {
    const shape = [2, 2];
    expect(() => imageGrid([0, Number.NaN, 0, 0], { shape })).to.throw('imageGrid: images[1] is NaN');
    expect(() => imageGrid({ a: two, b: two.subarray(4) }, { shape })).to.throw(
      'imageGrid: images in row "b": got 1, expected 2.',
    );
    expect(() => imageGrid({}, { shape })).to.throw('imageGrid: images has no rows');
    const misspelled = { shape, colums: 5 };
    expect(() => imageGrid(two, misspelled)).to.throw('imageGrid: unknown option "colums"; known are title');
  });
});
