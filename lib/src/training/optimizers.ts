import { atLearningRate, setLearningRate } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { checkOptions } from '../checks/options.js';

/** How weights follow gradients g at rate η, by tfjs's optimizers of these names. */
export type OptimizerName = 'adam' | 'sgd' | 'momentum' | 'rmsprop';

/** An optimizer with its numbers; those not given have the usual defaults. */
export interface OptimizerOptions {
  readonly name: OptimizerName;
  /** Adam: decay of the mean of gradients. Default 0.9. */
  readonly beta1?: number;
  /** Adam: decay of the mean of squared gradients. Default 0.999. */
  readonly beta2?: number;
  /** Adam, RMSProp: keeps the division finite. Default 1e-7. */
  readonly epsilon?: number;
  /** Momentum: how much of the last step remains. Default 0.9. */
  readonly momentum?: number;
  /** RMSProp: decay of the mean of squared gradients. Default 0.9. */
  readonly decay?: number;
  /** Scales all gradients down together when their common norm exceeds this. Default: never. */
  readonly clipNorm?: number;
  /**
   * Decoupled weight decay λ: each step also takes the share η λ off all matrices and filters, past the gradients. With
   * `adam` this is AdamW. No term of the loss: for that, give the model the penalty `weightDecay(λ)`. Default: none.
   */
  readonly decoupledDecay?: number;
}

/**
 * An optimizer whose learning rate can follow a schedule without a step being traced again, and whose whole
 * state can be read, kept in a checkpoint and put back.
 *
 * - `sgd`: w ← w − η g.
 * - `momentum`: v ← μ v + g, w ← w − η v (Polyak 1964).
 * - `rmsprop`: q ← γ q + (1 − γ) g², w ← w − η g / √(q + ε) (Tieleman & Hinton 2012).
 * - `adam`: m ← β₁ m + (1 − β₁) g, q ← β₂ q + (1 − β₂) g², w ← w − η m̂ / (√q̂ + ε) with
 *   m̂ = m / (1 − β₁ᵗ) and q̂ = q / (1 − β₂ᵗ) (Kingma & Ba 2015, algorithm 1).
 *
 * With `decoupledDecay: λ` each also subtracts η λ w from the weights w that have two axes or more, biases left out
 * (Loshchilov & Hutter 2019, algorithms 1 and 2). Taught in lesson 09.
 */
export class Optimizer {
  /** Everything that the optimizer remembers, by name. */
  readonly state: ReadonlyMap<string, tf.Variable>;
  readonly #optimizer: tf.Optimizer;
  readonly #clipNorm: number | undefined;
  readonly #decay: DecoupledDecay | undefined;

  /** @throws RangeError for an unknown name or option. */
  constructor(
    options: OptimizerName | OptimizerOptions,
    readonly variables: readonly tf.Variable[],
  ) {
    const { clipNorm, decoupledDecay, ...numbers } = checkedOptions(
      typeof options === 'string' ? { name: options } : options,
    );
    this.#clipNorm = clipNorm;
    this.#optimizer = made(numbers);
    if (decoupledDecay) this.#decay = new DecoupledDecay(decoupledDecay, variables);
    this.state = primed(this.#optimizer, variables);
  }

  /** Sets the learning rate of the steps to come, compiled ones too. */
  setRate(rate: number): void {
    setLearningRate(this.#optimizer, rate);
    this.#decay?.setRate(rate);
  }

  /**
   * One step: computes the gradients of `loss` and moves the variables by them.
   * @param rate the learning rate of this step, a tensor `[]`; by default what was set.
   */
  minimize(loss: () => tf.Scalar, rate?: tf.Tensor): void {
    tf.tidy(() => {
      const { grads } = tf.variableGrads(loss, [...this.variables]);
      const gradients = this.variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable));
      const bounded = this.#clipNorm === undefined ? gradients : clippedTogether(gradients, this.#clipNorm);
      const update = (): void => this.#optimizer.applyGradients(byName(this.variables, bounded));
      const decay = this.#decay?.ofNow(rate);
      if (rate) atLearningRate(this.#optimizer, rate, update);
      else update();
      decay?.();
    });
  }

  /** Frees the state; the trained variables stay. */
  dispose(): void {
    this.#optimizer.dispose();
    this.#decay?.dispose();
  }
}

/** Decoupled decay as what it is: a step of plain gradient descent along λ w, whatever the other optimizer does. */
class DecoupledDecay {
  readonly #descent = tf.train.sgd(0);
  readonly #kernels: readonly tf.Variable[];

  constructor(
    readonly lambda: number,
    variables: readonly tf.Variable[],
  ) {
    this.#kernels = variables.filter(({ rank }) => rank >= 2);
  }

