import * as tf from '@tensorflow/tfjs';
import { spreadTo } from '../kernels/repeated-number.js';
import { defineGradient, indicator, savedAt } from './define-gradient.js';
import { returnToSources } from './return-to-sources.js';

type Axes = number | number[] | undefined;

/** Mends gradients of reductions and of running sums and products. */
export function installReductionGradients(): void {
  installSums();
  installExtremes();
  installProduct();
  installCumulative();
  installTopK();
}

/**
 * A sum's derivative is one number for all that it was made of. It stays so as long as possible: tfjs multiplies it with
 * ones, and each op of the chain then goes over the whole batch.
 */
function installSums(): void {
  for (const kernelName of [tf.Sum, tf.Mean]) {
    const old = tf.getGradient(kernelName);
    defineGradient<tf.NamedAttrMap>(kernelName, {
      inputs: ['x'],
      of: (dy, saved, attributes) => {
        if (tf.getBackend() !== 'tensorflow') return old.gradFunc(dy, [...saved], attributes);
        const { shape, size } = savedAt(saved, 0);
        // The op's own argument.
        const axes = tf.util.parseAxisParam((attributes['axis'] as Axes) ?? range(shape.length), shape);
        const kept = shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
        const each = kernelName === tf.Sum ? dy : tf.div(dy, size / dy.size);
        return { x: () => spreadTo(tf.reshape(each, kept), shape) };
      },
    });
  }
}

/**
 * Where several numbers are the largest, each has an equal share, as in TensorFlow and PyTorch. tfjs gives each the whole,
 * so that their sum is too large.
 */
function installExtremes(): void {
  const names = { [tf.Max]: 'reductionIndices', [tf.Min]: 'axis' } as const;
  for (const [kernelName, name] of Object.entries(names)) {
    defineGradient<Record<typeof name, Axes>>(kernelName, {
      inputs: ['x'],
      outputs: [true],
      of: (dy, saved, attributes) => ({
        x: () => {
          const x = savedAt(saved, 0);
          const axes = tf.util.parseAxisParam(attributes[name] ?? range(x.rank), x.shape);
          const kept = x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length));
          const reached = indicator(tf.equal(x, tf.reshape(savedAt(saved, 1), kept)));
          return tf.mul(tf.reshape(dy, kept), tf.div(reached, tf.sum(reached, axes, true)));
        },
      }),
    });
  }
}

/** tfjs takes axes counted from the end for missing ones. */
function installProduct(): void {
  const old = tf.getGradient(tf.Prod);
  defineGradient<tf.NamedAttrMap>(tf.Prod, {
    inputs: ['x'],
    of: (dy, saved, attributes) => {
      // The op's own argument.
      const axis = attributes['axis'] as Axes;
      const { rank, shape } = savedAt(saved, 0);
      const axes = tf.util.parseAxisParam(axis ?? range(rank), shape);
      return old.gradFunc(dy, [...saved], { ...attributes, axis: [...axes].sort((a, b) => a - b) });
    },
  });
}

interface Cumulative {
  readonly axis: number;
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

function installCumulative(): void {
  // tfjs turns the axes of the result once more than the forward pass does.
  defineGradient<Cumulative>(tf.Cumsum, {
    of: (dy, _saved, { axis, exclusive, reverse }) => ({
      x: () => tf.cumsum(dy, axis, exclusive, !reverse),
    }),
  });
  defineGradient<Cumulative>(tf.Cumprod, {
    inputs: ['x'],
    of: (dy, saved, attributes) => ({ x: () => cumprodGradient(dy, savedAt(saved, 0), attributes) }),
  });
}

/**
 * dxₖ = Σᵢ dyᵢ · Π over j ≤ i, j ≠ k of xⱼ. All products are formed, n² for n numbers: the quicker Σ dyᵢ yᵢ / xₖ has no
 * value where xₖ is 0.
 */
function cumprodGradient(dy: tf.Tensor, x: tf.Tensor, { axis, exclusive, reverse }: Cumulative): tf.Tensor {
  const [along] = tf.util.parseAxisParam(axis, x.shape);
  const last = x.rank - 1;
  const order = [...range(x.rank).filter((i) => i !== along), along ?? last];
  const length = x.shape[along ?? last] ?? 1;
  const leftOut = tf.reshape(indicator(tf.eye(length)), [...order.slice(1).map(() => 1), length, length]);
  // One row for each k, in which xₖ is replaced by 1.
  const factors = tf.add(tf.mul(tf.expandDims(tf.transpose(x, order), -2), tf.sub(1, leftOut)), leftOut);
  const reaches = tf.cumsum(leftOut, leftOut.rank - 1, exclusive, reverse);
  const products = tf.mul(tf.cumprod(factors, factors.rank - 1, exclusive, reverse), reaches);
  const gradient = tf.sum(tf.mul(products, tf.expandDims(tf.transpose(dy, order), -2)), -1);
  return tf.transpose(
    gradient,
    range(x.rank).map((i) => order.indexOf(i)),
  );
}

/** The largest go back to where they were; tfjs refuses. */
function installTopK(): void {
  defineGradient(tf.TopK, {
    inputs: ['x'],
    outputs: [false, true],
    of: (dy, saved) => ({
      x: () => {
        const [x, indices] = [savedAt(saved, 0), savedAt(saved, 1)];
        const length = x.shape.at(-1) ?? 1;
        const starts = tf.mul(tf.range(0, x.size / length, 1, 'int32'), tf.scalar(length, 'int32'));
        const sources = tf.add(tf.reshape(starts, [...x.shape.slice(0, -1), 1]), indices);
        return returnToSources(dy, sources, x.shape);
      },
    }),
  });
}

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
