/** Ops of a graph by name, and how many of each. */
type OpCounts = ReadonlyMap<string, number>;

/** XLA's compile time beside the training, ms for each op of the graph; measured on two cores: 8.6 to 11.6. */
const compileTimePerOp = 10;
/** From so many ops on the time grows faster than their number, as in unrolled loops. */
const longGraph = 500;
/**
 * Ops that keep XLA away: it compiles convolutions to slower code on a CPU than TensorFlow's kernels (measured: 24 against
 * 13 ms a step), has no LSTMBlockCellGrad, and in pooling and bilinear resizing treats NaN and infinity otherwise.
 */
const notForXla = [
  ...['Conv2D', 'Conv2DBackpropInput', 'Conv3D', 'DepthwiseConv2dNative', 'LSTMBlockCellGrad'],
  ...['MaxPool', 'MaxPoolGrad', 'MaxPool3D', 'MaxPool3DGrad', 'ResizeBilinear'],
];

/** Whether a graph has ops that XLA should not run. */
export function keepsXlaAway(opCounts: OpCounts): boolean {
  return notForXla.some((op) => opCounts.has(op));
}

/** About how many milliseconds XLA takes to compile a graph beside the training. */
export function xlaCompileTime(opCounts: OpCounts): number {
  const ops = [...opCounts.values()].reduce((sum, count) => sum + count, 0);
  return compileTimePerOp * ops * Math.max(1, ops / longGraph);
}
