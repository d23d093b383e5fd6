#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0 (npm): with a number for the padding, a window's height is taken for its width.
#
# One would expect: padding 0 is 'valid'. A signal of 4 numbers and a filter of 3 leave 2; a filter of 3 × 1 on a picture of
#   4 × 4 leaves 2 × 4.
# What happens: tf.conv1d leaves 4, of which the last two are sums over fewer numbers: its filter is 1 high, and the width
#   of the result is computed from that. The 3 × 1 filter leaves 2 × 2; with padding 1 it leaves 4 × 4 in place of 4 × 6.
#   Pooling does the same. With 'valid' and with a list of paddings all is right.
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

const picture = tf.ones([1, 4, 4, 1]);
const values = (pad) => [...tf.conv1d(tf.ones([1, 4, 1]), tf.ones([3, 1, 1]), 1, pad).dataSync()];
const column = (pad) => tf.conv2d(picture, tf.ones([3, 1, 1, 1]), 1, pad).shape;
const pooled = (pad) => tf.maxPool(picture, [2, 1], 1, pad).shape;

const pads = { number: 0, valid: 'valid' };
for (const [name, pad] of Object.entries(pads)) {
  console.log(name, { 'conv1d, 3': values(pad), 'conv2d, 3 x 1': column(pad), 'maxPool, 2 x 1': pooled(pad) });
}

assert.deepEqual(values('valid'), [3, 3]);
assert.deepEqual(values(0), [3, 3, 2, 1]);
assert.deepEqual([column('valid'), column(0)], [[1, 2, 4, 1], [1, 2, 2, 1]]);
assert.deepEqual([pooled('valid'), pooled(0)], [[1, 3, 4, 1], [1, 3, 3, 1]]);
assert.deepEqual(column(1), [1, 4, 4, 1]);
assert.deepEqual(column([[0, 0], [1, 1], [1, 1], [0, 0]]), [1, 4, 6, 1]);
assert.deepEqual(column([[0, 0], [0, 0], [0, 0], [0, 0]]), [1, 2, 4, 1]);
JS
node probe.js
