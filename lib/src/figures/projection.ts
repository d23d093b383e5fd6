/** A place in space. */
export type Vector3 = readonly [x: number, y: number, z: number];

/** Parallel projection of a box around data onto the plane. */
export interface Project {
  /** Where a point in the data's units falls. */
  data(point: Vector3): readonly [number, number];
  /** Where a point of the unit cube falls, (0, 0, 0) being the least corner of the data. */
  corner(point: Vector3): readonly [number, number];
  /** Least and greatest value on each axis. */
  readonly ends: readonly (readonly [number, number])[];
}

const azimuth = (35 * Math.PI) / 180;
const elevation = (22 * Math.PI) / 180;

/**
 * Fits a unit cube around `[points, 3]` and looks at it from the front right, somewhat above: x to the right,
 * y to the back, z upwards.
 */
export function projection(flat: readonly number[]): Project {
  const ends = [0, 1, 2].map((axis) => {
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = axis; i < flat.length; i += 3) {
      low = Math.min(low, flat[i] ?? 0);
      high = Math.max(high, flat[i] ?? 0);
    }
    return [low, high] as const;
  });
  const corner = ([x, y, z]: Vector3) => look([x - 0.5, y - 0.5, z - 0.5]);
  const unit = (value: number, axis: number) => {
    const [low, high] = ends[axis] ?? [0, 1];
    return high === low ? 0.5 : (value - low) / (high - low);
  };
  return { ends, corner, data: ([x, y, z]) => corner([unit(x, 0), unit(y, 1), unit(z, 2)]) };
}

function look([x, y, z]: Vector3): readonly [number, number] {
  const across = x * Math.cos(azimuth) + y * Math.sin(azimuth);
  const depth = -x * Math.sin(azimuth) + y * Math.cos(azimuth);
  return [across, z * Math.cos(elevation) + depth * Math.sin(elevation)];
}

/** Where Plotly's camera stands for the same view, `distance` from the middle of the cube. */
export function eye(distance: number): { x: number; y: number; z: number } {
  const level = distance * Math.cos(elevation);
  return {
    x: level * Math.sin(azimuth),
    y: -level * Math.cos(azimuth),
    z: distance * Math.sin(elevation),
  };
}
