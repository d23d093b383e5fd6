/** An array of numbers with its shape, as a file keeps it. */
export interface StoredTensor {
  readonly shape: readonly number[];
  readonly values: Float32Array | Int32Array;
}

/** Named arrays, in the order of their bytes, and a JSON description: what a saved model or a checkpoint consists of. */
export interface Archive {
  readonly about: Readonly<Record<string, unknown>>;
  readonly tensors: ReadonlyMap<string, StoredTensor>;
}
