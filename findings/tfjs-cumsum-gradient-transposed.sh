#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0 (npm): the gradient of cumsum of a matrix down its columns is transposed.
#
# One would expect: the gradient of a running sum is the running sum from the other end, along the same axis.
# What happens: along any axis but the last it is then transposed once too often. A matrix that is not square is refused
#   with an error of shapes; for a square one nothing is said, and each weight gets the slope of its mirror image. Finite
#   differences show it. Along the last axis all is right.
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

const weights = tf.tensor2d([[1, 2], [3, 5]]);
const loss = (axis) => (x) => tf.sum(tf.mul(tf.cumsum(x, axis), weights));
const x = [0.5, -1, 2, 0.25];

/** Central differences of a function of a 2 × 2 matrix; the loss is linear, so they are exact but for rounding. */
function differences(f) {
  const at = (i, step) => f(tf.tensor2d(x.map((value, j) => (i === j ? value + step : value)), [2, 2])).dataSync()[0];
  return x.map((_, i) => Math.round(at(i, 0.5) - at(i, -0.5)));
}
const gradient = (f) => [...tf.grad(f)(tf.tensor2d(x, [2, 2])).dataSync()];
const got = [0, 1].map((axis) => ({ axis, gradient: gradient(loss(axis)), differences: differences(loss(axis)) }));
console.log(got);

assert.deepEqual(got, [
  { axis: 0, gradient: [4, 3, 7, 5], differences: [4, 7, 3, 5] },
  { axis: 1, gradient: [3, 2, 8, 5], differences: [3, 2, 8, 5] },
]);
assert.throws(() => tf.grad((y) => tf.sum(tf.cumsum(y, 0)))(tf.ones([2, 3])), /does not match the shape/);
JS
node probe.js
