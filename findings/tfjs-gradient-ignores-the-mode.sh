#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0 (npm): the gradients of mirrorPad and of resizing do not know the op's mode.
#
# One would expect: what a pixel adds to a loss by its mirror image counts in its slope; and the gradient of a resize with
#   halfPixelCenters is that of this resize.
# What happens: the gradient of mirrorPad is that of a padding with zeros. resizeBilinear and resizeNearestNeighbor with
#   halfPixelCenters have the gradient of the same ops without: shrinking 4 × 4 to 2 × 2, a mean of four pixels each,
#   credits one pixel of four. Finite differences show it; without the modes they agree.
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

/** The sum of the numbers of y, each weighted by its place: 1, 2, 3, … */
const weighted = (y) => tf.sum(tf.mul(y, tf.range(1, y.size + 1).reshape(y.shape)));

/** [gradient, central differences] of weighted(op(x)), at x = 0, 1, 2, … */
function both(op, shape) {
  const x = tf.range(0, shape.reduce((product, size) => product * size)).reshape(shape);
  const values = [...x.dataSync()];
  const at = (i, step) => weighted(op(tf.tensor(values.map((v, j) => (i === j ? v + step : v)), shape))).dataSync()[0];
  const gradient = tf.grad((input) => weighted(op(input)))(x).dataSync();
  return [[...gradient], values.map((_, i) => at(i, 0.5) - at(i, -0.5))];
}
const { resizeBilinear, resizeNearestNeighbor } = tf.image;
const square = [1, 2, 2, 1];
const got = {
  mirrorPad: both((x) => tf.mirrorPad(x, [[1, 1]], 'reflect'), [4]),
  bilinear: both((x) => resizeBilinear(x, [2, 2], false, true), [1, 4, 4, 1]),
  nearest: both((x) => resizeNearestNeighbor(x, [3, 3], false, true), square),
  'nearest, plain': both((x) => resizeNearestNeighbor(x, [3, 3]), square),
};
for (const [name, [gradient, differences]] of Object.entries(got)) {
  console.log(`${name}\n  gradient    ${gradient}\n  differences ${differences}`);
}

assert.deepEqual(got.mirrorPad, [[2, 3, 4, 5], [2, 4, 10, 5]]);
assert.deepEqual(got.bilinear[0], [1, 0, 2, 0, 0, 0, 0, 0, 3, 0, 4, 0, 0, 0, 0, 0]);
const quarters = [1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4].map((weight) => weight / 4);
assert.deepEqual(got.bilinear[1], quarters);
assert.deepEqual(got.nearest, [[12, 9, 15, 9], [1, 5, 11, 28]]);
assert.deepEqual(got['nearest, plain'], [[12, 9, 15, 9], [12, 9, 15, 9]]);
JS
node probe.js
