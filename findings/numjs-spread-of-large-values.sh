#!/usr/bin/env bash
# numjs 0.16.1 (npm): the standard deviation of three different numbers is 0.
#
# One would expect: nj.std is NumPy's std: of 10001, 10002, 10003 in float32 it is 0.8165, at 10⁸ in doubles too.
# What happens: it is √(E[x²] − E[x]²), with x² in the array's own type, so the digits that differ are gone and 0 is
#   left. To divide by it, as in standardising, gives infinities. Near 0 it is right.
# (Only the part with the arrays is loaded: the whole wants sharp, a binary for pictures that an install script fetches.)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts numjs@0.16.1

cat > probe.js <<'JS'
const assert = require('node:assert/strict');
const NdArray = require('numjs/src/ndarray.js');

const near = NdArray.new([1, 2, 3], 'float32').std();
const far = NdArray.new([10001, 10002, 10003], 'float32').std();
const doubles = NdArray.new([1e8 + 1, 1e8 + 2, 1e8 + 3], 'float64').std();
console.log({ near, far, doubles });

assert.ok(Math.abs(near - Math.sqrt(2 / 3)) < 1e-6);
assert.equal(far, 0);
assert.equal(doubles, 0);
JS
node probe.js
