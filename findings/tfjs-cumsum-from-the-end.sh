#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0 (npm), its cpu backend: cumsum and cumprod along axis −1 give a tensor without numbers.
#
# One would expect: −1 is the last axis, as it is in tf.sum, tf.softmax, tf.concat and in TensorFlow's own cumsum; or an
#   error.
# What happens: the result has the shape [undefined, 2] and no numbers, and nothing is thrown. Its size counts as NaN
#   bytes: tf.memory().numBytes is NaN from then on, also after the result is disposed, so no leak can be seen any more.
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

const x = tf.tensor2d([[1, 2], [3, 4]]);
const before = tf.memory().numBytes;
const last = [...tf.cumsum(x, 1).dataSync()];
const sums = [...tf.sum(x, -1).dataSync()];

for (const op of [tf.cumsum, tf.cumprod]) {
  const result = op(x, -1);
  const got = { shape: result.shape, values: [...result.dataSync()] };
  console.log(got);
  assert.deepEqual(got, { shape: [undefined, 2], values: [] });
  result.dispose();
}
const after = tf.memory().numBytes;
console.log({ 'axis 1': last, 'sum, axis -1': sums, before, after });

assert.deepEqual(last, [1, 3, 3, 7]);
assert.deepEqual(sums, [3, 7]);
assert.equal(before, 16);
assert.ok(Number.isNaN(after), `was NaN, is ${after}`);
JS
node probe.js
