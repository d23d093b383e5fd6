import { backend } from '../backend.js';
import { countsSince, engine } from '../engine-state.js';
import { setActiveTrace } from './active.js';
import type { Trace } from './trace.js';

/** The backend's methods, and those of tfjs's engine, that own properties cover in a trace: deleting these uncovers them. */
export const backendHooks = ['getInputTensorIds', 'createOutputTensor', 'move', 'disposeData'] as const;
export const variableHooks = ['makeVariable', 'disposeVariable'] as const;

/**
 * Runs something in the middle of a trace as if there were none: for variables that an optimizer makes at its first
 * step. What tfjs counts meanwhile stays counted when the trace ends.
 */
export function outsideTrace<T>(trace: Trace, action: () => T): T {
  const resume = [suspend(backend, backendHooks), suspend(engine(), variableHooks)];
  const active = setActiveTrace(undefined);
  const before = countsSince();
  try {
    return action();
  } finally {
    trace.madeOutside.push(countsSince(before));
    setActiveTrace(active);
    for (const again of resume) again();
  }
}

/** Takes an object's own properties away, which uncovers its class's; returns what puts them back. */
function suspend(target: object, names: readonly string[]): () => void {
  const hooks = names.map((name) => [name, Reflect.get(target, name)] as const);
  for (const name of names) Reflect.deleteProperty(target, name);
  return () => Object.assign(target, Object.fromEntries(hooks));
}
