import type { ModelDescription, ModelKind } from './storage.js';

type Options = Readonly<Record<string, unknown>>;

/**
 * A saved model's description with the names of today, so that files of before a renaming still load. A new name of an
 * option or of its value is added here, and nowhere else.
 */
export function withPresentNames({ kind, options }: ModelDescription): ModelDescription {
  const { loss, ...rest } = renamed(options, { codeSize: 'latentDim', ...formerNames[kind] });
  const sized = kind === 'sequenceAutoencoder' ? withBothStates(rest) : rest;
  if (typeof loss !== 'string') return { kind, options: sized };
  return { kind, options: { ...sized, loss: formerLosses[loss] ?? loss } };
}

const formerNames: Readonly<Partial<Record<ModelKind, Readonly<Record<string, string>>>>> = {
  boltzmannMachine: { visible: 'inputSize', hidden: 'latentDim', decay: 'weightDecay' },
};

const formerLosses: Readonly<Record<string, string>> = {
  mse: 'squaredError',
  bce: 'binaryCrossEntropy',
  categorical: 'categoricalCrossEntropy',
  observed: 'observedSquaredError',
};

/** A sequence model was given the units of an LSTM; its code has both states of as many numbers. */
function withBothStates({ units, ...options }: Options): Options {
  return typeof units === 'number' ? { ...options, latentDim: 2 * units } : options;
}

function renamed(options: Options, names: Readonly<Record<string, string>>): Options {
  return Object.fromEntries(Object.entries(options).map(([name, value]) => [names[name] ?? name, value]));
}
