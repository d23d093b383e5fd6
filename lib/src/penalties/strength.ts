/** @throws RangeError unless a penalty's weight is a finite number ≥ 0. */
export function strength(caller: string, lambda: number): void {
  if (!(lambda >= 0 && Number.isFinite(lambda)))
    throw new RangeError(`${caller}: the weight λ must be a number ≥ 0, got ${lambda}`);
}
