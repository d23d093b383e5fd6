import { existsSync } from 'node:fs';
import type * as tf from '@tensorflow/tfjs';
import { readArchive, writeArchive } from '../files/archive.js';
import { assignValues, storedTensor } from '../files/snapshot.js';
import type { Archive, StoredTensor } from '../files/stored-tensor.js';
import type { Epoch } from './history.js';
import type { JitPlan } from './jit-plan.js';

/** Where and how often a run is kept. */
export interface CheckpointOptions {
  /** The file; written so that it is always whole. */
  readonly path: string;
  /** Every so many epochs. Default 1. */
  readonly everyEpochs?: number;
  /** Also every so many steps. Default: not. */
  readonly everySteps?: number;
  /** Whether to go on from the file when it is there. Default true. */
  readonly resume?: boolean;
}

/** Where a run stood, except for its tensors. */
export interface Position {
  /** Steps done in the epoch that was under way. */
  readonly stepInEpoch: number;
  /** Steps done in all. */
  readonly step: number;
  readonly seconds: number;
  readonly epochs: readonly Epoch[];
  readonly sums?: { sums: number[]; examples: number };
  readonly partNames: readonly string[];
  readonly best: { loss: number | null; epoch: number };
  /** Who runs which step. */
  readonly plan: JitPlan;
}

/** What has to be the same for a run to be the same run. */
export type Fingerprint = Readonly<Record<string, unknown>>;

/** All tensors of a run by name: weights, state, optimizer. */
export type RunTensors = ReadonlyMap<string, tf.Variable>;

/** Writes where the run stands. `extra` holds further arrays (the best weights so far). */
export function saveCheckpoint(
  path: string,
  fingerprint: Fingerprint,
  position: Position,
  tensors: RunTensors,
  extra: ReadonlyMap<string, StoredTensor> = new Map(),
): void {
  const all = new Map<string, StoredTensor>(extra);
  for (const [name, variable] of tensors) all.set(name, storedTensor(variable));
  writeArchive(path, { about: { kind: 'checkpoint', fingerprint, position }, tensors: all });
}

/**
 * Reads a checkpoint and puts its tensors back; undefined when there is no file.
 * @throws Error when the file is damaged or belongs to another run (it says what differs).
 */
export function loadCheckpoint(
  path: string,
  fingerprint: Fingerprint,
  tensors: RunTensors,
): { position: Position; extra: ReadonlyMap<string, StoredTensor> } | undefined {
  if (!existsSync(path)) return undefined;
  const archive = readArchive(path);
  checkFingerprint(path, archive, fingerprint);
  const extra = new Map(archive.tensors);
  for (const [name, variable] of tensors) {
    putBack(path, name, variable, archive.tensors.get(name));
    extra.delete(name);
  }
  // A checkpoint whose checksum and fingerprint fit was written by saveCheckpoint, from a Position.
  return { position: archive.about['position'] as Position, extra };
}

function checkFingerprint(path: string, archive: Archive, fingerprint: Fingerprint): void {
  if (archive.about['kind'] !== 'checkpoint')
    throw new Error(
      `fit: ${path} is a saved ${String(archive.about['kind'])}, no checkpoint; choose another path`,
    );
  // Written by saveCheckpoint, see above.
  const kept = archive.about['fingerprint'] as Fingerprint;
  // Files from before version 2 say less of their run: what they do not say is not asked.
  const asked = kept['version'] === undefined ? [] : Object.keys(fingerprint);
  const names = new Set([...Object.keys(kept), ...asked]);
  const differing = [...names].filter((name) => !agree(kept[name], fingerprint[name]));
  if (differing.length === 0) return;
  const lines = differing.map(
    (key) => `${key} was ${JSON.stringify(kept[key])}, is ${JSON.stringify(fingerprint[key])}`,
  );
  throw new Error(
    `fit: the checkpoint ${path} belongs to another run (${lines.join('; ')}). ` +
      'Delete it, choose another path, or set checkpoint.resume to false',
  );
}

/** Whether two entries are equal; losses, which are computed, to four digits, as another machine may round them. */
function agree(a: unknown, b: unknown): boolean {
  if (!isLoss(a) || !isLoss(b)) return JSON.stringify(a) === JSON.stringify(b);
  return Object.keys({ ...a, ...b }).every((name) => {
    const [left = Number.NaN, right = Number.NaN] = [a[name], b[name]];
    return (
      Object.is(left, right) || Math.abs(left - right) <= 1e-4 * Math.max(Math.abs(left), Math.abs(right))
    );
  });
}

/** A loss in its parts, as numbers. */
function isLoss(value: unknown): value is Record<string, number> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'total' in value &&
    Object.values(value).every((entry) => typeof entry === 'number')
  );
}

function putBack(path: string, name: string, variable: tf.Variable, tensor: StoredTensor | undefined): void {
  if (!tensor || tensor.shape.join() !== variable.shape.join())
    throw new Error(
      `fit: the checkpoint ${path} has [${tensor?.shape}] for ${name}, expected [${variable.shape}]`,
    );
  assignValues(variable, tensor);
}
