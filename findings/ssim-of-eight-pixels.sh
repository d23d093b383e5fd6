#!/usr/bin/env bash
# ssim.js 3.5.0 (npm): the similarity of a small picture with itself is NaN.
#
# One would expect: a picture of 8 × 8 pixels, the size of scikit-learn's digits, has similarity 1 with itself by each of the four
#   methods, or the window of 11 pixels that does not fit is an error (scikit-image's structural_similarity says so).
# What happens: 'fast' and 'original' give NaN without a word; 'bezkrovny' and 'weber' give 1. At 16 × 16 all give 1.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true, "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts ssim.js@3.5.0

cat > probe.js <<'JS'
import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const { ssim } = createRequire(import.meta.url)('ssim.js');
const picture = (side) => ({
  width: side,
  height: side,
  data: Uint8ClampedArray.from({ length: 4 * side * side }, (_, i) => (i % 4 === 3 ? 255 : ((i >> 2) * 7) % 256)),
});
const likeness = (side) =>
  Object.fromEntries(
    ['fast', 'original', 'bezkrovny', 'weber'].map((method) => [
      method,
      ssim(picture(side), picture(side), { ssim: method }).mssim,
    ]),
  );
console.log('8 × 8', likeness(8), '16 × 16', likeness(16));
assert.deepEqual(likeness(8), { fast: NaN, original: NaN, bezkrovny: 1, weber: 1 });
for (const value of Object.values(likeness(16))) assert.ok(Math.abs(value - 1) < 1e-9);
JS
node probe.js
