#!/usr/bin/env bash
# ml-pca 4.1.1 (npm): the three methods of one class disagree about what an eigenvalue is.
#
# One would expect: PCA(data, { method }) is a choice of algorithm. getEigenvalues() gives variances (divided by n − 1)
#   whichever is taken, and getExplainedVariance() their shares of the whole variance.
# What happens: 'SVD' and 'covarianceMatrix' agree. 'NIPALS' gives n − 1 times as much (sums of squares, not variances),
#   so getStandardDeviations() is √(n − 1) too large; and its shares are of the components that were kept, so two
#   components of any data whatever explain 100 %.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts ml-pca@4.1.1

cat > probe.js <<'JS'
import assert from 'node:assert/strict';
import { PCA } from 'ml-pca';

const data = [[1, 2, 0.5], [3, 4, 1], [5, 7, 2], [2, 1, 0], [8, 8, 3]];
const near = (got, expected, what) =>
  assert.ok(Math.abs(got - expected) < 1e-4, `${what}: got ${got}, recorded ${expected}`);

const svd = new PCA(data);
const covariance = new PCA(data, { method: 'covarianceMatrix' });
const nipals = new PCA(data, { method: 'NIPALS', nCompNIPALS: 2 });
for (const pca of [svd, covariance, nipals]) console.log(pca.getEigenvalues(), pca.getCumulativeVariance());

near(svd.getEigenvalues()[0], 17.80878, 'SVD, first eigenvalue');
near(covariance.getEigenvalues()[0], 17.80878, 'covarianceMatrix, first eigenvalue');
near(nipals.getEigenvalues()[0] / svd.getEigenvalues()[0], data.length - 1, 'NIPALS against SVD');
near(svd.getCumulativeVariance()[1], 0.99840, 'SVD, share of two components');
near(nipals.getCumulativeVariance()[1], 1, 'NIPALS, share of two components');
JS
node probe.js
