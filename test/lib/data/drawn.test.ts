import { mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  curves,
  type Dataset,
  example,
  faces,
  factor,
  Generator,
  letters,
  mnist,
  movingDigits,
  scribbles,
} from 'codebook';
import { faceFactors, faceSvg } from '../../../lib/dist/data/faces.js';
import { randomPath } from '../../../lib/dist/data/moving-digits.js';
import { drawStrokes, smoothThrough } from '../../../lib/dist/data/strokes.js';

const inRange = (dataset: Dataset) => {
  for (const value of dataset.values)
    if (!(value >= dataset.range[0] && value <= dataset.range[1])) return `${value}`;
  return 'all in range';
};

describe('drawStrokes', () => {
  it('inks a horizontal line of width 2 fully within its pen and nothing beyond', () => {
    const image = new Float32Array(64);
    drawStrokes(
      [
        [
          [2, 4],
          [6, 4],
        ],
      ],
      8,
      2,
      image,
    );
    // Rows 3 and 4 have their centres ½ from the line, rows 2 and 5 at 1½ = radius + ½.
    expect([2, 3, 4, 5].map((row) => image[8 * row + 4])).to.deep.equal([0, 1, 1, 0]);
    expect(image.reduce((sum, ink) => sum + ink, 0)).to.be.closeTo(2 * 4 + Math.PI, 0.6);
  });

  it('passes smoothly through every given point', () => {
    const points = [
      [0, 0],
      [3, 5],
      [9, 1],
    ] as const;
    const line = smoothThrough(points, 4);
    expect(line.length).to.equal(9);
    expect([line[0], line[4], line[8]]).to.deep.equal([
      [0, 0],
      [3, 5],
      [9, 1],
    ]);
  });
});

describe('curves', () => {
  it('are drawn from six known numbers: the ink is at the three points', () => {
    const { train, test } = curves({ train: 50, test: 10, seed: 2 });
    expect([train.count, test.count, inRange(train)]).to.deep.equal([50, 10, 'all in range']);
    for (let i = 0; i < 50; i++)
      for (const [x, y] of [
        ['x1', 'y1'],
        ['x2', 'y2'],
        ['x3', 'y3'],
      ] as const) {
        const [column, row] = [factor(train, x)[i] ?? 0, factor(train, y)[i] ?? 0].map(Math.floor);
        expect(example(train, i)[28 * (row ?? 0) + (column ?? 0)]).to.be.greaterThan(0.7);
      }
    expect(() => factor(train, 'z')).to.throw(RangeError, 'has no factor "z", only x1, y1');
  });

  it('depend on the seed alone', () => {
    const draw = (seed: number) => curves({ train: 3, test: 3, seed }).test.values;
    expect(draw(1)).to.deep.equal(draw(1));
    expect(draw(1)).to.not.deep.equal(draw(2));
  });
});

