// @ts-check
// Which lessons `npm test` runs in full: the changed ones, and a share of the others that another commit draws anew.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { root } from '../setup/paths.mjs';

/** Seconds of work that the share may cost, as the ledger has them: two to four minutes on two cores. */
export const shareSeconds = 240;

/** What the share is drawn by: the commit, so that the same commit runs the same lessons; without git, the day. */
export function seedOfShare() {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim();
  } catch {
    return new Date().toISOString().slice(0, 10);
  }
}

/**
 * The lessons to run in full. Those that changed since the ledger, all of them; of the others as many as fit into the
 * budget, in an order that the seed decides, and always the first of that order, however long it is.
 * @param {readonly { number: string, changed: boolean, seconds: number }[]} lessons
 * @param {string} seed
 * @param {number} [budget] seconds of work
 * @returns {Set<string>} their numbers
 */
export function lessonsInFull(lessons, seed, budget = shareSeconds) {
  const rank = (/** @type {string} */ number) =>
    createHash('sha256').update(`${seed} ${number}`).digest('hex');
  const order = lessons
    .filter(({ changed }) => !changed)
    .sort((a, b) => (rank(a.number) < rank(b.number) ? -1 : 1));
  const chosen = new Set(lessons.filter(({ changed }) => changed).map(({ number }) => number));
  let left = budget;
  for (const [i, { number, seconds }] of order.entries()) {
    if (i > 0 && seconds > left) continue;
    chosen.add(number);
    left -= seconds;
  }
  return chosen;
}
