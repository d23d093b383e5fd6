// The four runs of lesson 15's exercise on misprinted signs, apart from the notebook so that their order stays unsaid.
import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { type VariationalAutoencoder, variationalAutoencoder } from 'codebook';

/** A price of a code from its μ and log σ², unit by unit. */
type Price = (mean: tf.Tensor, logVariance: tf.Tensor) => tf.Tensor;

const slips: readonly Price[] = [
  (mean, log) => log.add(1).sub(mean.square()).add(log.exp()).mul(-0.5), // 1: the sign of σ²
  (mean, log) => log.add(1).sub(mean.square()).sub(log.exp()).mul(0.5), // 2: the whole sign
  (mean, log) => log.add(1).add(mean.square()).sub(log.exp()).mul(-0.5), // 3: the sign of μ²
  (mean, log) => log.add(1).sub(mean.square()).sub(log.exp()).mul(-1), // 4: no ½
];
const order = { A: 3, B: 1, C: 4, D: 2 };
const shownSteps = [1, 30, 60, 120];

/**
 * Reconstruction and price of four nets, each trained with another misprint of the price, at some of 120 steps.
 * @param images digits, `[examples, 784]`, at least 6,000.
 */
export function misprintedRuns(images: tf.Tensor): Record<string, string>[] {
  return Object.entries(order).map(([run, slip]) => {
    const parts = partsOf(slips[slip - 1] ?? ((mean) => mean), images);
    const shown = shownSteps.map((step) => [`step ${step}: reconstruction, price`, parts[step - 1] ?? '']);
    return { run, ...Object.fromEntries(shown) };
  });
}

/** "230 + 29" at each step. */
function partsOf(slip: Price, images: tf.Tensor): string[] {
  const net = variationalAutoencoder({ inputSize: 784, hidden: [64], latentDim: 10, seed: 1 });
  const adam = tf.train.adam(1e-3);
  const found: string[] = [];
  for (let step = 0; step < Math.max(...shownSteps); step++)
    tf.tidy(() => {
      const x = images.slice([(step % 60) * 100, 0], [100, 784]);
      const loss = (): tf.Scalar => {
        const [reconstruction, price] = lossWith(net, slip, x, random.key(step));
        found.push(
          [reconstruction, price].map((part) => brief(part.dataSync()[0] ?? Number.NaN)).join('  +  '),
        );
        return reconstruction.add<tf.Scalar>(price);
      };
      adam.minimize(loss, false, [...net.variables]);
    });
  net.dispose();
  adam.dispose();
  return found;
}

function lossWith(
  net: VariationalAutoencoder,
  slip: Price,
  x: tf.Tensor,
  key: tf.Tensor,
): [tf.Scalar, tf.Scalar] {
  const { mean, logVariance } = net.posterior(x);
  const z = mean.add(logVariance.mul(0.5).exp().mul(random.normal(key, mean.shape)));
  return [net.logLikelihood(x, z).mean().mul(-1), slip(mean, logVariance).sum(1).mean()];
}

/** 1,234 as "1.2e+3", small numbers with one digit. */
const brief = (value: number): string => (Math.abs(value) < 1000 ? value.toFixed(1) : value.toExponential(1));
