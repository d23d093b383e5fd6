#!/usr/bin/env bash
# @tensorflow/tfjs-core and tfjs-layers 4.22.0 (npm): seed 0 is no seed, in half of the functions that take one.
#
# One would expect: tf.randomNormal(shape, 0, 1, 'float32', 0) gives the same numbers each time, as seed 1 does, and as
#   tf.randomUniform and tf.dropout do with seed 0.
# What happens: randomNormal, truncatedNormal, randomStandardNormal, randomGamma and multinomial take 0 for "none" and
#   draw a seed of their own. So do the initialisers of layers: a network with seed: 0 throughout starts elsewhere each
#   time. 0 is the first seed that people choose.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts \
  @tensorflow/tfjs-core@4.22.0 @tensorflow/tfjs-layers@4.22.0 @tensorflow/tfjs-backend-cpu@4.22.0

cat > probe.js <<'JS'
const assert = require('node:assert/strict');
console.warn = () => {}; // tfjs's advice to install another backend
const tf = require('@tensorflow/tfjs-core');
require('@tensorflow/tfjs-backend-cpu');
const { initializers } = require('@tensorflow/tfjs-layers');

const draws = {
  randomUniform: (seed) => tf.randomUniform([4], 0, 1, 'float32', seed),
  dropout: (seed) => tf.dropout(tf.ones([64]), 0.5, undefined, seed),
  randomNormal: (seed) => tf.randomNormal([4], 0, 1, 'float32', seed),
  truncatedNormal: (seed) => tf.truncatedNormal([4], 0, 1, 'float32', seed),
  randomGamma: (seed) => tf.randomGamma([4], 1, 1, 'float32', seed),
  multinomial: (seed) => tf.multinomial([0.5, 0.5, 0.5, 0.5], 64, seed),
  glorotNormal: (seed) => initializers.glorotNormal({ seed }).apply([4, 4]),
};
const repeats = (draw, seed) => draw(seed).dataSync().join() === draw(seed).dataSync().join();
for (const [name, draw] of Object.entries(draws)) {
  const same = [repeats(draw, 0), repeats(draw, 1)];
  console.log(name, { 'seed 0 repeats': same[0], 'seed 1 repeats': same[1] });
  assert.deepEqual(same, [name === 'randomUniform' || name === 'dropout', true], name);
}
JS
node probe.js
