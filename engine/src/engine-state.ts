import * as tf from '@tensorflow/tfjs';

/** The fields of tfjs's engine that a half-run function leaves changed. Its declaration calls some of them private. */
interface EngineState {
  registeredVariables: Record<string, tf.Variable>;
  tensorInfo: WeakMap<object, unknown>;
  numBytes: number;
  numTensors: number;
  numStringTensors: number;
  numDataBuffers: number;
  gradientDepth: number;
  kernelDepth: number;
  activeTape: unknown;
  activeScope: { readonly name: string } | null | undefined;
  scopeStack: { readonly name: string; readonly track: readonly (tf.Tensor & { kept: boolean })[] }[];
  numDataMovesStack: number[];
}

/** What `tf.customGrad` takes: its last argument saves tensors for the gradient. */
export type CustomGradient = (...parameters: unknown[]) => { value: tf.Tensor; gradFunc: unknown };

/** tfjs's engine, with the members that its declaration calls private. */
export interface Engine {
  readonly state: EngineState;
  makeVariable: (...parameters: unknown[]) => tf.Variable;
  disposeVariable: (variable: tf.Variable) => void;
  gradients: (this: Engine, ...parameters: unknown[]) => unknown;
  keep: (this: Engine, tensor: tf.Tensor) => tf.Tensor;
  removeDataId(dataId: object, backend: tf.KernelBackend): void;
  isTapeOn(): boolean;
  addTapeNode: (
    this: Engine,
    kernelName: string,
    inputs: tf.NamedTensorMap | tf.Tensor[],
    outputs: tf.Tensor[],
    ...rest: unknown[]
  ) => void;
  saveTensorsForBackwardMode: (this: Engine, tensors: tf.Tensor[]) => tf.Tensor[];
  customGrad: (this: Engine, f: CustomGradient) => (...inputs: tf.Tensor[]) => tf.Tensor;
  tidy<T>(f: () => T): T;
  makeTensor: (
    this: Engine,
    values: unknown,
    shape: readonly number[],
    dtype?: tf.DataType,
    ...rest: unknown[]
  ) => tf.Tensor;
  trackTensor(tensor: tf.Tensor, backend: tf.KernelBackend | null): void;
  disposeTensor(tensor: { dataId: object; dtype: tf.DataType; shape: number[]; size: number }): void;
}

/** tfjs's one engine. */
export function engine(): Engine {
  // The declared type hides members that exist; Engine lists those used here.
  return tf.engine() as unknown as Engine;
}

/** What gradients and kernels are being run, and in which scopes: puts tfjs's engine back to where it was. */
export function saveNesting(): () => void {
  const { state } = engine();
  const { gradientDepth, kernelDepth, activeTape, activeScope } = state;
  const scopeStack = [...state.scopeStack];
  const numDataMovesStack = [...state.numDataMovesStack];
  return () =>
    Object.assign(state, {
      gradientDepth,
      kernelDepth,
      activeTape,
      activeScope,
      scopeStack,
      numDataMovesStack,
    });
}

const countNames = ['numBytes', 'numTensors', 'numStringTensors', 'numDataBuffers'] as const;

/** How many tensors and bytes tfjs counts. */
export type Counts = Readonly<Record<(typeof countNames)[number], number>>;

/** tfjs's counts now, less those at an earlier time. */
export function countsSince(before?: Counts): Counts {
  const { state } = engine();
  const entries = countNames.map((name) => [name, state[name] - (before?.[name] ?? 0)]);
  // One entry for each name.
  return Object.fromEntries(entries) as Counts;
}

/** Sets tfjs's counts to sums. */
export function setCounts(...summands: readonly Counts[]): void {
  for (const name of countNames)
    engine().state[name] = summands.reduce((sum, counts) => sum + counts[name], 0);
}

/** Disposes of the tensors that the open scopes from a depth on would have disposed of at their ends. */
export function disposeScopes(depth: number): void {
  const tracked = engine()
    .state.scopeStack.slice(depth)
    .flatMap(({ track }) => track);
  for (const tensor of tracked) if (!tensor.kept) tensor.dispose();
}
