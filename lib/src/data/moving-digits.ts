import { checkOptions } from '../checks/options.js';
import { Generator } from '../numerics/generator.js';
import { checked, type Dataset, example } from './dataset.js';

/** How to make moving digits. */
export interface MovingDigitsOptions {
  /** How many sequences. */
  readonly count: number;
  /** Frames a sequence. Default 20: ten to see, ten to predict. */
  readonly frames?: number;
  /** Width and height of a frame. Default 64. */
  readonly side?: number;
  /** Digits in a frame. Default 2. */
  readonly digits?: number;
  /** Halve the digits to 14×14 (means of 2×2 pixels), for small frames. Default false. */
  readonly halved?: boolean;
  readonly seed: number;
}

/**
 * Moving digits by the rules of Srivastava, Mansimov & Salakhutdinov 2015 (section 3.1 and the authors' code): each
 * digit starts at a random place, moves in a random direction by a tenth of the free path a frame, and bounces off
 * the walls; where digits overlap, the brighter pixel wins. A sequence is one example `[frames, side, side]` in
 * [0, 1]. 1,000 sequences of 20 frames of 64×64 take 330 MB. Taught in lesson 17.
 * @param digits images to draw from, `[28, 28]` (MNIST's training or test set).
 * @throws RangeError when a digit does not fit into a frame.
 */
export function movingDigits(digits: Dataset, options: MovingDigitsOptions): Dataset {
  checkOptions('movingDigits', options, {
    count: true,
    frames: true,
    side: true,
    digits: true,
    halved: true,
    seed: true,
  });
  const { count, frames = 20, side = 64, digits: perFrame = 2, halved = false, seed } = options;
  const digitSide = halved ? 14 : 28;
  if (digits.shape.join() !== '28,28')
    throw new RangeError(`movingDigits: digits must be [28, 28], got [${digits.shape}]`);
  if (side <= digitSide) throw new RangeError(`movingDigits: side must exceed ${digitSide}, got ${side}`);
  const generator = new Generator(seed);
  const values = new Float32Array(count * frames * side * side);
  for (let sequence = 0; sequence < count; sequence++)
    for (let each = 0; each < perFrame; each++) {
      const whole = example(digits, generator.integer(digits.count));
      const digit = halved ? half(whole) : whole;
      randomPath(frames, side - digitSide, generator).forEach(([left, top], frame) => {
        const from = (sequence * frames + frame) * side * side;
        paste(digit, digitSide, values.subarray(from, from + side * side), side, left, top);
      });
    }
  return checked({ name: 'moving digits', count, shape: [frames, side, side], values, range: [0, 1] });
}

const stepLength = 0.1;

/** Left and top of a digit in each frame, 0 … free: straight on, bouncing at the walls. */
export function randomPath(frames: number, free: number, generator: Generator): [number, number][] {
  const angle = generator.uniform(0, 2 * Math.PI);
  const place = { x: generator.uniform(), y: generator.uniform() };
  const speed = { x: Math.cos(angle) * stepLength, y: Math.sin(angle) * stepLength };
  return Array.from({ length: frames }, () => {
    for (const axis of ['x', 'y'] as const) {
      place[axis] += speed[axis];
      if (place[axis] > 0 && place[axis] < 1) continue;
      place[axis] = place[axis] <= 0 ? 0 : 1;
      speed[axis] = -speed[axis];
    }
    return [Math.floor(place.x * free), Math.floor(place.y * free)];
  });
}

function half(image: Float32Array): Float32Array {
  return Float32Array.from({ length: 196 }, (_, i) => {
    const at = 56 * Math.floor(i / 14) + 2 * (i % 14);
    return ((image[at] ?? 0) + (image[at + 1] ?? 0) + (image[at + 28] ?? 0) + (image[at + 29] ?? 0)) / 4;
  });
}

function paste(
  digit: Float32Array,
  digitSide: number,
  frame: Float32Array,
  side: number,
  left: number,
  top: number,
): void {
  for (let y = 0; y < digitSide; y++)
    for (let x = 0; x < digitSide; x++) {
      const at = (top + y) * side + left + x;
      frame[at] = Math.max(frame[at] ?? 0, digit[y * digitSide + x] ?? 0);
    }
}
