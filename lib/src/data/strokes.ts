/** A point in pixels: x rightwards, y downwards. */
export type Point = readonly [number, number];

/** A line of straight pieces, drawn with a round pen. */
export type Polyline = readonly Point[];

/**
 * Draws polylines with a round pen into a square grey image: each pixel's ink is 1 within the pen's radius of a
 * line, 0 beyond, with a soft edge one pixel wide (ink = clamp(radius + ½ − distance, 0, 1)). No library and no
 * font, so every machine draws the same.
 * @param lines in pixels; pixel (x, y) has its centre at (x + ½, y + ½).
 * @param side width and height of the image.
 * @param pen width of the pen in pixels.
 * @param into where to draw, side² numbers in [0, 1]; darker ink wins.
 */
export function drawStrokes(lines: readonly Polyline[], side: number, pen: number, into: Float32Array): void {
  for (const line of lines)
    for (let i = 1; i < line.length; i++) {
      const [from, to] = [line[i - 1], line[i]];
      if (from && to) drawPiece(from, to, side, pen / 2, into);
    }
}

/**
 * A smooth curve through all the given points (Catmull & Rom 1974, uniform knots), as a polyline
 * with `pieces` straight pieces between two neighbours.
 */
export function smoothThrough(points: Polyline, pieces = 8): Polyline {
  const at = (i: number): Point => points[Math.min(Math.max(i, 0), points.length - 1)] ?? [0, 0];
  const line: Point[] = [at(0)];
  for (let i = 0; i + 1 < points.length; i++)
    for (let piece = 1; piece <= pieces; piece++)
      line.push(catmullRom(at(i - 1), at(i), at(i + 1), at(i + 2), piece / pieces));
  return line;
}

function catmullRom(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const along = (axis: 0 | 1) =>
    0.5 *
    (2 * b[axis] +
      (c[axis] - a[axis]) * t +
      (2 * a[axis] - 5 * b[axis] + 4 * c[axis] - d[axis]) * t ** 2 +
      (3 * b[axis] - a[axis] - 3 * c[axis] + d[axis]) * t ** 3);
  return [along(0), along(1)];
}

function drawPiece(from: Point, to: Point, side: number, radius: number, into: Float32Array): void {
  const reach = radius + 0.5;
  const [left, right] = pixelsWithin(from[0], to[0], reach, side);
  const [top, bottom] = pixelsWithin(from[1], to[1], reach, side);
  for (let y = top; y <= bottom; y++)
    for (let x = left; x <= right; x++) {
      const ink = Math.min(reach - distanceToPiece([x + 0.5, y + 0.5], from, to), 1);
      const at = y * side + x;
      if (ink > (into[at] ?? 0)) into[at] = ink;
    }
}

function pixelsWithin(a: number, b: number, reach: number, side: number): [number, number] {
  return [
    Math.max(0, Math.floor(Math.min(a, b) - reach - 0.5)),
    Math.min(side - 1, Math.ceil(Math.max(a, b) + reach - 0.5)),
  ];
}

function distanceToPiece([x, y]: Point, from: Point, to: Point): number {
  const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
  const length2 = dx * dx + dy * dy;
  const along = length2 === 0 ? 0 : ((x - from[0]) * dx + (y - from[1]) * dy) / length2;
  const t = Math.min(Math.max(along, 0), 1);
  return Math.hypot(x - from[0] - t * dx, y - from[1] - t * dy);
}
