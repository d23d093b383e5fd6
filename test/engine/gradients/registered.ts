import * as tf from '@tensorflow/tfjs';

/** Those that no op of real numbers comes to, each with its reason. */
const withoutRow: Readonly<Record<string, string>> = {
  [tf.ComplexAbs]: "of complex tensors; tfjs's record takes float32 gradients only",
  [tf.BroadcastTo]: 'tf.broadcastTo runs Tile',
  [tf.LogSoftmax]: 'tf.logSoftmax has a gradient of its own',
};

/** Names under which tfjs runs what is no kernel of its list. */
const otherNames = ['ReluGrad', 'SigmoidGrad', 'TanhGrad', 'softmaxCrossEntropy__op', 'divNoNan__op'];

/** Kernels whose gradient is registered, by tfjs or by the engine. */
export function registeredGradients(): string[] {
  const kernels = Object.values<unknown>(tf).filter((value) => typeof value === 'string');
  return [...new Set([...kernels, ...otherNames])].filter((name) => tf.getGradient(name) !== undefined);
}

/** Notes which registered gradients are used, until stopped. */
export function watchGradients(): { unused: () => string[]; stop: () => void } {
  const used = new Set<string>();
  const undo = registeredGradients().map((name) => {
    const config = tf.getGradient(name);
    const { gradFunc } = config;
    config.gradFunc = (...parameters) => {
      used.add(name);
      return gradFunc(...parameters);
    };
    return () => {
      config.gradFunc = gradFunc;
    };
  });
  return {
    unused: () => registeredGradients().filter((name) => !used.has(name) && !(name in withoutRow)),
    stop: () => {
      for (const restore of undo) restore();
    },
  };
}
