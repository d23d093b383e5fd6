import * as tf from '@tensorflow/tfjs';
import { attr } from '../binding/attributes.js';
import { DType } from '../binding/dtypes.js';
import type { GraphOutput } from '../native/graph.js';
import type { GraphBuilder } from './graph-builder.js';

/** What XLA lets pass in silence, where TensorFlow's executor reports an error. */
export const violationKinds = ['index', 'division', 'power'] as const;
export type ViolationKind = (typeof violationKinds)[number];

/** An argument of the step that is an index into a dimension: checked before each run. */
export interface ArgumentIndices {
  readonly argument: number;
  readonly size: number;
}

/** What is to be checked at each run of a traced step, because whoever runs it may not. */
export class RunChecks {
  readonly argumentIndices: ArgumentIndices[] = [];
  /** The arguments' positions. */
  readonly argumentOf = new Map<object, number>();
  readonly #counts = new Map<ViolationKind, GraphOutput[]>();
  readonly #known = new Map<object, Set<string>>();

  /**
   * @param needed Whether the function may be run by what reports nothing: XLA, or a GPU.
   * @param outputOf The graph's output that holds a tensor's value.
   */
  constructor(
    private readonly needed: boolean,
    private readonly outputOf: (dataId: object) => GraphOutput,
  ) {}

  /** Notes that a tensor's values are indices, which must lie in `[0, size)`; or below size, where negative ones count. */
  indices(indices: tf.Tensor, size: number, negative: 'wrong' | 'allowed' = 'wrong'): void {
    const { dataId } = indices;
    const known = this.#known.get(dataId) ?? new Set();
    this.#known.set(dataId, known);
    if (known.has('trusted') || known.has(`wrong ${size}`) || known.has(`${negative} ${size}`)) return;
    known.add(`${negative} ${size}`);
    const argument = this.argumentOf.get(dataId);
    if (argument !== undefined && negative === 'wrong') {
      this.argumentIndices.push({ argument, size });
    } else if (this.needed) {
      const above = tf.greaterEqual(indices, tf.scalar(size, 'int32'));
      const below = tf.less(indices, tf.scalar(0, 'int32'));
      this.violations('index', negative === 'wrong' ? tf.logicalOr(below, above) : above);
    }
  }

  /** Notes that a tensor's values are indices that were checked already. */
  trust(indices: tf.Tensor): void {
    this.#known.set(indices.dataId, new Set(['trusted']));
  }

  /** Notes that each true value is a violation. */
  violations(kind: ViolationKind, wrong: tf.Tensor): void {
    if (!this.needed) return;
    const count = this.outputOf(tf.sum(tf.cast(wrong, 'int32')).dataId);
    this.#counts.set(kind, [...(this.#counts.get(kind) ?? []), count]);
  }

  /** Whether anything may be violated. */
  get countsViolations(): boolean {
    return this.#counts.size > 0;
  }

  /** How many violations of each kind there are in a run, int32 `[kinds]`. */
  totals(builder: GraphBuilder): GraphOutput {
    const type = attr.type('T', DType.int32);
    const zero = (): GraphOutput => this.outputOf(tf.scalar(0, 'int32').dataId);
    const inputs = violationKinds.map((kind): GraphOutput => {
      const counts = this.#counts.get(kind) ?? [zero()];
      return { oper: builder.add({ op: 'AddN', attributes: [type], inputs: counts }), index: 0 };
    });
    return { oper: builder.add({ op: 'Pack', attributes: [type, attr.int('axis', 0)], inputs }), index: 0 };
  }
}
