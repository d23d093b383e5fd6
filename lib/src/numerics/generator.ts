import { checkSeed } from '../checks/options.js';

/**
 * A seeded generator of random numbers for data: xoshiro128** (Blackman & Vigna 2021, "Scrambled linear
 * pseudorandom number generators"), its state filled by SplitMix32 from one whole-number seed. The same seed
 * gives the same numbers on every machine. Randomness inside training belongs to the engine, not here.
 */
export class Generator {
  readonly #state = new Uint32Array(4);
  #spareNormal: number | undefined;

  /**
   * @param seed a whole number in [0, 2³²).
   * @throws RangeError for any other seed.
   */
  constructor(seed: number) {
    checkSeed('Generator', seed);
    let counter = seed >>> 0;
    for (let i = 0; i < 4; i++) {
      counter = (counter + 0x9e3779b9) >>> 0;
      this.#state[i] = splitMix32(counter);
    }
  }

  /** The next 32 random bits, as a whole number in [0, 2³²). */
  bits(): number {
    const s = this.#state;
    const [a = 0, b = 0, c = 0, d = 0] = s;
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const e = c ^ a;
    const f = d ^ b;
    s[1] = b ^ e;
    s[0] = a ^ f;
    s[2] = e ^ (b << 9);
    s[3] = rotateLeft(f, 11);
    return result;
  }

  /** A number drawn uniformly from [low, high); 32 bits of resolution. */
  uniform(low = 0, high = 1): number {
    return low + (high - low) * (this.bits() / 4294967296);
  }

  /**
   * A whole number drawn uniformly from 0 … n − 1, without modulo bias (values above the last multiple of n
   * are drawn again).
   * @throws RangeError when n is not a whole number in [1, 2³²].
   */
  integer(n: number): number {
    if (!Number.isInteger(n) || n < 1 || n > 4294967296)
      throw new RangeError(`Generator.integer: n must be a whole number in [1, 2^32], got ${n}`);
    const limit = 4294967296 - (4294967296 % n);
    let drawn = this.bits();
    while (drawn >= limit) drawn = this.bits();
    return drawn % n;
  }

  /** A normal number with the given mean and standard deviation (Box & Muller 1958). */
  normal(mean = 0, deviation = 1): number {
    if (this.#spareNormal !== undefined) {
      const spare = this.#spareNormal;
      this.#spareNormal = undefined;
      return mean + deviation * spare;
    }
    const radius = Math.sqrt(-2 * Math.log((this.bits() + 1) / 4294967296));
    const angle = 2 * Math.PI * this.uniform();
    this.#spareNormal = radius * Math.sin(angle);
    return mean + deviation * radius * Math.cos(angle);
  }

  /** One of the choices, each equally likely. */
  choice<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.integer(choices.length)] ?? choices[0];
  }

  /** The numbers 0 … n − 1 in random order (Fisher & Yates; every order equally likely). */
  permutation(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.integer(i + 1);
      const kept = order[i] ?? 0;
      order[i] = order[j] ?? 0;
      order[j] = kept;
    }
    return order;
  }
}

function rotateLeft(value: number, places: number): number {
  return (value << places) | (value >>> (32 - places));
}

function splitMix32(counter: number): number {
  let mixed = counter ^ (counter >>> 16);
  mixed = Math.imul(mixed, 0x21f0aaad);
  mixed ^= mixed >>> 15;
  mixed = Math.imul(mixed, 0x735a2d97);
  return (mixed ^ (mixed >>> 15)) >>> 0;
}
