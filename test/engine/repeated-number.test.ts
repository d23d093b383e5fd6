import { compile, random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import type { GraphOutput } from '../../engine/dist/native/graph.js';
import type { Pointer } from '../../engine/dist/native/libc.js';
import { GraphBuilder, type Node } from '../../engine/dist/trace/graph-builder.js';
import { traceStep } from '../../engine/dist/trace/trace-step.js';

type Loss = (x: tf.Tensor2D, y: tf.Tensor2D) => tf.Tensor;

const shape: [number, number] = [6, 5];
const draw = (seed: number): tf.Tensor2D => random.normal(random.key(seed), shape) as tf.Tensor2D;

/** Losses whose derivative in each number is one number times something, and that of x in closed form. */
const losses: Readonly<Record<string, readonly [Loss, Loss]>> = {
  'the mean squared error': [(x, y) => tf.losses.meanSquaredError(x, y), (x, y) => x.sub(y).mul(2 / 30)],
  'squared differences, summed over features': [
    (x, y) => tf.squaredDifference(x, y).sum(1).mean(),
    (x, y) => x.sub(y).mul(2 / 6),
  ],
  'nats from logits': [
    (x, y) => tf.softplus(x).sub(y.mul(x)).sum(1).mean(),
    (x, y) => tf.sigmoid(x).sub(y).div(6),
  ],
  'a mean over one axis of the negative': [(x, y) => x.neg().mul(y).mean(0).sum(), (_x, y) => y.div(-6)],
  'a sum in another shape': [(x, y) => x.reshape([30]).mul(y.flatten()).sum(), (_x, y) => y],
  'the mean of a broadcast sum': [
    (x, y) => x.add(y.slice([0, 0], [1, 5])).mean(),
    (x) => x.zerosLike().add(1 / 30),
  ],
  'a product with a repeated number of a larger shape': [
    (x, y) => x.sum().mul(y.square().sum()).mul(0.5),
    (x, y) => x.zerosLike().add(y.square().sum().mul(0.5)),
  ],
  'what is no repeated number': [
    (x, y) => x.sum(1).square().sum().add(y.sum()),
    (x) => x.sum(1, true).mul(2).add(x.zerosLike()),
  ],
};

describe('a derivative that is one number, repeated', () => {
  for (const [name, [loss, derivative]] of Object.entries(losses)) {
    for (const jit of [false, true]) {
      it(`of ${name}${jit ? ' under XLA' : ''}: the compiled gradient is the closed form`, () => {
        const [x, y] = [draw(1), draw(2)];
        const gradient = (a: tf.Tensor2D, b: tf.Tensor2D): tf.Tensor =>
          tf.grad((z) => loss(z as tf.Tensor2D, b).asScalar())(a);
        const compiled = compile(gradient, { jit, traceFirst: true });
        const [traced, eager, exact] = [compiled(x, y), gradient(x, y), derivative(x, y)];
        expect(compiled.versions).to.equal(1);
        expect(traced.shape).to.deep.equal(shape);
        for (const found of [traced, eager])
          expect(tf.max(tf.abs(tf.sub(found, exact))).dataSync()[0]).to.be.below(1e-6);
        compiled.dispose();
        tf.dispose([x, y, traced, eager, exact]);
      });
    }
  }

  it('has derivatives: in each of n numbers, Σⱼ ∂(Σx)²/∂xⱼ = 2 n Σx rises by 2 n', () => {
    const first = tf.grad((z) => z.sum().square());
    const second = tf.tidy(() =>
      tf
        .grad((x) => first(x).sum())(draw(1))
        .dataSync(),
    );
    expect([...second]).to.deep.equal(new Array(30).fill(60));
  });

  it('is multiplied with as a number: the squared error goes over its batch twice on the way back', () => {
    const [x, y] = [draw(1), draw(2)];
    const gradient = (a: tf.Tensor): tf.Tensor => tf.grad((z) => tf.losses.meanSquaredError(z, y))(a);
    // One difference, and one product with a number; before, with ones, with 2 and with each other.
    expect(opsOver(shape, gradient, x)).to.have.members(['Sub', 'Mul']);
    tf.dispose([x, y]);
  });
});

/** Ops with results of a shape that a traced function's results need, without those that only rename. */
function opsOver(shape: readonly number[], step: (x: tf.Tensor) => tf.Tensor, x: tf.Tensor): string[] {
  const nodes = new Map<Pointer, Node>();
  const { add } = GraphBuilder.prototype;
  GraphBuilder.prototype.add = function record(this: GraphBuilder, node: Node): Pointer {
    const operation = add.call(this, node);
    nodes.set(operation, node);
    return operation;
  };
  try {
    const { trace, outputs } = traceStep(step, [x], false, { executor: true, xla: false });
    const found: string[] = [];
    const met = new Set<Pointer>();
    const visit = (output: GraphOutput): void => {
      const node = nodes.get(output.oper);
      if (node === undefined || met.has(output.oper)) return;
      met.add(output.oper);
      if (tf.util.arraysEqual(trace.builder.shapeOf(output, node.op), [...shape])) found.push(node.op);
      node.inputs.forEach(visit);
    };
    outputs.forEach(visit);
    trace.dispose();
    return found.filter((op) => !['Identity', 'Reshape', 'Placeholder'].includes(op));
  } finally {
    GraphBuilder.prototype.add = add;
  }
}