  setRate(rate: number): void {
    setLearningRate(this.#descent, rate);
  }

  /** Reads the weights as they are now; the function that it gives takes η λ of that off them. */
  ofNow(rate: tf.Tensor | undefined): () => void {
    const slopes = this.#kernels.map((kernel) => kernel.mul(this.lambda));
    const update = (): void => this.#descent.applyGradients(byName(this.#kernels, slopes));
    return rate ? () => atLearningRate(this.#descent, rate, update) : update;
  }

  dispose(): void {
    this.#descent.dispose();
  }
}

function made({ name, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, ...rest }: OptimizerOptions): tf.Optimizer {
  switch (name) {
    case 'adam':
      return tf.train.adam(0, beta1, beta2, epsilon);
    case 'rmsprop':
      return tf.train.rmsprop(0, rest.decay ?? 0.9, 0, epsilon);
    case 'momentum':
      return tf.train.momentum(0, rest.momentum ?? 0.9);
    case 'sgd':
      return tf.train.sgd(0);
  }
}

const slotLists = {
  m: 'accumulatedFirstMoment',
  q: 'accumulatedSecondMoment',
  v: 'accumulations',
  squares: 'accumulatedMeanSquares',
  moments: 'accumulatedMoments',
} as const;

const powers = ['accBeta1', 'accBeta2'] as const;

/**
 * tfjs makes an optimizer's variables at its first step. A step by zero gradients at rate 0 makes them and
 * changes nothing, but for the powers of β, which are put back.
 */
function primed(
  optimizer: tf.Optimizer,
  variables: readonly tf.Variable[],
): ReadonlyMap<string, tf.Variable> {
  const state = new Map<string, tf.Variable>();
  tf.tidy(() => {
    const scalars = powers.flatMap((name) => variablesIn(Reflect.get(optimizer, name)));
    const initial = scalars.map((scalar) => scalar.dataSync()[0] ?? 1);
    optimizer.applyGradients(
      byName(
        variables,
        variables.map((variable) => tf.zerosLike(variable)),
      ),
    );
    scalars.forEach((scalar, i) => {
      scalar.assign(tf.scalar(initial[i] ?? 1));
      state.set(`power/${i}`, scalar);
    });
  });
  for (const [short, field] of Object.entries(slotLists))
    variablesIn(Reflect.get(optimizer, field)).forEach((slot, i) => state.set(`${short}/${i}`, slot));
  return state;
}

/** The variables in a field of an optimizer: one, a list of them, a list of `{ variable }`, or none. */
function variablesIn(field: unknown): tf.Variable[] {
  if (field instanceof tf.Variable) return [field];
  if (Array.isArray(field)) return field.flatMap(variablesIn);
  if (typeof field === 'object' && field !== null && 'variable' in field) return variablesIn(field.variable);
  return [];
}

function byName(variables: readonly tf.Variable[], gradients: readonly tf.Tensor[]): tf.NamedTensorMap {
  return Object.fromEntries(
    variables.flatMap(({ name }, i) => {
      const gradient = gradients[i];
      return gradient ? [[name, gradient] as const] : [];
    }),
  );
}

/** g ← g · min(1, clip / ‖g‖), ‖g‖ over all gradients together (Pascanu et al. 2013). */
function clippedTogether(gradients: readonly tf.Tensor[], clip: number): tf.Tensor[] {
  const norm = tf.addN(gradients.map((gradient) => gradient.square().sum())).sqrt();
  const factor = tf.minimum(1, tf.scalar(clip).div(norm.add(1e-12)));
  return gradients.map((gradient) => gradient.mul(factor));
}

const names: readonly OptimizerName[] = ['adam', 'sgd', 'momentum', 'rmsprop'];

function checkedOptions(options: OptimizerOptions): OptimizerOptions {
  checkOptions('Optimizer', options, {
    name: true,
    beta1: true,
    beta2: true,
    epsilon: true,
    momentum: true,
    decay: true,
    clipNorm: true,
    decoupledDecay: true,
  });
  checkNumbers(options);
  if (!names.includes(options.name))
    throw new RangeError(`Optimizer: name must be one of ${names.join(', ')}, got ${options.name}`);
  return options;
}

const shares = ['beta1', 'beta2', 'momentum', 'decay'] as const;
const positive = ['epsilon', 'clipNorm'] as const;

function checkNumbers(options: OptimizerOptions): void {
  for (const name of shares) {
    const value = options[name];
    if (value !== undefined && !(value >= 0 && value < 1))
      throw new RangeError(`Optimizer: ${name} must lie in [0, 1), got ${value}`);
  }
  for (const name of positive) {
    const value = options[name];
    if (value !== undefined && !(value > 0))
      throw new RangeError(`Optimizer: ${name} must be above 0, got ${value}`);
  }
  const { decoupledDecay: decay = 0 } = options;
  if (!(decay >= 0 && Number.isFinite(decay)))
    throw new RangeError(`Optimizer: decoupledDecay must be a number ≥ 0, got ${decay}`);
}
