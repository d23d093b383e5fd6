#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0 (npm), its cpu backend: einsum leaves out sums over an index that only one operand has.
#
# One would expect: 'ij,kl->ik' sums over j and l, as numpy.einsum does, whose format the documentation names; each index
#   missing on the right is summed over. What is not supported is listed there: three operands, 'ii', dots.
# What happens: only one of the two sums is taken, with no error. For rows that sum to 3 and 7 and a second matrix
#   [[5, 6], [7, 8]] it gives 3 · [5, 6] and 7 · [7, 8], in a shape with an axis more than the equation names. 'i,j->', a
#   scalar, is a vector. 'ij->i' alone, and indices that both operands have, are right.
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

const a = tf.tensor2d([[1, 2], [3, 4]]);
const b = tf.tensor2d([[5, 6], [7, 8]]);
const shown = (tensor) => ({ shape: tensor.shape, values: [...tensor.dataSync()] });
const rows = (matrix) => tf.sum(matrix, 1);

const right = shown(tf.outerProduct(rows(a), rows(b))); // the same sums, written out
const got = shown(tf.einsum('ij,kl->ik', a, b));
const scalar = shown(tf.einsum('i,j->', tf.tensor1d([1, 2]), tf.tensor1d([10, 20]))); // 3 · 30
console.log({ got, right, scalar });

assert.deepEqual(right, { shape: [2, 2], values: [33, 45, 77, 105] });
assert.deepEqual(got, { shape: [1, 2, 2], values: [15, 18, 49, 56] });
assert.deepEqual(scalar, { shape: [2], values: [30, 60] });
assert.deepEqual(shown(tf.einsum('ij->i', a)).values, [3, 7]);
assert.deepEqual(shown(tf.einsum('ij,jk->ik', a, b)).values, [19, 22, 43, 50]);
JS
node probe.js
