import type { ModelDescription } from './storage.js';

/**
 * A saved model's description with the names of today, so that files of before a renaming still load. A new name of an
 * option or of its value is added here, and nowhere else.
 */
export function withPresentNames({ kind, options }: ModelDescription): ModelDescription {
  return { kind, options: renamed(options, { codeSize: 'latentDim' }) };
}

function renamed(
  options: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [names[name] ?? name, value]));
}
