// Mocha's spec reporter, closed by the ten slowest files and one line of counts that any reader of a log understands.
const { reporters, Runner } = require('mocha');
const { slowestFiles, stopwatch } = require('./slowest-files.cjs');

const { EVENT_HOOK_END, EVENT_RUN_END, EVENT_SUITE_BEGIN, EVENT_SUITE_END, EVENT_TEST_END } =
  Runner.constants;

class SpecWithCounts extends reporters.Spec {
  /** @param {import("mocha").Runner} runner @param {import("mocha").MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    const watch = stopwatch();
    for (const event of [EVENT_SUITE_BEGIN, EVENT_SUITE_END, EVENT_HOOK_END, EVENT_TEST_END])
      runner.on(event, (/** @type {{ file?: string }} */ { file }) => watch.passed(file));
    runner.once(EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      const slowest = slowestFiles(watch.milliseconds, process.cwd());
      setImmediate(() =>
        console.log(`\n${slowest.join('\n')}\n\n${passes} passed, ${failures} failed, ${pending} skipped`),
      );
    });
  }
}

module.exports = SpecWithCounts;
