import type { Job } from '../bridge.js';

/** Where text is printed. */
export interface Place {
  job: Job;
  name: 'stdout' | 'stderr';
}

/** Keeps together the two halves of a surrogate pair that are printed one after the other. */
export interface HalfPairs {
  /** The text that may be sent now: behind the half that waited there, and without a first half at its end. */
  whole(place: Place, text: string): string;
  /** The halves whose other half did not come. */
  rest(): (Place & { text: string })[];
}

const isFirstHalf = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;

/** One half at most waits for each stream of each cell. */
export function createHalfPairs(): HalfPairs {
  const waiting = new Map<string, Place & { text: string }>();
  return {
    whole(place, text) {
      const halved = isFirstHalf(text.charCodeAt(text.length - 1));
      if (!halved && waiting.size === 0) return text;
      const key = `${place.job} ${place.name}`;
      const all = (waiting.get(key)?.text ?? '') + text;
      waiting.delete(key);
      if (!halved) return all;
      waiting.set(key, { ...place, text: all.slice(-1) });
      return all.slice(0, -1);
    },
    rest() {
      const halves = [...waiting.values()];
      waiting.clear();
      return halves;
    },
  };
}
