#!/usr/bin/env bash
# jstat 1.9.6 (npm): PCA() gives directions that are degrees away, and no word of it.
#
# One would expect: for five points in three dimensions, eigenvectors of the covariance to about twelve digits, as any
#   eigensolver gives (here ml-matrix's EVD).
# What happens: the first direction is right to three digits; the second is 3.6° off, with a component of exactly 0, and
#   the directions are not eigenvectors: the iteration stops long before it has converged.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts jstat@1.9.6 ml-matrix@6.15.1

cat > probe.js <<'JS'
import assert from 'node:assert/strict';
import jstat from 'jstat';
import { covariance, EVD, Matrix } from 'ml-matrix';

const features = [[1, 3, 5, 2, 8], [2, 4, 7, 1, 8], [0.5, 1, 2, 0, 3]]; // one row a feature, as jstat takes them
const [, variances, directions] = jstat.jStat.PCA(features);

const exact = new EVD(covariance(new Matrix(features).transpose()));
const degrees = (component) => {
  const true_ = exact.eigenvectorMatrix.getColumn(2 - component); // ml-matrix sorts upwards
  const dot = directions[component].reduce((sum, x, i) => sum + x * true_[i], 0);
  return (Math.acos(Math.min(1, Math.abs(dot))) * 180) / Math.PI;
};
const variance = exact.realEigenvalues[1];
console.log({ second: directions[1], degrees: [degrees(0), degrees(1)], variance: [variances[1], variance] });

assert.ok(degrees(0) < 0.1, `the first direction was 0.04° off, is ${degrees(0)}°`);
assert.ok(degrees(1) > 3 && degrees(1) < 5, `the second direction was 3.6° off, is ${degrees(1)}°`);
assert.equal(directions[1][2], 0);
assert.ok(Math.abs(variances[1] - 0.60934) < 1e-4, `second variance was 0.60934, is ${variances[1]}`);
assert.ok(Math.abs(variance - 0.61168) < 1e-4);
JS
node probe.js
