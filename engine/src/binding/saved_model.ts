import type { Metadata } from './registry.js';

function unsupported(name: string): never {
  throw new Error(
    `${name}: this version of @codebook/engine cannot load a SavedModel yet. Use a tfjs model.json.`,
  );
}

/** Loads a SavedModel from a folder; returns its id. */
export function loadSavedModel(_folder: string, _tags: string): number {
  return unsupported('loadSavedModel');
}

/** Releases a SavedModel. */
export function deleteSavedModel(_id: number): void {
  unsupported('deleteSavedModel');
}

/** Runs a SavedModel's signature. */
export function runSavedModel(
  _id: number,
  _inputIds: number[],
  _inputNames: string,
  _outputNames: string,
): Metadata[] {
  return unsupported('runSavedModel');
}

/** How many SavedModels are loaded. */
export function savedModelCount(): number {
  return 0;
}
