#!/usr/bin/env bash
# ml-hclust 4.0.0 (npm): 'ward' and 'centroid' merge at heights that are no distance.
#
# One would expect: agnes(points, { method: 'centroid' }) joins two clusters at the distance of their centroids, and
#   'ward' at Ward's, as SciPy's linkage of the same name does: 'single', 'complete' and 'average' agree with it.
# What happens: the update formulas hold for squared distances but are fed plain ones. The pair {(0,0), (0,1)} and the
#   pair {(4,0), (4,3)} have centroids √17 = 4.123 apart and are joined at 3.399. 'ward' gives 6.798 where SciPy has
#   5.831; that is here called 'ward2'.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts ml-hclust@4.0.0

cat > probe.js <<'JS'
import assert from 'node:assert/strict';
import { agnes } from 'ml-hclust';

const points = [[0, 0], [0, 1], [4, 0], [4, 3], [9, 9]];
const scipy = {
  complete: [1, 3, 5, 12.728],
  centroid: [1, 3, 4.123, 10.63],
  ward: [1, 3, 5.831, 13.446],
};
const heights = (method) => {
  const all = [];
  agnes(points, { method }).traverse(({ children, height }) => children.length && all.push(height));
  return all.sort((a, b) => a - b).map((height) => Math.round(height * 1000) / 1000);
};
for (const method of Object.keys(scipy)) console.log(method, heights(method), 'SciPy:', scipy[method]);

assert.deepEqual(heights('complete'), scipy.complete);
assert.deepEqual(heights('centroid'), [1, 3, 3.399, 9.369]);
assert.deepEqual(heights('ward'), [1, 3, 6.798, 14.991]);
assert.deepEqual(heights('ward2'), scipy.ward);
JS
node probe.js
