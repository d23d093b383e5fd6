#!/usr/bin/env bash
# jsfive 0.4.2 (npm), files by h5py 3.16.0 (PyPI): what was never written reads as nothing, not as the fill value.
#
# One would expect: a data set of four numbers made with fillvalue 7, of which none was set, is 7, 7, 7, 7: so HDF5 defines it,
#   and so h5py reads it.
# What happens: an array of length 4 with no elements (undefined each), which becomes NaN in a Float32Array, without an error.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check h5py==3.16.0 numpy==2.4.6
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts jsfive@0.4.2

cat > make.py <<'PY'
import h5py

with h5py.File('filled.h5', 'w') as file:
    file.create_dataset('fill', shape=(4,), dtype='f4', fillvalue=7)
with h5py.File('filled.h5') as file:
    print('h5py', file['fill'][:])
    assert file['fill'][:].tolist() == [7, 7, 7, 7]
PY
venv/bin/python make.py

cat > probe.js <<'JS'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { File } from 'jsfive';

const { buffer, byteOffset, length } = readFileSync('filled.h5');
const { value, shape } = new File(buffer.slice(byteOffset, byteOffset + length), 'filled.h5').get('fill');
console.log('jsfive', value, shape);
assert.deepEqual([...shape], [4]);
assert.equal(value.length, 4);
assert.deepEqual(Object.keys(value), []);
assert.ok(Float32Array.from(value).every(Number.isNaN));
JS
node probe.js
