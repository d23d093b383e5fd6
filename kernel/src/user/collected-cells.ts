import type { Job } from '../bridge.js';
import type { Cell } from './cell.js';

/** Watches cells until nothing refers to them. */
export interface CollectedCells {
  watch(cell: Cell): void;
}

/**
 * Tells when a cell has been garbage collected: no promise, timer or handler of its code is left then, so that nothing
 * can come of it any more.
 */
export function createCollectedCells(collected: (job: Job) => void): CollectedCells {
  const registry = new FinalizationRegistry(collected);
  return { watch: (cell) => registry.register(cell, cell.job) };
}
