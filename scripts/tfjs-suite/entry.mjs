// Runs inside the bundle that bundle.mjs makes: tfjs-core's own tests, on the engine's backend.
import '../../engine/dist/index.js';
import '@tensorflow/tfjs-core/dist/public/chained_ops/register_all_chained_ops';
import '@tensorflow/tfjs-core/dist/register_all_gradients';
import { setTestEnvs } from '@tensorflow/tfjs-core/dist/jasmine_util';
import Jasmine from 'jasmine';
import { ignored } from './ignored.mjs';

setTestEnvs([{ name: 'test-tensorflow', backendName: 'tensorflow', flags: {}, isDataSync: true }]);

const only = process.env.TFJS_SUITE_ONLY;
const counts = { passed: 0, failed: 0, ignored: 0 };

const jasmine = new Jasmine();
jasmine.exitOnCompletion = false;
jasmine.loadConfig({ random: false });
jasmine.clearReporters();
jasmine.addReporter({ specDone, jasmineDone });
require('@tensorflow/tfjs-core/dist/tests');
jasmine.env.configure({ specFilter });
jasmine.execute();

/** @param {{ getFullName(): string }} spec */
function specFilter(spec) {
  const name = spec.getFullName();
  if (only) return name.includes(only);
  return !ignored.some(({ test }) => name.startsWith(test));
}

/** @param {{ status: string, fullName: string, failedExpectations: { message: string }[] }} spec */
function specDone({ status, fullName, failedExpectations }) {
  if (status === 'passed') counts.passed++;
  else if (status === 'failed') counts.failed++;
  else counts.ignored++;
  if (status === 'failed')
    console.log(`FAILED ${fullName}\n       ${failedExpectations[0]?.message.split('\n')[0]}`);
}

function jasmineDone() {
  console.log(`${counts.passed} passed, ${counts.failed} failed, ${counts.ignored} skipped`);
  process.exit(counts.failed ? 1 : 0);
}
