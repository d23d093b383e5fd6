import { expect } from 'chai';
import { type Dataset, Generator, imageFile } from 'codebook';

const generator = new Generator(1);

/** Five smooth pictures of 8 × 8 with values of k/255, which 8 bits hold exactly. */
const pictures: Dataset = {
  name: 'smooth pictures',
  count: 5,
  shape: [8, 8],
  range: [0, 1],
  values: Float32Array.from({ length: 5 * 64 }, (_, i) => ((i * 3 + generator.integer(4)) % 256) / 255),
};

describe('images stored in the usual formats', () => {
  it('come back exactly from PNG', async () => {
    const { values, bitsPerImage } = await imageFile(pictures, { format: 'png' });
    values.forEach((value, i) => expect(value).to.be.closeTo(pictures.values[i] ?? 0, 1e-6));
    expect(bitsPerImage).to.be.above(64);
  });

  it('cost hardly more than 8 bits a pixel as PNG even where nothing repeats, since they are stored grey', async () => {
    const values = Float32Array.from({ length: 20 * 784 }, () => generator.integer(256) / 255);
    const noise: Dataset = { name: 'noise', count: 20, shape: [28, 28], range: [0, 1], values };
    const { bitsPerImage } = await imageFile(noise, { format: 'png' });
    expect(bitsPerImage / 784).to.be.within(8, 8.6);
  });

  it('come back closer from JPEG when the quality, and the file, is greater', async () => {
    const low = await imageFile(pictures, { format: 'jpeg', quality: 5 });
    const high = await imageFile(pictures, { format: 'jpeg', quality: 95 });
    expect(high.bitsPerImage).to.be.above(low.bitsPerImage);
    expect(squaredError(high.values)).to.be.below(squaredError(low.values));
  });

  it('refuses a quality that cannot be, and pictures that are not grey', async () => {
    expect(await complaint({ format: 'jpeg', quality: 0 })).to.match(/quality goes from 1 to 100, got 0/);
    expect(await complaint({ format: 'png' }, [64])).to.match(/shape \[64\], expected grey images/);
  });
});

const squaredError = (values: Float32Array) =>
  values.reduce((sum, value, i) => sum + (value - (pictures.values[i] ?? 0)) ** 2, 0);

const complaint = (format: Parameters<typeof imageFile>[1], shape: readonly number[] = [8, 8]) =>
  imageFile({ ...pictures, shape }, format).then(
    () => 'no error',
    (error: Error) => error.message,
  );
