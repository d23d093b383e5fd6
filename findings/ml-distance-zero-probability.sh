#!/usr/bin/env bash
# ml-distance 5.0.0 (npm): divergences of distributions that hold a zero are NaN.
#
# One would expect: with 0 · log 0 = 0, as every text defines it, Jensen–Shannon of two distributions without overlap
#   is ln 2 = 0.6931, its largest value: being finite there is what it was made for. KL(p‖q) is finite where q > 0.
# What happens: each term is a · log(2a / (a + b)) as written, 0 · −∞ = NaN; one zero in p, or in q, makes the whole
#   divergence NaN. Histograms of codes and of pixels have zeros nearly always.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts ml-distance@5.0.0

cat > probe.js <<'JS'
import assert from 'node:assert/strict';
import { distance } from 'ml-distance';

const apart = distance.jensenShannon([1, 0], [0, 1]); // ln 2
const near = distance.jensenShannon([0.5, 0.5, 0], [0.4, 0.4, 0.2]); // 0.0748
const divergence = distance.kullbackLeibler([0.5, 0.5, 0], [0.25, 0.25, 0.5]); // ln 2
const without = distance.jensenShannon([0.5, 0.3, 0.2], [0.1, 0.6, 0.3]); // 0.10329, no zero
console.log({ apart, near, divergence, without });

assert.ok(Number.isNaN(apart), `was NaN, is ${apart}`);
assert.ok(Number.isNaN(near), `was NaN, is ${near}`);
assert.ok(Number.isNaN(divergence), `was NaN, is ${divergence}`);
assert.ok(Math.abs(without - 0.1032945) < 1e-6);
JS
node probe.js
