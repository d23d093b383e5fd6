import { checkOptions, type OptionNames } from '../checks/options.js';
import { Generator } from '../numerics/generator.js';
import { checked, type Dataset } from './dataset.js';

/** How to draw a toy set. */
export interface ToyOptions {
  /** How many examples. */
  readonly count: number;
  /** Standard deviation of the Gaussian noise added to every number. Default 0. */
  readonly noise?: number;
  readonly seed: number;
}

const toyOptions: OptionNames<ToyOptions> = { count: true, noise: true, seed: true };

/** The four patterns of XOR: two bits and, as label, whether they differ. Taught in lesson 06. */
export function xor(): Dataset {
  return checked({
    name: 'XOR',
    count: 4,
    shape: [2],
    values: Float32Array.of(0, 0, 0, 1, 1, 0, 1, 1),
    range: [0, 1],
    labels: Int32Array.of(0, 1, 1, 0),
    labelNames: ['equal', 'different'],
  });
}

/** All 64 patterns of six bits; pattern i is i in binary, highest bit first. Taught in lesson 04. */
export function sixBitPatterns(): Dataset {
  const values = Float32Array.from({ length: 384 }, (_, i) => (Math.floor(i / 6) >> (5 - (i % 6))) & 1);
  return checked({ name: 'six-bit patterns', count: 64, shape: [6], values, range: [0, 1] });
}

/**
 * Two interleaving half circles in the plane, radius 1, one class each (as scikit-learn's `make_moons`).
 * @throws RangeError for a count below 2.
 */
export function moons(options: ToyOptions): Dataset {
  checkOptions('moons', options, toyOptions);
  const labels = Int32Array.from({ length: options.count }, (_, i) => i % 2);
  const toy = drawn('moons', options, 2, (generator, i) => {
    const angle = generator.uniform(0, Math.PI);
    return labels[i] ? [1 - Math.cos(angle), 0.5 - Math.sin(angle)] : [Math.cos(angle), Math.sin(angle)];
  });
  return { ...toy, labels, labelNames: ['upper', 'lower'] };
}

/** A toy set on a curve or surface, with each example's place on it. */
export interface ManifoldDataset extends Dataset {
  /** Where on the curve each example lies (the angle in radians), `[count]`: what a code should recover. */
  readonly position: Float32Array;
}

/**
 * The swiss roll: a plane sheet rolled up in three dimensions, (t cos t, h, t sin t) with t from 1.5 π to 4.5 π and
 * height h from 0 to 21 (as scikit-learn's `make_swiss_roll`, but even along the arc's angle). Taught in lesson 02.
 */
export function swissRoll(options: ToyOptions): ManifoldDataset {
  checkOptions('swissRoll', options, toyOptions);
  return onCurve('swiss roll', options, 3, [1.5 * Math.PI, 4.5 * Math.PI], (t, generator) => [
    t * Math.cos(t),
    generator.uniform(0, 21),
    t * Math.sin(t),
  ]);
}

/** Two turns of a helix of radius 1 and height 2: (cos t, sin t, t / 2π), t from 0 to 4 π. One number says all. */
export function helix(options: ToyOptions): ManifoldDataset {
  checkOptions('helix', options, toyOptions);
  return onCurve('helix', options, 3, [0, 4 * Math.PI], (t) => [Math.cos(t), Math.sin(t), t / (2 * Math.PI)]);
}

/** A spiral in the plane, (r cos t, r sin t) with r = t / 3π from 0.33 to 1: the manifold of lesson 11's arrows. */
export function spiral(options: ToyOptions): ManifoldDataset {
  checkOptions('spiral', options, toyOptions);
  return onCurve('spiral', options, 2, [Math.PI, 3 * Math.PI], (t) => {
    const radius = t / (3 * Math.PI);
    return [radius * Math.cos(t), radius * Math.sin(t)];
  });
}

/** How to draw clusters. */
export interface ClusterOptions extends ToyOptions {
  readonly dimensions: number;
  readonly classes: number;
  /** Standard deviation of the centres around the origin. Default 3. */
  readonly spread?: number;
}

/**
 * Gaussian clusters with standard deviation 1 (or `noise`) around random centres, in any number of dimensions, one
 * class each; the classes take turns. Taught in lesson 01.
 * @throws RangeError for no class or no dimension.
 */
export function clusters(options: ClusterOptions): Dataset {
  checkOptions('clusters', options, { ...toyOptions, dimensions: true, classes: true, spread: true });
  const { dimensions, classes, count, spread = 3, ...toyNumbers } = options;
  if (!(classes >= 1 && dimensions >= 1))
    throw new RangeError(`clusters: needs 1 class and 1 dimension or more, got ${classes} and ${dimensions}`);
  const centres = new Generator(options.seed);
  const centre = Float32Array.from({ length: classes * dimensions }, () => centres.normal(0, spread));
  const labels = Int32Array.from({ length: count }, (_, i) => i % classes);
  const toy = drawn('clusters', { noise: 1, count, ...toyNumbers }, dimensions, (_, i) =>
    Array.from(centre.subarray((i % classes) * dimensions, ((i % classes) + 1) * dimensions)),
  );
  return { ...toy, labels, labelNames: Array.from({ length: classes }, (_, i) => `cluster ${i + 1}`) };
}

function onCurve(
  name: string,
  options: ToyOptions,
  dimensions: number,
  [from, to]: readonly [number, number],
  point: (t: number, generator: Generator) => number[],
): ManifoldDataset {
  const position = new Float32Array(options.count);
  const toy = drawn(name, options, dimensions, (generator, i) => {
    const t = generator.uniform(from, to);
    position[i] = t;
    return point(t, generator);
  });
  return { ...toy, position };
}

function drawn(
  name: string,
  { count, noise = 0, seed }: ToyOptions,
  dimensions: number,
  point: (generator: Generator, index: number) => readonly number[],
): Dataset {
  if (!Number.isInteger(count) || count < 2)
    throw new RangeError(`${name}: count must be a whole number of 2 or more, got ${count}`);
  if (!(noise >= 0)) throw new RangeError(`${name}: noise must be 0 or more, got ${noise}`);
  const generator = new Generator(seed);
  const values = new Float32Array(count * dimensions);
  for (let i = 0; i < count; i++)
    point(generator, i).forEach((coordinate, j) => {
      values[i * dimensions + j] = coordinate + (noise > 0 ? generator.normal(0, noise) : 0);
    });
  return checked({ name, count, shape: [dimensions], values, range: extent(values) });
}

function extent(values: Float32Array): [number, number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
