#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0 (npm), its cpu backend: batch normalisation of an axis that is not the last takes wrong features.
#
# One would expect: batchNormalization({ axis: 1 }) on [examples, channels, time] scales each channel by its own gamma; the
#   documentation of axis says to set it so when channels come first.
# What happens: without an error, gammas and moving statistics are dealt out along memory, one number after the other, as
#   if channels were last: each channel gets the gammas of all. In training the means are along the right axis, yet are
#   taken off along the wrong one.
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

const layer = tf.layers.batchNormalization({ axis: 1, epsilon: 1e-9 });
layer.build([null, 3, 2]);
const [zeros, ones] = [tf.zeros([3]), tf.ones([3])];
layer.setWeights([tf.tensor([1, 10, 100]), zeros, zeros, ones]); // gamma, beta, moving mean, moving variance

const scaled = [...layer.apply(tf.ones([1, 3, 2])).dataSync()].map(Math.round);
layer.setWeights([ones, zeros, zeros, ones]);
const x = tf.tensor3d([[[0, 2], [10, 12], [20, 22]]]); // three channels, each one its mean ± 1
const trained = [...layer.apply(x, { training: true }).dataSync()].map(Math.round);
console.log({ scaled, trained });

assert.deepEqual(scaled, [1, 10, 100, 1, 10, 100]); // where [1, 1, 10, 10, 100, 100] is right
assert.deepEqual(trained, [-1, -9, -11, 11, 9, 1]); // where [-1, 1, -1, 1, -1, 1] is right
JS
node probe.js
