// Part of the bundles that bundle.mjs makes: runs jasmine's tests and counts them.
import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util';
import Jasmine from 'jasmine';

/**
 * Runs a suite, prints its failures and counts, and ends the process: with 1 if a test failed.
 * @param {string} backendName
 * @param {() => void} load defines the suite's tests
 * @param {readonly { test: string }[]} ignored tests that are not run, by the beginnings of their names
 */
export function runSuite(backendName, load, ignored) {
  setTestEnvs([{ name: `test-${backendName}`, backendName, flags: {}, isDataSync: true }]);
  const counts = { passed: 0, failed: 0, ignored: 0 };
  const jasmine = new Jasmine();
  jasmine.exitOnCompletion = false;
  jasmine.loadConfig({ random: false });
  jasmine.clearReporters();
  jasmine.addReporter({
    specDone: (spec) => count(counts, spec),
    jasmineDone: () => {
      console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.ignored} skipped`);
      process.exit(counts.failed ? 1 : 0);
    },
  });
  load();
  jasmine.env.configure({ specFilter: (spec) => isWanted(spec.getFullName(), ignored) });
  jasmine.execute();
}

/** TFJS_SUITE_ONLY: a part of the names of the tests to run. @param {string} name @param {readonly { test: string }[]} ignored */
function isWanted(name, ignored) {
  const only = process.env.TFJS_SUITE_ONLY;
  if (only) return name.includes(only);
  return !ignored.some(({ test }) => name.startsWith(test));
}

/**
 * @param {{ passed: number, failed: number, ignored: number }} counts
 * @param {{ status: string, fullName: string, failedExpectations: { message: string }[] }} spec
 */
function count(counts, { status, fullName, failedExpectations }) {
  if (status === 'passed') counts.passed++;
  else if (status === 'failed') counts.failed++;
  else counts.ignored++;
  if (status === 'failed')
    console.log(`FAILED ${fullName}\n       ${failedExpectations[0]?.message.split('\n')[0]}`);
}