describe('letters and scribbles', () => {
  it('draw every capital in turn, none blank, each another way', () => {
    const drawn = letters({ count: 52, seed: 3 });
    expect(drawn.labelNames?.join('')).to.equal('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    expect(drawn.labels?.[27]).to.equal(1);
    expect(inRange(drawn)).to.equal('all in range');
    const ink = Array.from({ length: 52 }, (_, i) =>
      example(drawn, i).reduce((sum, value) => sum + value, 0),
    );
    expect(Math.min(...ink)).to.be.greaterThan(30);
    expect(example(drawn, 0)).to.not.deep.equal(example(drawn, 26));
    expect(letters({ count: 52, seed: 3 }).values).to.deep.equal(drawn.values);
  });

  it('scale with the side', () => {
    expect(scribbles({ count: 2, side: 40, seed: 1 }).shape).to.deep.equal([40, 40]);
    expect(() => scribbles({ count: 0, seed: 1 })).to.throw(RangeError, 'count must be a whole number');
  });
});

describe('movingDigits', () => {
  it('moves a tenth of the free path a frame, straight on, and stays inside', () => {
    const path = randomPath(200, 1000, new Generator(4));
    const steps = path
      .slice(1)
      .map(([x, y], i) => Math.hypot(x - (path[i]?.[0] ?? 0), y - (path[i]?.[1] ?? 0)));
    const straight = steps.filter((step) => Math.abs(step - 100) < 2);
    expect(straight.length).to.be.greaterThan(120); // The rest are cut short at a wall.
    expect(Math.max(...steps)).to.be.lessThan(102);
    for (const place of path.flat()) expect(place).to.be.within(0, 1000);
  });

  it('shows the digits whole in every frame', async () => {
    const { test } = await mnist();
    const single = movingDigits(test, { count: 3, frames: 5, digits: 1, seed: 1 });
    expect(single.shape).to.deep.equal([5, 64, 64]);
    const ink = Array.from({ length: 15 }, (_, frame) =>
      single.values.subarray(frame * 4096, (frame + 1) * 4096).reduce((sum, value) => sum + value, 0),
    );
    for (const [frame, sum] of ink.entries())
      expect(sum).to.be.closeTo(ink[5 * Math.floor(frame / 5)] ?? 0, 1e-3);
    const small = movingDigits(test, { count: 1, frames: 2, side: 20, digits: 1, halved: true, seed: 1 });
    expect(4 * small.values.subarray(0, 400).reduce((sum, value) => sum + value, 0)).to.be.closeTo(
      ink[0] ?? 0,
      1e-3,
    );
    expect(() => movingDigits(test, { count: 1, side: 28, seed: 1 })).to.throw(RangeError, 'must exceed 28');
  });
});

describe('faces', () => {
  const folder = mkdtempSync(join(tmpdir(), 'codebook-'));
  const before = process.env.CODEBOOK_CACHE;
  beforeEach(() => {
    process.env.CODEBOOK_CACHE = folder;
  });
  after(() => {
    rmSync(folder, { recursive: true });
    if (before === undefined) delete process.env.CODEBOOK_CACHE;
    else process.env.CODEBOOK_CACHE = before;
  });

  it('are drawn from known factors, and read from the cache the second time', async () => {
    const drawn = await faces({ count: 20, side: 32, seed: 1 });
    expect(drawn.factorNames).to.deep.equal(faceFactors);
    expect([drawn.shape, drawn.factors.length, inRange(drawn)]).to.deep.equal([
      [32, 32],
      160,
      'all in range',
    ]);
    expect([...(drawn.labels ?? [])]).to.deep.equal(Array.from(factor(drawn, 'mouth'), (mouth) => 2 * mouth));
    expect(readdirSync(folder)).to.deep.equal(['faces-v1-20-32-grey-1.bin']);
    expect((await faces({ count: 20, side: 32, seed: 1 })).values).to.deep.equal(drawn.values);
  });

  it('are lighter where the factor skin says so', async () => {
    const drawn = await faces({ count: 200, side: 32, seed: 2 });
    const skin = factor(drawn, 'skin');
    // A pixel of the cheek, below the glasses and beside the mouth.
    const cheek = Float32Array.from({ length: 200 }, (_, i) => example(drawn, i)[32 * 21 + 12] ?? 0);
    const byCheek = [...cheek.keys()].sort((a, b) => (cheek[a] ?? 0) - (cheek[b] ?? 0));
    const mean = (places: number[]) => places.reduce((sum, i) => sum + (skin[i] ?? 0), 0) / places.length;
    expect(mean(byCheek.slice(150)) - mean(byCheek.slice(0, 50))).to.be.greaterThan(0.6);
  });

  it('have three channels where asked', async () => {
    const drawn = await faces({ count: 2, side: 16, colour: true, seed: 1 });
    expect(drawn.shape).to.deep.equal([16, 16, 3]);
    expect([...drawn.values.subarray(0, 3)]).to.deep.equal([1, 1, 1]);
  });

  it('are drawn again when the cache is damaged', async () => {
    const file = join(folder, 'faces-v1-20-32-grey-1.bin');
    const whole = (await faces({ count: 20, side: 32, seed: 1 })).values;
    truncateSync(file, 1000);
    expect((await faces({ count: 20, side: 32, seed: 1 })).values).to.deep.equal(whole);
    writeFileSync(file, new Uint8Array(20 * 1024 + 32));
    expect((await faces({ count: 20, side: 32, seed: 1 })).values).to.deep.equal(whole);
  });

  it('are SVG of one face', () => {
    const face = { skin: 1, hair: 0, hairstyle: 0, width: 0.5, brows: 0.5, nose: 0.5, mouth: 1, glasses: 0 };
    expect(faceSvg(face)).to.contain('rgb(250,222,206)');
    expect(faceSvg({ ...face, skin: 0 })).to.contain('rgb(92,57,55)');
  });

  it('stop being drawn when Stop is pressed, and leave no half file', async () => {
    const name = Symbol.for('Jupyter.interrupt');
    const stop = () => {
      throw new Error('KeyboardInterrupt');
    };
    Reflect.set(globalThis, name, { check: stop });
    const error = await faces({ count: 60, side: 8, seed: 5 }).catch((caught: unknown) => caught);
    Reflect.deleteProperty(globalThis, name);
    expect(String(error)).to.contain('KeyboardInterrupt');
    expect(readdirSync(folder).filter((file) => file.includes('-60-'))).to.deep.equal([]);
  });

  it('tell how far they are, in a notebook by one display', async () => {
    const kernel = Symbol.for('Jupyter.kernel');
    const shown: unknown[] = [];
    const record = (value: unknown) =>
      shown.push(Reflect.get(Object(value), Symbol.for('Jupyter.display')).call());
    Reflect.set(globalThis, kernel, {
      display: (value: unknown) => {
        record(value);
        return { update: record };
      },
    });
    await faces({ count: 30, side: 8, seed: 6 });
    Reflect.deleteProperty(globalThis, kernel);
    expect(shown.at(-1)).to.deep.equal({ 'text/plain': 'Drawing faces: 30 of 30' });
  });

  it('say that the cache cannot be written', async () => {
    process.env.CODEBOOK_CACHE = '/dev/null/here';
    const error = await faces({ count: 1, side: 8, seed: 9 }).catch((caught: unknown) => caught);
    expect(String(error)).to.contain('cannot write /dev/null/here/faces');
    expect(String(error)).to.contain('set CODEBOOK_CACHE');
  });
});
