/** @throws RangeError unless a code's size is a whole number from 1 to `most`. */
export function checkLatentDim(caller: string, latentDim: number, most: number): number {
  if (!Number.isInteger(latentDim) || latentDim < 1 || latentDim > most)
    throw new RangeError(`${caller}: latentDim must be a whole number in 1 … ${most}, got ${latentDim}`);
  return latentDim;
}
