import koffi, { type TypeObject } from 'koffi';
import type { Memory, Pointer } from './libc.js';
import { declare } from './library.js';

const P = 'void *';

/** `TF_Output`: one output of an operation of a graph. */
export interface GraphOutput {
  readonly oper: Pointer;
  readonly index: number;
}
const Output = koffi.struct('TF_Output', { oper: P, index: 'int' });
/** A list of `TF_Output`. */
export const OutputArray: TypeObject = koffi.pointer(Output);

/** A graph under construction (`TF_Graph`) and the operations added to it. */
export const newGraph = declare<() => Pointer>('TF_NewGraph', P);
export const deleteGraph = declare<(graph: Pointer) => void>('TF_DeleteGraph', 'void', P);
export const newOperation = declare<(graph: Pointer, op: string, name: string) => Pointer>(
  'TF_NewOperation',
  P,
  P,
  'str',
  'str',
);
export const finishOperation = declare<(description: Pointer, status: Pointer) => Pointer>(
  'TF_FinishOperation',
  P,
  P,
  P,
);
export const addInput = declare<(description: Pointer, input: GraphOutput) => void>(
  'TF_AddInput',
  'void',
  P,
  Output,
);
export const addInputList = declare<
  (description: Pointer, inputs: readonly GraphOutput[], count: number) => void
>('TF_AddInputList', 'void', P, OutputArray, 'int');
export const addControlInput = declare<(description: Pointer, operation: Pointer) => void>(
  'TF_AddControlInput',
  'void',
  P,
  P,
);

/** What the graph's shape inference knows of an output; a dimension of -1 is unknown. */
export const outputType = declare<(output: GraphOutput) => number>('TF_OperationOutputType', 'int', Output);
export const outputRank = declare<(graph: Pointer, output: GraphOutput, status: Pointer) => number>(
  'TF_GraphGetTensorNumDims',
  'int',
  P,
  Output,
  P,
);
export const outputShape = declare<
  (graph: Pointer, output: GraphOutput, dims: BigInt64Array, rank: number, status: Pointer) => void
>('TF_GraphGetTensorShape', 'void', P, Output, P, 'int', P);
export const setOutputShape = declare<
  (graph: Pointer, output: GraphOutput, dims: BigInt64Array, rank: number, status: Pointer) => void
>('TF_GraphSetTensorShape', 'void', P, Output, P, 'int', P);

/** Turns a graph into a function (`TF_Function`) and adds functions to a context or a graph. */
export const graphToFunction = declare<
  (
    graph: Pointer,
    name: string,
    appendHash: number,
    operationCount: number,
    operations: null,
    inputCount: number,
    inputs: readonly GraphOutput[],
    outputCount: number,
    outputs: readonly GraphOutput[],
    outputNames: null,
    options: null,
    description: string,
    status: Pointer,
  ) => Pointer
>(
  'TF_GraphToFunction',
  P,
  P,
  'str',
  'uint8',
  'int',
  P,
  'int',
  OutputArray,
  'int',
  OutputArray,
  P,
  P,
  'str',
  P,
);
export const deleteFunction = declare<(fn: Pointer) => void>('TF_DeleteFunction', 'void', P);
export const addFunctionToContext = declare<(context: Pointer, fn: Pointer, status: Pointer) => void>(
  'TFE_ContextAddFunction',
  'void',
  P,
  P,
  P,
);
export const removeFunctionFromContext = declare<(context: Pointer, name: string, status: Pointer) => void>(
  'TFE_ContextRemoveFunction',
  'void',
  P,
  'str',
  P,
);
export const copyFunctionToGraph = declare<
  (graph: Pointer, fn: Pointer, gradient: null, status: Pointer) => void
>('TF_GraphCopyFunction', 'void', P, P, P, P);

/** Setters of a graph operation's attributes, one a type. */
export const setAttr = {
  type: declare<(d: Pointer, name: string, value: number) => void>('TF_SetAttrType', 'void', P, 'str', 'int'),
  int: declare<(d: Pointer, name: string, value: number) => void>('TF_SetAttrInt', 'void', P, 'str', 'int64'),
  float: declare<(d: Pointer, name: string, value: number) => void>(
    'TF_SetAttrFloat',
    'void',
    P,
    'str',
    'float',
  ),
  bool: declare<(d: Pointer, name: string, value: number) => void>(
    'TF_SetAttrBool',
    'void',
    P,
    'str',
    'uint8',
  ),
  string: declare<(d: Pointer, name: string, value: Memory, bytes: number) => void>(
    'TF_SetAttrString',
    'void',
    P,
    'str',
    P,
    'size_t',
  ),
  shape: declare<(d: Pointer, name: string, dims: BigInt64Array, rank: number) => void>(
    'TF_SetAttrShape',
    'void',
    P,
    'str',
    P,
    'int',
  ),
  tensor: declare<(d: Pointer, name: string, tensor: Pointer, status: Pointer) => void>(
    'TF_SetAttrTensor',
    'void',
    P,
    'str',
    P,
    P,
  ),
  functionName: declare<(d: Pointer, name: string, value: string, bytes: number) => void>(
    'TF_SetAttrFuncName',
    'void',
    P,
    'str',
    'str',
    'size_t',
  ),
};

/** Setters of a graph operation's list attributes. */
export const setAttrList = {
  type: declare<(d: Pointer, name: string, values: Int32Array, count: number) => void>(
    'TF_SetAttrTypeList',
    'void',
    P,
    'str',
    P,
    'int',
  ),
  int: declare<(d: Pointer, name: string, values: BigInt64Array, count: number) => void>(
    'TF_SetAttrIntList',
    'void',
    P,
    'str',
    P,
    'int',
  ),
  float: declare<(d: Pointer, name: string, values: Float32Array, count: number) => void>(
    'TF_SetAttrFloatList',
    'void',
    P,
    'str',
    P,
    'int',
  ),
  bool: declare<(d: Pointer, name: string, values: Uint8Array, count: number) => void>(
    'TF_SetAttrBoolList',
    'void',
    P,
    'str',
    P,
    'int',
  ),
  string: declare<
    (d: Pointer, name: string, values: BigUint64Array, lengths: BigUint64Array, count: number) => void
  >('TF_SetAttrStringList', 'void', P, 'str', P, P, 'int'),
  shape: declare<(d: Pointer, name: string, dims: BigUint64Array, ranks: Int32Array, count: number) => void>(
    'TF_SetAttrShapeList',
    'void',
    P,
    'str',
    P,
    P,
    'int',
  ),
};
