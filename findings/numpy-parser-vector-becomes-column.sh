#!/usr/bin/env bash
# numpy-parser 1.2.3 (npm) and NumPy 2.4.6: a vector comes back as a column, and a text as numbers.
#
# One would expect: np.save of an array of shape (3,) is read as shape [3], as npyjs does; and a type that the reader
#   does not know, such as text ('<U2'), is an error, as it is for float16 and int64.
# What happens: shape [3, 1]. And '<U2' is taken for 16-bit unsigned numbers: the answer is the text's code points in
#   halves, [97, 0, 98, 0, …], twice as many numbers as the shape says.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts numpy-parser@1.2.3 npyjs@1.2.0
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check numpy==2.4.6
venv/bin/python -c "
import numpy as np
np.save('vector.npy', np.arange(3, dtype='f4'))
np.save('text.npy', np.array(['ab', 'c']))
"

cat > probe.js <<'JS'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'npyjs';
import numpyParser from 'numpy-parser';

const bytes = (name) => Uint8Array.from(readFileSync(name)).buffer;
const vector = numpyParser.fromArrayBuffer(bytes('vector.npy'));
const text = numpyParser.fromArrayBuffer(bytes('text.npy'));
console.log(vector, text);

assert.deepEqual(parse(bytes('vector.npy')).shape, [3]);
assert.deepEqual(vector.shape, [3, 1]);
assert.deepEqual(text.shape, [2, 1]);
assert.deepEqual(Array.from(text.data), [97, 0, 98, 0, 99, 0, 0, 0]);
JS
node probe.js
