/** A read of a list beyond its ends. */
interface Miss {
  readonly place: number;
  readonly length: number;
}

/**
 * Where a function reads a place that a list among its arguments does not have, which gives undefined: the commonest way
 * to NaN. The function is called once more, with lists that watch.
 *
 * @returns a sentence, or undefined where it reads no such place.
 */
export function missingPlace(
  answer: (args: unknown[]) => unknown,
  given: readonly unknown[],
): string | undefined {
  const misses: Miss[] = [];
  try {
    answer(given.map((argument) => watched(argument, misses)));
  } catch {
    // It did not throw when it was called before, and a watching list tells no more then.
  }
  const [first] = misses;
  if (first === undefined) return undefined;
  return `Your function reads place [${first.place}] of a list of ${first.length}, which is undefined.`;
}

function watched(value: unknown, misses: Miss[]): unknown {
  if (!Array.isArray(value)) return value;
  const list = value.map((element) => watched(element, misses));
  return new Proxy(list, {
    get(target, key, receiver): unknown {
      const place = typeof key === 'string' && /^-?\d+$/.test(key) ? Number(key) : undefined;
      if (place !== undefined && !(place in target)) misses.push({ place, length: target.length });
      return Reflect.get(target, key, receiver);
    },
  });
}
