#!/usr/bin/env bash
# simple-statistics 7.12.1 (npm): the normal distribution function is a printed table, with a printed table's ends.
#
# One would expect: cumulativeStdNormalProbability(z) is Φ(z), or a table with interpolation: five digits or more, and
#   tails that go on to 0 and 1. Its page names the table, not its steps or its end.
# What happens: z is rounded to hundredths, the answer has four digits, and all from z = 3.09 on is 0.999. Six standard
#   deviations have the tail 0.001 instead of 1e-9: a million times too likely.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts simple-statistics@7.12.1

cat > probe.js <<'JS'
import assert from 'node:assert/strict';
import { cumulativeStdNormalProbability as cumulative } from 'simple-statistics';

const exact = { 1.234: 0.8913985, 1.226: 0.8899008, 4: 0.9999683, 6: 0.999999999 };
for (const [z, value] of Object.entries(exact)) console.log({ z, got: cumulative(Number(z)), exact: value });

assert.equal(cumulative(1.234), 0.8907, 'that of 1.23');
assert.equal(cumulative(1.226), cumulative(1.234), 'one step of the table');
assert.equal(cumulative(4), 0.999);
assert.equal(cumulative(6), 0.999);
JS
node probe.js
