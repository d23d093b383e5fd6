import * as tf from '@tensorflow/tfjs';
import { backend, dataOf } from '../backend.js';
import type { Metadata } from '../binding/registry.js';
import { engine } from '../engine-state.js';
import { hookOptimizers } from '../optimizers/hook-optimizers.js';
import { assignInTrace } from './assignment.js';
import { backendHooks, variableHooks } from './outside.js';
import type { Trace } from './trace.js';

/**
 * Redirects, for the length of a trace, what must not happen as usual in it: assignments are recorded, outside tensors
 * become inputs, and random draws in JavaScript, new variables and disposal of outside tensors throw.
 *
 * @param undo Takes functions that put everything back; each is there before its change is made, in case of a hard stop.
 */
export function installHooks(trace: Trace, undo: (() => void)[]): void {
  hookAssign(trace, undo);
  hookBackend(trace, undo);
  hookRandom(undo);
  hookVariables(undo);
  hookOptimizers(trace, undo);
}

function hookAssign(trace: Trace, undo: (() => void)[]): void {
  const prototype = tf.Variable.prototype;
  const original = prototype.assign;
  undo.push(() => {
    prototype.assign = original;
  });
  prototype.assign = function assign(this: tf.Variable, value: tf.Tensor): void {
    if (value.dtype !== this.dtype || !tf.util.arraysEqual(value.shape, this.shape)) {
      throw new Error(
        `Variable.assign: ${this.name} is ${this.dtype} [${this.shape}], got ${value.dtype} [${value.shape}]`,
      );
    }
    assignInTrace(trace, this, value.dataId);
  };
}

function hookBackend(trace: Trace, undo: (() => void)[]): void {
  const { getInputTensorIds, createOutputTensor, move, disposeData } = backend;
  undo.push(() => {
    for (const name of backendHooks) Reflect.deleteProperty(backend, name);
  });
  Object.assign(backend, {
    getInputTensorIds(tensors: readonly { dataId?: object }[]): number[] {
      return tensors.flatMap((tensor) =>
        tensor.dataId === undefined || trace.owned.has(tensor.dataId)
          ? getInputTensorIds.call(backend, [tensor])
          : trace.idOfOuter(tensor.dataId),
      );
    },
    createOutputTensor(metadata: Metadata): tf.Tensor {
      const tensor = createOutputTensor.call(backend, metadata);
      trace.owned.add(tensor.dataId);
      return tensor;
    },
    move(dataId: object, ...rest: [unknown, number[], tf.DataType, number]): void {
      trace.owned.add(dataId);
      move.call(backend, dataId, ...rest);
    },
    disposeData(dataId: object, force?: boolean): boolean {
      if (!trace.owned.has(dataId) && (dataOf(dataId)?.refCount ?? 2) <= 1) {
        if (trace.abandoned) return false;
        refuseDisposal();
      }
      return disposeData.call(backend, dataId, force);
    },
  });
}

function refuseDisposal(): never {
  throw new Error(
    'compile: the step disposes of a tensor or variable made outside it. Dispose of it after the step has returned.',
  );
}

function hookRandom(undo: (() => void)[]): void {
  const original = Math.random;
  undo.push(() => {
    Math.random = original;
  });
  Math.random = () => {
    throw new Error(
      'compile: the step draws random numbers in JavaScript (tf.randomNormal, tf.randomUniform, tf.dropout, ' +
        'tf.layers.dropout, Math.random): traced once, they would be the same at every step. ' +
        "Use `random` and the layers `Dropout` and `GaussianNoise` of '@codebook/engine'.",
    );
  };
}

function hookVariables(undo: (() => void)[]): void {
  undo.push(() => {
    for (const name of variableHooks) Reflect.deleteProperty(engine(), name);
  });
  engine().makeVariable = () => {
    throw new Error(
      'compile: the step makes a variable each time it runs. Make variables before the step, or in its first call.',
    );
  };
  engine().disposeVariable = refuseDisposal;
}
