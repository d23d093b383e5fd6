import * as tf from '@tensorflow/tfjs';
import { disposeScopes, engine } from './engine-state.js';
import { registry, undoAll } from './repair.js';

/**
 * Makes what a hard stop can interrupt safe: assignment gives a variable its new data before the old is released, and
 * the kernel's repair ends what tfjs had begun.
 */
export function installRepair(): void {
  tf.Variable.prototype.assign = assign;
  Object.assign(tf.Tensor.prototype, { dispose });
  rememberKept();
  releaseKeptOnError();
  registry().add(endWhatWasBegun);
}

/** As tfjs's, but marked before it is released: a stop in the middle must not lead to a second release. */
function dispose(this: tf.Tensor & { kerasMask?: tf.Tensor; isDisposedInternal: boolean }): void {
  if (this.isDisposed) return;
  this.kerasMask?.dispose();
  this.isDisposedInternal = true;
  engine().disposeTensor(this);
}

/** As tfjs's, but the variable has data at every moment: the program may be stopped in the middle. */
function assign(this: tf.Variable, value: tf.Tensor): void {
  if (value.dtype !== this.dtype) {
    throw new Error(`dtype of the new value (${value.dtype}) and previous value (${this.dtype}) must match`);
  }
  if (!tf.util.arraysEqual(value.shape, this.shape)) {
    throw new Error(`shape of the new value (${value.shape}) and previous value (${this.shape}) must match`);
  }
  const { dataId, dtype, shape, size } = this;
  tf.backend().incRef(value.dataId);
  this.dataId = value.dataId;
  engine().trackTensor(this, null);
  engine().disposeTensor({ dataId, dtype, shape, size });
}

const keptInGradient = new Set<tf.Tensor>();

/** Remembers what is kept while a gradient is computed: mostly what the backward pass will need. */
function rememberKept(): void {
  const keep = engine().keep;
  engine().keep = function remember(tensor) {
    if (this.state.gradientDepth > 0) keptInGradient.add(tensor);
    return keep.call(this, tensor);
  };
}

/** Without this, an error inside a gradient leaves behind what was kept for the backward pass. */
function releaseKeptOnError(): void {
  const gradients = engine().gradients;
  engine().gradients = function safeGradients(...parameters) {
    try {
      return gradients.apply(this, parameters);
    } catch (error) {
      if (this.state.gradientDepth === 0) releaseKept();
      throw error;
    } finally {
      if (this.state.gradientDepth === 0) keptInGradient.clear();
    }
  };
}

function releaseKept(): void {
  engine().state.activeTape = null;
  const kept = [...keptInGradient];
  keptInGradient.clear();
  for (const tensor of kept) tensor.dispose();
}

/**
 * Puts tfjs's engine back to where it is between programs: no tape, no kernel, no scope; the tensors of the scopes that
 * were open are disposed of, except those the program keeps.
 */
function endWhatWasBegun(): void {
  releaseKept();
  undoAll();
  disposeScopes(0);
  const { state } = engine();
  Object.assign(state, {
    gradientDepth: 0,
    kernelDepth: 0,
    activeScope: undefined,
    scopeStack: [],
    numDataMovesStack: [],
  });
}
