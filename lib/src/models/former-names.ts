import type { ModelDescription } from './storage.js';

/**
 * A saved model's description with the names of today, so that files of before a renaming still load. A new name of an
 * option or of its value is added here, and nowhere else.
 */
export function withPresentNames({ kind, options }: ModelDescription): ModelDescription {
  const present = renamed(options, { codeSize: 'latentDim' });
  const { loss } = present;
  if (typeof loss !== 'string') return { kind, options: present };
  return { kind, options: { ...present, loss: formerLosses[loss] ?? loss } };
}

const formerLosses: Readonly<Record<string, string>> = {
  mse: 'squaredError',
  bce: 'binaryCrossEntropy',
  categorical: 'categoricalCrossEntropy',
  observed: 'observedSquaredError',
};

function renamed(
  options: Readonly<Record<string, unknown>>,
  names: Readonly<Record<string, string>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [names[name] ?? name, value]));
}
