#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0 (npm): reversing the list that split or unstack returned gives the gradients to the wrong parts.
#
# One would expect: tf.split(x, 2).reverse() turns the program's own list round; the value of the loss is that of the
#   turned parts, and so is its gradient.
# What happens: the list is the one that the record of the gradient keeps. The value is right, and each part gets the slope
#   of another one, with no error. [...tf.split(x, 2)].reverse() is right. A sequence model that goes backwards through
#   unstack(x).reverse() hands each step the slope of another.
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

const weights = tf.tensor1d([1, 2, 3, 4]);
const x = tf.tensor1d([10, 20, 30, 40]);
const run = (parts) => (input) => tf.sum(tf.mul(tf.concat(parts(input)), weights));
const gradient = (parts) => [...tf.grad(run(parts))(x).dataSync()];

const inPlace = (input) => tf.split(input, 2).reverse();
const ofCopy = (input) => [...tf.split(input, 2)].reverse();
const unstacked = (input) => tf.unstack(input.reshape([2, 2])).reverse();
const got = { inPlace: gradient(inPlace), ofCopy: gradient(ofCopy), unstacked: gradient(unstacked) };
console.log(got);

assert.equal(run(inPlace)(x).dataSync()[0], 30 + 80 + 30 + 80);
assert.deepEqual(got, { inPlace: [1, 2, 3, 4], ofCopy: [3, 4, 1, 2], unstacked: [1, 2, 3, 4] });
JS
node probe.js
