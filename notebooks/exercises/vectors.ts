// Sums of vectors and matrices, which exercises are judged with.

export type Matrix = readonly (readonly number[])[];

export const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
export const mean = (values: readonly number[]) => total(values) / values.length;
export const dot = (u: readonly number[], v: readonly number[]) =>
  u.reduce((sum, value, i) => sum + value * (v[i] ?? 0), 0);
/** ‖u‖². */
export const squared = (u: readonly number[]) => dot(u, u);
/** A matrix by its columns: its transpose. */
export const columns = (rows: Matrix) =>
  (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] ?? Number.NaN));
