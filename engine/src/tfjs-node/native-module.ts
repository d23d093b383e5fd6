import { createRequire, Module } from 'node:module';
import { fileURLToPath } from 'node:url';
import { binding } from '../binding/binding.js';

type Load = (request: string, parent: { filename?: string } | undefined, isMain: boolean) => unknown;

// Node has no public way to answer a `require`; `_load` is what instrumentation tools have used since Node 0.x.
const loader = Module as unknown as { _load: Load };

/** tfjs-node asks node-pre-gyp where its native module lies, looks that it exists, and requires it. */
const stand = fileURLToPath(import.meta.url);

/**
 * Answers tfjs-node's search for its native module with the engine's binding. Everything else is loaded as before.
 * Works for `require` and `import`, because both load tfjs-node's CommonJS files through `Module._load`.
 */
export function serveBinding(): void {
  const load = loader._load;
  loader._load = (request, parent, isMain) => {
    if (!isTfjsNode(parent)) return load(request, parent, isMain);
    if (request === '@mapbox/node-pre-gyp') return { find: () => stand };
    return request === stand ? binding : load(request, parent, isMain);
  };
}

function isTfjsNode(parent: { filename?: string } | undefined): boolean {
  return /[\\/]@tensorflow[\\/]tfjs-node(-gpu)?[\\/]dist[\\/]/.test(parent?.filename ?? '');
}

/** Loads tfjs-node, which finds the backend it wants to register already there and would warn about that. */
export function loadTfjsNode(): void {
  const warn = console.warn;
  console.warn = () => {};
  try {
    createRequire(import.meta.url)('@tensorflow/tfjs-node');
  } finally {
    console.warn = warn;
  }
}
