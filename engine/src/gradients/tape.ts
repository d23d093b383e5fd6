import * as tf from '@tensorflow/tfjs';
import { type CustomGradient, engine } from '../engine-state.js';

/**
 * Mends how tfjs records what was run:
 * - The record keeps its own list of results. A program that reverses what `unstack` gave it would reverse tfjs's, too.
 * - Inputs that a call leaves out (the scale of batch norm) are not recorded and not saved; tfjs fails on them.
 * - The quotient within `divNoNan` is recorded under that name: it has a gradient where the divisor is 0.
 * - The fused ops are recorded as the kernels they run. Their own gradients refuse dilations and batches that broadcast.
 */
export function installTape(): void {
  const { addTapeNode, saveTensorsForBackwardMode, customGrad } = engine();
  engine().addTapeNode = function record(kernelName, inputs, outputs, ...rest) {
    const isGuarded = kernelName === tf.RealDiv && this.state.scopeStack.at(-2)?.name === guardedQuotient;
    const name = isGuarded ? guardedQuotient : kernelName;
    return addTapeNode.call(this, name, withoutMissing(inputs), [...outputs], ...rest);
  };
  engine().saveTensorsForBackwardMode = function save(tensors) {
    return saveTensorsForBackwardMode.call(this, tensors.filter(isPresent));
  };
  engine().customGrad = function define(f) {
    const custom = customGrad.call(this, f);
    return (...inputs) => {
      const isFused = fusedOps.has(this.state.activeScope?.name ?? '');
      return isFused && this.isTapeOn() ? this.tidy(() => valueAt(f, inputs)) : custom(...inputs);
    };
  };
}

/** The name under which tfjs runs `divNoNan`. */
export const guardedQuotient = 'divNoNan__op';

/** The names under which tfjs runs its fused ops. */
const fusedOps: ReadonlySet<string> = new Set([
  'fusedMatMul__op',
  'fusedConv2d__op',
  'fusedDepthwiseConv2d__op',
]);

function valueAt(f: CustomGradient, inputs: tf.Tensor[]): tf.Tensor {
  const saveNothing = (): void => undefined;
  return f(...inputs, saveNothing).value;
}

/** Inputs are named, or a list. */
function withoutMissing<Inputs extends object>(inputs: Inputs): Inputs {
  if (Array.isArray(inputs)) return inputs;
  // The names that stay have the same values.
  return Object.fromEntries(Object.entries(inputs).filter(([, input]) => isPresent(input))) as Inputs;
}

const isPresent = (input: unknown): boolean => input !== undefined && input !== null;
