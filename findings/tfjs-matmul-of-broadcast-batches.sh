#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0 (npm), its cpu backend: matMul whose batches broadcast both ways computes some of the numbers.
#
# One would expect: batches of [2, 1] and [1, 3] matrices give [2, 3] products, as in NumPy and TensorFlow; or an error.
# What happens: the result has the shape [2, 3, 1, 1] and holds 3 numbers in place of 6: dataSync() has 3, and what is
#   computed from the rest is NaN. Where one of the operands broadcasts alone, all is right.
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

const left = tf.tensor([1, 10], [2, 1, 1, 1]);
const right = tf.tensor([1, 2, 3], [1, 3, 1, 1]);
const product = tf.matMul(left, right);
const got = { shape: product.shape, values: [...product.dataSync()], sums: [...tf.sum(product, 1).dataSync()] };
const byMul = [...tf.mul(left, right).dataSync()]; // matrices of 1 × 1
const oneWay = [...tf.matMul(left, tf.tensor([2], [1, 1, 1, 1])).dataSync()];
console.log(got, { byMul, oneWay });

assert.deepEqual(byMul, [1, 2, 3, 10, 20, 30]);
assert.deepEqual(got, { shape: [2, 3, 1, 1], values: [1, 20, 3], sums: [24, Number.NaN] });
assert.deepEqual(oneWay, [2, 20]);
JS
node probe.js
