#!/usr/bin/env bash
# ml-logistic-regression 2.0.0 (npm): a classifier whose boundary must pass through the origin.
#
# One would expect: 40 numbers, those below 11.5 of class 0 and those above of class 1, are separated without an error: logistic
#   regression has an intercept, in the textbook and in scikit-learn.
# What happens: there is none, and no option for one. On positive numbers all 40 get one class; with a column of ones beside
#   them, or their mean taken off, it finds the boundary.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts ml-logistic-regression@2.0.0 ml-matrix@6.15.1

cat > probe.js <<'JS'
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const { Matrix } = require('ml-matrix');
const package_ = require('ml-logistic-regression');
const LogisticRegression = package_.default ?? package_;

const numbers = Array.from({ length: 40 }, (_, i) => (i < 20 ? 10 : 12) + i / 20);
const classes = Matrix.columnVector(numbers.map((_, i) => (i < 20 ? 0 : 1)));
const right = (rows) => {
  const model = new LogisticRegression({ numSteps: 20000, learningRate: 5e-3 });
  model.train(new Matrix(rows), classes);
  return model.predict(new Matrix(rows)).filter((guess, i) => guess === classes.get(i, 0)).length;
};
const asTheyAre = right(numbers.map((x) => [x]));
const centred = right(numbers.map((x) => [x - 11.5]));
console.log('right of 40: as they are', asTheyAre, 'around their middle', centred);
assert.equal(asTheyAre, 20);
assert.equal(centred, 40);
JS
node probe.js
