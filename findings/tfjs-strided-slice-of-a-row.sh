#!/usr/bin/env bash
# @tensorflow/tfjs 4.22.0 (npm), its cpu backend: a strided slice of one row reads another row.
#
# One would expect: stridedSlice(x, [1, 0], [2, 3], [1, 2]) with bit 0 of shrinkAxisMask is x[1, ::2]: row 1, without its
#   axis, every second column. Without the mask it is the same numbers with the axis. Both are documented.
# What happens: of [[1, 2, 3], [4, 5, 6], [7, 8, 9]] it gives 2 and 3, the columns 1 and 2 of row 0. For row 2 an error
#   says that element 3 is out of range. With strides of 1, a path of its own, all is right.
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

const x = tf.tensor2d([[1, 2, 3], [4, 5, 6], [7, 8, 9]]);
const row = (index, stride, shrinkAxisMask) =>
  [...tf.stridedSlice(x, [index, 0], [index + 1, 3], [1, stride], 0, 0, 0, 0, shrinkAxisMask).dataSync()];

const got = { 'with the axis': row(1, 2, 0), 'without': row(1, 2, 1), 'without, stride 1': row(1, 1, 1) };
console.log(got);

assert.deepEqual(got, { 'with the axis': [4, 6], 'without': [2, 3], 'without, stride 1': [4, 5, 6] });
assert.deepEqual(row(2, 2, 0), [7, 9]);
assert.throws(() => row(2, 2, 1), /out of range element/);
JS
node probe.js
