#!/usr/bin/env bash
# ndarray-convolve 2.0.0 (npm): correlate is convolve.
#
# One would expect: convolve(out, a, b) turns the kernel round, convolve.correlate(out, a, b) does not, as the two names and the
#   page say ("cross correlates two arrays"). For a kernel that is not symmetrical they differ.
# What happens: both give the convolution. Symmetrical kernels, such as the Laplacian of its page, hide it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "commonjs" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts ndarray-convolve@2.0.0 ndarray@1.0.19

cat > probe.js <<'JS'
const assert = require('node:assert/strict');
const convolve = require('ndarray-convolve');
const ndarray = require('ndarray');

const signal = () => ndarray(new Float64Array([0, 0, 0, 1, 2, 0, 0]));
const kernel = () => ndarray(new Float64Array([1, 2, 3]));
const by = (method) => {
  const out = ndarray(new Float64Array(7));
  method(out, signal(), kernel());
  return Array.from(out.data, (value) => Math.round(value) + 0);
};
const convolved = by(convolve);
const correlated = by(convolve.correlate);
console.log('convolve', convolved, 'correlate', correlated);
assert.deepEqual(convolved, [0, 0, 1, 4, 7, 6, 0]);
// Σ a[n + k] b[k] would be 0 0 3 8 5 2 0.
assert.deepEqual(correlated, convolved);
JS
node probe.js
