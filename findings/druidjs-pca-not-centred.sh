#!/usr/bin/env bash
# @saehrimnir/druidjs 0.9.0 (npm): PCA finds its directions from centred data and projects data that are not centred.
#
# One would expect: transform() gives principal components, whose mean over the data is 0: W(x − μ), as ml-pca,
#   scikit-learn and every text have it.
# What happens: it is W x. The variances are right; the cloud lies where the data's mean puts it. Distances inside one
#   plot are as they should be, but no score can be compared with another library's, nor inverted by adding the mean.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @saehrimnir/druidjs@0.9.0 ml-pca@4.1.1

cat > probe.js <<'JS'
import assert from 'node:assert/strict';
import { Matrix, PCA as DruidPca } from '@saehrimnir/druidjs';
import { PCA } from 'ml-pca';

const data = [[101, 2, 0.5], [103, 4, 1], [105, 7, 2], [102, 1, 0], [108, 8, 3]];
const projected = new DruidPca(Matrix.from(data), { d: 1 }).transform().to2dArray();
const scores = Array.from(projected, (row) => row[0]);
const centred = new PCA(data).predict(data, { nComponents: 1 }).getColumn(0);

const mean = (values) => values.reduce((sum, x) => sum + x, 0) / values.length;
const spread = (values) => mean(values.map((x) => (x - mean(values)) ** 2));
console.log({ druid: mean(scores), 'ml-pca': mean(centred), variances: [spread(scores), spread(centred)] });

assert.ok(Math.abs(mean(centred)) < 1e-9);
assert.ok(Math.abs(Math.abs(mean(scores)) - 70.197) < 0.01, `mean score was ±70.197, is ${mean(scores)}`);
assert.ok(Math.abs(spread(scores) - spread(centred)) < 1e-3);
JS
node probe.js
