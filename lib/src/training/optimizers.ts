import * as tf from '@tensorflow/tfjs';

/** How weights follow gradients g at rate η; the equations are at the functions of the same name. */
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
}

type Update = (gradient: tf.Tensor, rate: tf.Scalar) => void;

/**
 * An optimizer whose learning rate is a tensor, so that a compiled step follows a schedule without being traced
 * again, and whose whole state can be read, kept in a checkpoint and put back.
 */
export class Optimizer {
  /** Everything an optimizer remembers, by name. */
  readonly state = new Map<string, tf.Variable>();
  readonly #updates: Update[];
  readonly #options: OptimizerOptions;

  /** @throws RangeError for an unknown name or option. */
  constructor(
    options: OptimizerName | OptimizerOptions,
    readonly variables: readonly tf.Variable[],
  ) {
    this.#options = checkedOptions(typeof options === 'string' ? { name: options } : options);
    this.#updates = this.#makeUpdates();
  }

  /** One step: computes the gradients of `loss` and moves the variables by them. */
  minimize(loss: () => tf.Scalar, rate: tf.Scalar): void {
    tf.tidy(() => {
      const { grads } = tf.variableGrads(loss, [...this.variables]);
      const gradients = this.variables.map((variable) => grads[variable.name] ?? tf.zerosLike(variable));
      const clip = this.#options.clipNorm;
      const bounded = clip === undefined ? gradients : clippedTogether(gradients, clip);
      this.#advance?.();
      this.#updates.forEach((update, i) => {
        const gradient = bounded[i];
        if (gradient) update(gradient, rate);
      });
    });
  }

  /** Frees the state; the trained variables stay. */
  dispose(): void {
    for (const variable of this.state.values()) variable.dispose();
    this.state.clear();
  }

  #advance: (() => void) | undefined;

  #makeUpdates(): Update[] {
    const { name, momentum = 0.9, decay = 0.9, epsilon = 1e-7 } = this.#options;
    if (name === 'sgd') return this.variables.map((variable) => sgd(variable));
    if (name === 'momentum')
      return this.variables.map((variable, i) => momentumStep(variable, this.#slot('v', i), momentum));
    if (name === 'rmsprop')
      return this.variables.map((variable, i) => rmsprop(variable, this.#slot('q', i), decay, epsilon));
    return this.#adamUpdates(epsilon);
  }

  #adamUpdates(epsilon: number): Update[] {
    const { beta1 = 0.9, beta2 = 0.999 } = this.#options;
    const power1 = this.#scalar('beta1 power');
    const power2 = this.#scalar('beta2 power');
    this.#advance = () => {
      power1.assign(power1.mul(beta1));
      power2.assign(power2.mul(beta2));
    };
    const at = { power1, power2, beta1, beta2, epsilon };
    return this.variables.map((variable, i) => adam(variable, this.#slot('m', i), this.#slot('q', i), at));
  }

  #slot(kind: string, index: number): tf.Variable {
    const variable = this.variables[index];
    if (!variable) throw new RangeError(`Optimizer: no variable ${index}`);
    return this.#keep(`${kind}/${index}`, tf.zeros(variable.shape));
  }

  #scalar(name: string): tf.Variable {
    return this.#keep(name, tf.scalar(1));
  }

  #keep(name: string, initial: tf.Tensor): tf.Variable {
    const variable = tf.variable(initial, false);
    initial.dispose();
    this.state.set(name, variable);
    return variable;
  }
}

/** w ← w − η g. */
function sgd(variable: tf.Variable): Update {
  return (gradient, rate) => variable.assign(variable.sub(gradient.mul(rate)));
}

/** v ← μ v + g, w ← w − η v (Polyak 1964). */
function momentumStep(variable: tf.Variable, velocity: tf.Variable, momentum: number): Update {
  return (gradient, rate) => {
    velocity.assign(velocity.mul(momentum).add(gradient));
    variable.assign(variable.sub(velocity.mul(rate)));
  };
}

/** q ← γ q + (1 − γ) g², w ← w − η g / (√q + ε) (Tieleman & Hinton 2012). */
function rmsprop(variable: tf.Variable, squares: tf.Variable, decay: number, epsilon: number): Update {
  return (gradient, rate) => {
    squares.assign(squares.mul(decay).add(gradient.square().mul(1 - decay)));
    variable.assign(variable.sub(gradient.mul(rate).div(squares.sqrt().add(epsilon))));
  };
}

interface AdamState {
  readonly power1: tf.Variable;
  readonly power2: tf.Variable;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
}

/**
 * m ← β₁ m + (1 − β₁) g, q ← β₂ q + (1 − β₂) g², w ← w − η m̂ / (√q̂ + ε) with m̂ = m / (1 − β₁ᵗ) and
 * q̂ = q / (1 − β₂ᵗ) (Kingma & Ba 2015, algorithm 1). The two corrections are put on the rate and on ε.
 */
function adam(variable: tf.Variable, mean: tf.Variable, squares: tf.Variable, at: AdamState): Update {
  return (gradient, rate) => {
    mean.assign(mean.add(gradient.sub(mean).mul(1 - at.beta1)));
    squares.assign(
      squares.add(
        gradient
          .square()
          .sub(squares)
          .mul(1 - at.beta2),
      ),
    );
    const correction = tf.sqrt(tf.sub(1, at.power2));
    const corrected = rate.mul(correction).div(tf.sub(1, at.power1));
    const step = mean.mul(corrected).div(squares.sqrt().add(correction.mul(at.epsilon)));
    variable.assign(variable.sub(step));
  };
}

/** g ← g · min(1, clip / ‖g‖), ‖g‖ over all gradients together (Pascanu et al. 2013). */
function clippedTogether(gradients: readonly tf.Tensor[], clip: number): tf.Tensor[] {
  const squares = gradients.map((gradient) => gradient.square().sum());
  const norm = tf.addN(squares).sqrt();
  const factor = tf.minimum(1, tf.scalar(clip).div(norm.add(1e-12)));
  return gradients.map((gradient) => gradient.mul(factor));
}

const known = new Set(['name', 'beta1', 'beta2', 'epsilon', 'momentum', 'decay', 'clipNorm']);
const names: readonly OptimizerName[] = ['adam', 'sgd', 'momentum', 'rmsprop'];

function checkedOptions(options: OptimizerOptions): OptimizerOptions {
  if (!names.includes(options.name))
    throw new RangeError(`Optimizer: name must be one of ${names.join(', ')}, got ${options.name}`);
  const stray = Object.keys(options).find((key) => !known.has(key));
  if (stray) throw new RangeError(`Optimizer: unknown option ${stray}; known are ${[...known].join(', ')}`);
  return options;
}
