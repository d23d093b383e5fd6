// Mocha's spec reporter, closed by one line of counts that any reader of a log understands.
const { reporters, Runner } = require('mocha');

class SpecWithCounts extends reporters.Spec {
  /** @param {import("mocha").Runner} runner @param {import("mocha").MochaOptions} options */
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      setImmediate(() => console.log(`\n${passes} passed, ${failures} failed, ${pending} skipped`));
    });
  }
}

module.exports = SpecWithCounts;
