#!/usr/bin/env bash
# apache-arrow 21.2.0 (npm): a number that float16 cannot hold becomes another number.
#
# One would expect: writing a Float16 column rounds as IEEE 754 has it (and NumPy): 70000 is Infinity, 1e-8 is 0, and
#   2049, half way between 2048 and 2050, goes to the even one, 2048.
# What happens: 70000 is read back as 2.13, 100000 as 3.05, 1e-8 as −Infinity; 2049 is 2050. Logits, sums of squares and
#   small gradients leave that range soon.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts apache-arrow@21.2.0

cat > probe.js <<'JS'
import assert from 'node:assert/strict';
import { Float16, vectorFromArray } from 'apache-arrow';

const written = [0.5, 65504, 70000, 100000, 1e-8, 2049];
const read = [...vectorFromArray(written, new Float16())];
console.log(written.map((number, i) => `${number} -> ${read[i]}`).join(', '));

assert.deepEqual(read, [0.5, 65504, 2.134765625, 3.05078125, -Infinity, 2050]);
JS
node probe.js
