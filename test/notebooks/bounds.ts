/** The lessons that the curriculum marks with a star. */
const starred = new Set(['07', '08', '11', '13', '14', '15', '16', '17']);

/** How many cores a reader's machine has at least. */
export const cores = 2;

/** A lesson's longest running time in seconds on an idle machine: 2 minutes, 4 for a starred one. */
export const secondsFor = (number: string): number => (starred.has(number) ? 240 : 120);

/**
 * How many times as long a busy machine may take before a test gives up. Whether a lesson keeps to its time is judged by
 * its work, seconds of all cores, which busy neighbours hardly change.
 */
export const patience = 10;
