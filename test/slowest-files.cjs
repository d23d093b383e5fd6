// Where a run's time went: seconds of each file of tests, with its hooks.
const path = require('node:path');

/**
 * Adds up the time between the ends of tests, hooks and suites, each for the file that it belongs to.
 * @param {() => number} now milliseconds
 */
function stopwatch(now = () => performance.now()) {
  /** @type {Map<string, number>} */
  const milliseconds = new Map();
  let last = now();
  return {
    /** The time since the last call went to this file. @param {string | undefined} file */
    passed(file) {
      const time = now();
      if (file) milliseconds.set(file, (milliseconds.get(file) ?? 0) + time - last);
      last = time;
    },
    milliseconds,
  };
}

/**
 * The slowest files, one line each, and what all of them took.
 * @param {ReadonlyMap<string, number>} milliseconds @param {string} root @param {number} [count]
 */
function slowestFiles(milliseconds, root, count = 10) {
  const all = [...milliseconds].sort(([, a], [, b]) => b - a);
  const total = all.reduce((sum, [, time]) => sum + time, 0);
  const seconds = (/** @type {number} */ time) => `${(time / 1000).toFixed(1).padStart(8)} s`;
  const shown = all.slice(0, count);
  return [
    `The ${shown.length} slowest of ${all.length} files:`,
    ...shown.map(([file, time]) => `${seconds(time)}  ${path.relative(root, file)}`),
    `${seconds(total)}  all`,
  ];
}

module.exports = { stopwatch, slowestFiles };
