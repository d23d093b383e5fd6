#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0 (npm): a frozen batch normalisation goes on learning.
#
# One would expect: with layer.trainable = false nothing in the layer moves in fit: "whether the layer weights will be
#   updated during training", and the moving mean and variance are among its weights. In Keras, whose API this is, a frozen
#   BatchNormalization runs with its stored statistics (since TensorFlow 2).
# What happens: scale and shift stay, the moving mean and variance go on. Fine-tuning on top of a frozen model changes
#   what that model predicts: here f(4) = 4 becomes −1.5.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @tensorflow/tfjs@4.22.0

cat > probe.js <<'JS'
const assert = require('node:assert/strict');
console.warn = () => {}; // tfjs's advice to install another backend
const tf = require('@tensorflow/tfjs'); // in Node its one backend is 'cpu', plain JavaScript

async function run() {
  const frozen = tf.layers.batchNormalization({ inputShape: [1], momentum: 0.5 });
  const model = tf.sequential({ layers: [frozen, tf.layers.dense({ units: 1 })] });
  frozen.trainable = false;
  model.compile({ loss: 'meanSquaredError', optimizer: 'sgd' });
  const entry = (weight) => [weight.originalName.split('/').pop(), weight.read().dataSync()[0]];
  const weights = () => Object.fromEntries(frozen.weights.map(entry));
  const predicted = () => frozen.apply(tf.tensor2d([[4]])).dataSync()[0];

  const [before, mean] = [predicted(), weights()];
  await model.fit(tf.tensor2d([[10], [12]]), tf.tensor2d([[0], [1]]), { verbose: 0 });
  const [after, moved] = [predicted(), weights()];
  console.log({ 'f(4) before': before, 'and after': after }, mean, moved);

  assert.deepEqual(mean, { gamma: 1, beta: 0, moving_mean: 0, moving_variance: 1 });
  assert.deepEqual(moved, { gamma: 1, beta: 0, moving_mean: 5.5, moving_variance: 1 });
  assert.ok(Math.abs(before - 4) < 0.01 && Math.abs(after + 1.5) < 0.01);
  assert.equal(frozen.trainableWeights.length, 0);
}
run();
JS
node probe.js
