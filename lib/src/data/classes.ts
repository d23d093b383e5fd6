/**
 * Refuses labels that are no class numbers: 0, 1, 2, … below `classes`.
 * @throws RangeError naming the caller and the first such label.
 */
export function checkClasses(
  caller: string,
  labels: ArrayLike<number>,
  classes = Number.POSITIVE_INFINITY,
): void {
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? Number.NaN;
    if (Number.isInteger(label) && label >= 0 && label < classes) continue;
    const expected = Number.isFinite(classes) ? `0 … ${classes - 1}` : 'whole numbers from 0';
    throw new RangeError(
      `${caller}: label ${i} is ${label}, expected ${expected}; number the classes from 0 (as −1 and +1 become 0 and 1)`,
    );
  }
}
