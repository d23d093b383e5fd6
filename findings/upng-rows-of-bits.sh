#!/usr/bin/env bash
# upng-js 2.1.0 (npm): a grey picture of 1, 2 or 4 bits is sheared when a row does not fill its last byte.
#
# One would expect: toRGBA8 of a 1-bit grey PNG, ten pixels wide, gives its pixels: each row of a PNG starts at a new
#   byte. pngjs reads it so, and UPNG itself does for a palette.
# What happens: for grey, bits are counted on from row to row, so the six bits that pad the first row are read as the
#   start of the second: row 2 here is six black pixels that are not there, then four of its own. A picture whose rows
#   fill their bytes comes out right, which hides it.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
echo '{ "private": true }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts upng-js@2.1.0 pngjs@7.0.0

cat > picture.py <<'PY'
import struct, zlib

def chunk(kind, data):
    return struct.pack('>I', len(data)) + kind + data + struct.pack('>I', zlib.crc32(kind + data))

width, rows = 10, [0b1010101011, 0b1111111100]
pixels = b''.join(b'\0' + struct.pack('>H', row << 6) for row in rows)  # filter 0, then ten bits and six that pad
header = struct.pack('>IIBBBBB', width, len(rows), 1, 0, 0, 0, 0)  # 1 bit, grey
open('grey.png', 'wb').write(
    b'\x89PNG\r\n\x1a\n' + chunk(b'IHDR', header) + chunk(b'IDAT', zlib.compress(pixels)) + chunk(b'IEND', b''))
PY
python3 picture.py

cat > probe.js <<'JS'
const assert = require('node:assert/strict');
const { readFileSync } = require('node:fs');
const { PNG } = require('pngjs');
const UPNG = require('upng-js');

const file = readFileSync('grey.png');
const rows = (rgba) => {
  const bits = Array.from(rgba).filter((_, i) => i % 4 === 0).map((grey) => (grey > 127 ? 1 : 0)).join('');
  return [bits.slice(0, 10), bits.slice(10)];
};
const upng = rows(new Uint8Array(UPNG.toRGBA8(UPNG.decode(Uint8Array.from(file).buffer))[0]));
const pngjs = rows(PNG.sync.read(file).data);
console.log({ upng, pngjs });

assert.deepEqual(pngjs, ['1010101011', '1111111100']);
assert.deepEqual(upng, ['1010101011', '0000001111']);
JS
node probe.js
