import * as tf from '@tensorflow/tfjs';

/** The fields of tfjs's GRU cell that are read here. */
interface GruCell {
  resetAfter?: boolean;
  useBias: boolean;
  readonly units: number;
  readonly kernel: tf.LayerVariable;
  readonly recurrentKernel: tf.LayerVariable;
  bias: tf.LayerVariable;
  readonly biasInitializer: object;
  readonly biasRegularizer: object;
  readonly biasConstraint: object;
  readonly dropout: number;
  readonly recurrentDropout: number;
  dropoutMask: tf.Tensor[] | null;
  recurrentDropoutMask: tf.Tensor[] | null;
  readonly activation: { apply(x: tf.Tensor): tf.Tensor };
  readonly recurrentActivation: { apply(x: tf.Tensor): tf.Tensor };
  addWeight(...parameters: unknown[]): tf.LayerVariable;
}

interface CellMethods {
  build: (this: GruCell, inputShape: tf.Shape | tf.Shape[]) => void;
  call: (this: GruCell, inputs: tf.Tensor[], kwargs: Record<string, unknown>) => tf.Tensor[];
  getConfig: (this: GruCell) => tf.serialization.ConfigDict;
}

type Config = tf.serialization.ConfigDict;
type Layer = tf.layers.Layer & { cell?: GruCell };

/** A class that a saved model names. */
interface LayerClass {
  fromConfig: (cls: unknown, config: Config, ...rest: unknown[]) => Layer;
}

/**
 * GRUs that reset the state after its product, as Keras saves them since TensorFlow 2 (`reset_after`): tfjs refuses to
 * load them. z = σ(x W_z + h U_z + b), r likewise, h̃ = tanh(x W_h + b_h + r ∘ (h U_h + c_h)), h' = z ∘ h + (1 − z) ∘ h̃; the
 * bias is `[2, 3 · units]`: of the inputs, and of the state. Cho et al. 2014, in the form of Keras and cuDNN.
 */
export function installGruResetAfter(): void {
  // The classes are not exported; an instance leads to them.
  const layer = tf.layers.gru({ units: 1 }) as unknown as { constructor: LayerClass; cell: GruCell };
  const cellMethods = Object.getPrototypeOf(layer.cell) as CellMethods & { constructor: LayerClass };
  extendCell(cellMethods);
  for (const cls of [layer.constructor, cellMethods.constructor]) acceptResetAfter(cls);
}

/** tfjs's constructor refuses the option, so the cell hears of it afterwards; nothing is built before the first call. */
function acceptResetAfter(cls: LayerClass): void {
  const { fromConfig } = cls;
  cls.fromConfig = function make(made, { resetAfter, ...config }, ...rest) {
    const layer = fromConfig.call(this, made, config, ...rest);
    // A cell is its own; a layer has one.
    const cell = layer.cell ?? (layer as unknown as GruCell);
    if (resetAfter) cell.resetAfter = true;
    return layer;
  };
  // Models are loaded by the function that was registered.
  tf.serialization.SerializationMap.register(cls as never);
}

function extendCell(methods: CellMethods): void {
  const { build, call, getConfig } = methods;
  methods.build = function buildCell(inputShape) {
    if (!this.resetAfter) return build.call(this, inputShape);
    const { useBias } = this;
    this.useBias = false;
    build.call(this, inputShape);
    this.useBias = useBias;
    if (useBias) this.bias = biasOfBoth(this);
  };
  methods.call = function callCell(inputs, kwargs) {
    return this.resetAfter ? tf.tidy(() => nextState(this, inputs, kwargs)) : call.call(this, inputs, kwargs);
  };
  methods.getConfig = function configOfCell() {
    return this.resetAfter ? { ...getConfig.call(this), resetAfter: true } : getConfig.call(this);
  };
}

function biasOfBoth(cell: GruCell): tf.LayerVariable {
  const { biasInitializer, biasRegularizer, biasConstraint, units } = cell;
  return cell.addWeight('bias', [2, 3 * units], null, biasInitializer, biasRegularizer, true, biasConstraint);
}

function nextState(cell: GruCell, inputs: tf.Tensor[], kwargs: Record<string, unknown>): tf.Tensor[] {
  const [x, h] = inputs;
  if (x === undefined || h === undefined)
    throw new Error(`GRUCell: got ${inputs.length} tensors, expected two, inputs and state`);
  const isTraining = Boolean(kwargs['training']);
  cell.dropoutMask ??= masks(x, cell.dropout, isTraining);
  cell.recurrentDropoutMask ??= masks(h, cell.recurrentDropout, isTraining);
  const [before, state] = [dropped(x, cell.dropoutMask), dropped(h, cell.recurrentDropoutMask)];
  const [ofInputs, ofState] = cell.useBias ? tf.unstack(cell.bias.read()) : [];
  const [xZ, xR, xH] = thirds(affine(before, cell.kernel.read(), ofInputs));
  const [hZ, hR, hH] = thirds(affine(state, cell.recurrentKernel.read(), ofState));
  const z = cell.recurrentActivation.apply(tf.add(xZ, hZ));
  const r = cell.recurrentActivation.apply(tf.add(xR, hR));
  const candidate = cell.activation.apply(tf.add(xH, tf.mul(r, hH)));
  const next = tf.add(tf.mul(z, state), tf.mul(tf.sub(1, z), candidate));
  return [next, next];
}

function affine(x: tf.Tensor, kernel: tf.Tensor, bias: tf.Tensor | undefined): tf.Tensor {
  const product = tf.matMul(x, kernel);
  return bias === undefined ? product : tf.add(product, bias);
}

function thirds(x: tf.Tensor): [tf.Tensor, tf.Tensor, tf.Tensor] {
  // As many as asked for.
  return tf.split(x, 3, -1) as [tf.Tensor, tf.Tensor, tf.Tensor];
}

/** One mask for all steps of a sequence; the layer releases it before the next. */
function masks(like: tf.Tensor, rate: number, isTraining: boolean): tf.Tensor[] | null {
  return rate > 0 && rate < 1 && isTraining ? [tf.keep(tf.dropout(tf.onesLike(like), rate))] : null;
}

function dropped(x: tf.Tensor, mask: tf.Tensor[] | null): tf.Tensor {
  return mask?.[0] === undefined ? x : tf.mul(x, mask[0]);
}
