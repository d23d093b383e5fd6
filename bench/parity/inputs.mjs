// The numbers that both sides compute with: drawn here from a seed, written as float32 files.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { firstOf, Generator, mnist } from 'codebook';

/** @typedef {{ values: Float32Array, shape: number[] }} Input */

/** All inputs by name. @returns {Promise<Record<string, Input>>} */
export async function makeInputs() {
  const generator = new Generator(2026);
  /** @param {number[]} shape @param {() => number} draw @returns {Input} */
  const drawn = (shape, draw) => {
    const size = shape.reduce((product, side) => product * side, 1);
    return { shape, values: Float32Array.from({ length: size }, draw) };
  };
  /** @param {number} deviation */
  const normal = (deviation) => () => generator.normal(0, deviation);
  const { train, test } = await mnist();
  const digits = firstOf(test, 500);
  const labels = Float32Array.from(digits.labels ?? []);
  return {
    train: { values: train.values, shape: [train.count, 784] },
    digits: { values: digits.values, shape: [500, 784] },
    labels: { values: labels, shape: [500] },
    bits: drawn([50, 784], () => generator.integer(2)),
    otherBits: drawn([50, 784], () => generator.integer(2)),
    codes: drawn([500, 2], normal(1)),
    mean: drawn([500, 20], normal(1)),
    logVariance: drawn([500, 20], normal(0.5)),
    logits: drawn([500, 784], normal(2)),
    couplings: drawn([784, 40], normal(0.1)),
    visibleBias: drawn([784], normal(0.3)),
    hiddenBias: drawn([40], normal(0.3)),
    scores: drawn([500], () => Math.round(generator.normal(0, 5))),
  };
}

/** Writes the inputs into a new folder, with an index. @param {Record<string, Input>} inputs */
export function writeInputs(inputs) {
  const folder = mkdtempSync(join(tmpdir(), 'codebook-parity-'));
  const shapes = Object.entries(inputs).map(([name, { values, shape }]) => {
    writeFileSync(join(folder, `${name}.f32`), values);
    return [name, shape];
  });
  writeFileSync(join(folder, 'shapes.json'), JSON.stringify(Object.fromEntries(shapes)));
  return folder;
}
