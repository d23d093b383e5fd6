import type { PositionMap } from '../transpiled.js';

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Reads the `mappings` of a source map (version 3) of one source. */
export function decodeMappings(mappings: string): PositionMap {
  const positions: PositionMap = [];
  let originalLine = 0;
  let originalColumn = 0;
  mappings.split(';').forEach((group, line) => {
    let column = 0;
    for (const segment of group.split(',')) {
      const [dColumn, source, dLine, dOriginal] = decodeSegment(segment);
      if (dColumn === undefined) continue;
      column += dColumn;
      if (source === undefined || dLine === undefined || dOriginal === undefined) continue;
      originalLine += dLine;
      originalColumn += dOriginal;
      positions.push([line, column, originalLine, originalColumn]);
    }
  });
  return positions;
}

function decodeSegment(segment: string): number[] {
  const values: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = digits.indexOf(character);
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    values.push(value & 1 ? -(value >>> 1) : value >>> 1);
    value = 0;
    shift = 0;
  }
  return values;
}
