import { currentDevice } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { sizeOf } from '../checks/shapes.js';
import { copiedBytes, loopTensor } from '../data/value-tensors.js';
import { Batcher, type Examples } from './batches.js';

/** Tensors that hold examples, and in which of their rows. */
export interface Piece {
  /** The inputs `[rows, …shape]`, then the targets, where there are some. */
  readonly data: readonly tf.Tensor[];
  /** Where each example lies. */
  readonly rows: Int32Array;
}

/** Examples as tensors of which a compiled step gathers its batches. */
export interface ExampleSource {
  /** Up to which position of an epoch's order examples can be had in one piece with that at `start`. */
  reach(start: number): number;
  /** The examples at the positions `start` … `end − 1` of the order; the tensors stay the source's. */
  take(order: Uint32Array, start: number, end: number): Piece;
  dispose(): void;
}

/**
 * Bytes that examples may take as one tensor. On a GPU, whose size TensorFlow does not tell, they save the way there; on
 * a processor they are a second copy of what the data set holds, unless they are shared.
 */
const residentBytes = { gpu: 2 ** 30, cpu: 2 ** 26 };
/** About so many bytes of them lie in TensorFlow where they are too many. */
const pieceBytes = 2 ** 23;

/** How much of the memory a source may take. */
export interface SourceLimits {
  /** Bytes of all examples as one tensor. Default: 64 MB, or 1 GiB of a GPU. */
  readonly resident?: number;
  /** Bytes of one piece, where that is too little. Default: 8 MB. */
  readonly piece?: number;
}

/**
 * Where a run's batches come from: one tensor of all examples, over the memory of a large data set of the book; where that
 * would take too much memory, one of as many batches as fit in 8 MB after another. Both give the same batches. Measured on
 * the net 784-128-32-128-784: 3.4 ms a step of all examples, 3.8 of pieces.
 */
export function exampleSource(examples: Examples, batch: number, limits: SourceLimits = {}): ExampleSource {
  const { resident = mostResident(), piece = pieceBytes } = limits;
  const { values, shape, target } = examples;
  const ofTarget = target ? copiedBytes(target.values, sizeOf(target.shape)) : 0;
  const size = copiedBytes(values, sizeOf(shape)) + ofTarget;
  return size <= resident ? new Resident(examples) : new Streamed(examples, batch, piece);
}

function mostResident(): number {
  return currentDevice().includes('GPU') ? residentBytes.gpu : residentBytes.cpu;
}

class Resident implements ExampleSource {
  readonly #data: readonly tf.Tensor[];

  constructor({ count, shape, values, target }: Examples) {
    const x = tf.keep(loopTensor(values, [count, ...shape]));
    this.#data = target ? [x, tf.keep(loopTensor(target.values, [count, ...target.shape]))] : [x];
  }

  reach(): number {
    return Number.POSITIVE_INFINITY;
  }

  take(order: Uint32Array, start: number, end: number): Piece {
    return { data: this.#data, rows: Int32Array.from(order.subarray(start, end)) };
  }

  dispose(): void {
    tf.dispose([...this.#data]);
  }
}

class Streamed implements ExampleSource {
  readonly #batcher: Batcher;
  readonly #size: number;
  #data: tf.Tensor[] = [];
  #order: Uint32Array | undefined;
  #start = -1;

  constructor(examples: Examples, batch: number, piece: number) {
    this.#batcher = new Batcher(examples);
    const bytes = 4 * (sizeOf(examples.shape) + sizeOf(examples.target?.shape ?? []));
    this.#size = batch * Math.max(1, Math.floor(piece / (batch * bytes)));
  }

  reach(start: number): number {
    return start - (start % this.#size) + this.#size;
  }

  take(order: Uint32Array, start: number, end: number): Piece {
    const first = start - (start % this.#size);
    if (order !== this.#order || first !== this.#start) this.#load(order, first);
    return { data: this.#data, rows: Int32Array.from({ length: end - start }, (_, i) => start - first + i) };
  }

  /** All pieces have one size, so that one compiled step takes them; the last repeats its last example. */
  #load(order: Uint32Array, first: number): void {
    this.dispose();
    const last = order.length - 1;
    const indices = Uint32Array.from({ length: this.#size }, (_, i) => order[Math.min(first + i, last)] ?? 0);
    const { x, target } = this.#batcher.batch(indices);
    this.#data = (target ? [x, target] : [x]).map((tensor) => tf.keep(tensor));
    this.#order = order;
    this.#start = first;
  }

  dispose(): void {
    tf.dispose(this.#data);
    this.#data = [];
  }
}
