#!/usr/bin/env bash
# mat-for-js 1.1.0 (npm), files by scipy 1.17.1 (PyPI): an array of three dimensions comes back in another order.
#
# One would expect: a MAT file's array [2, 3, 4], such as a stack of pictures, read as nested arrays, has at [i][j][k] what
#   was stored there. Its page says how vectors and text are treated, and nothing of other dimensions.
# What happens: matrices are right. A cube has the right numbers of brackets, and most numbers in wrong places, some twice.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check scipy==1.17.1 numpy==2.4.6
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts mat-for-js@1.1.0

cat > make.py <<'PY'
import numpy as np
from scipy.io import savemat

savemat('arrays.mat', {'matrix': np.arange(6.0).reshape(2, 3), 'cube': np.arange(24.0).reshape(2, 3, 4)})
PY
venv/bin/python make.py

cat > probe.js <<'JS'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { read } from 'mat-for-js';

const { buffer, byteOffset, length } = readFileSync('arrays.mat');
const { matrix, cube } = read(buffer.slice(byteOffset, byteOffset + length)).data;
console.log('matrix', JSON.stringify(matrix), 'cube', JSON.stringify(cube));
assert.deepEqual(matrix, [[0, 1, 2], [3, 4, 5]]);
assert.deepEqual([cube.length, cube[0].length, cube[0][0].length], [2, 3, 4]);
// Stored: 0 1 2 3.
assert.deepEqual(cube[0][0], [0, 16, 1, 17]);
JS
node probe.js
