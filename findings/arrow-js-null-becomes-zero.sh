#!/usr/bin/env bash
# apache-arrow 21.2.0 (npm): toArray() turns a missing value into 0.
#
# One would expect: of a vector with a missing rating, [4, null, 2], toArray() keeps the null, or gives NaN: toJSON(),
#   get() and iteration do, and a vector of booleans or texts keeps its nulls in toArray() too.
# What happens: for numbers toArray() is the memory under the vector, without its mask: 4, 0, 2. A mean of ratings by
#   toArray() counts each missing one as 0. nullCount still says 1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts apache-arrow@21.2.0

cat > probe.js <<'JS'
import assert from 'node:assert/strict';
import { vectorFromArray } from 'apache-arrow';

const ratings = vectorFromArray([4, null, 2]);
const liked = vectorFromArray([true, null, false]);
console.log(ratings.toArray(), ratings.toJSON(), ratings.nullCount, liked.toArray());

assert.deepEqual(Array.from(ratings.toArray()), [4, 0, 2]);
assert.deepEqual(ratings.toJSON(), [4, null, 2]);
assert.deepEqual([...ratings], [4, null, 2]);
assert.equal(ratings.nullCount, 1);
assert.deepEqual(Array.from(liked.toArray()), [true, null, false]);
JS
node probe.js
