#!/usr/bin/env bash
# minisearch 7.2.0 (npm): words in backticks, formulas and tags of Markdown are not found.
#
# One would expect: documents are split on "Unicode space or punctuation characters", so that the text "call `fit` now"
#   is found by fit, "set x=3" by x, "left|right" by left, "σ² is 1" by σ: a text of Markdown can be indexed as it is.
# What happens: Unicode's class P has no backtick, =, <, >, ^, $, |, + or ~ (they are symbols, S), nor ² and ₂ (numbers, N).
#   They stay in the word: `fit` with its backticks is what must be typed. An underscore is of class P, so latent_dim is
#   two words and found by dim.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts minisearch@7.2.0

cat > probe.js <<'JS'
import assert from 'node:assert/strict';
import MiniSearch from 'minisearch';

const texts = ['call `fit` now', 'set x=3 here', 'the code $z$', 'left|right', 'σ² is 1', 'the latent_dim', 'tf.matMul(p)'];
const index = new MiniSearch({ fields: ['text'], storeFields: ['text'] });
index.addAll(texts.map((text, id) => ({ id, text })));
const found = (query) => index.search(query).map(({ text }) => text);
for (const query of ['fit', '`fit`', 'x', 'z', 'left', 'σ', 'dim', 'matMul']) console.log(query, found(query));

for (const query of ['fit', 'x', 'z', 'left', 'σ']) assert.deepEqual(found(query), [], `${query} found nothing`);
assert.deepEqual(found('`fit`'), ['call `fit` now']);
assert.deepEqual(found('dim'), ['the latent_dim']);
assert.deepEqual(found('matMul'), ['tf.matMul(p)']);
JS
node probe.js
