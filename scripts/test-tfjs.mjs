// @ts-check
// npm run test:tfjs: tfjs-core's own test suite, run against the engine.
import { spawn } from 'node:child_process';
import { runMain, step } from './setup/report.mjs';
import { setup } from './setup.mjs';
import { bundleFile, bundleSuite } from './tfjs-suite/bundle.mjs';

const usage = "npm run test:tfjs: tfjs-core's own tests against the engine. No options.";

await runMain(usage, async () => {
  await setup();
  step('bundling the tests of @tensorflow/tfjs-core');
  await bundleSuite();
  const child = spawn(process.execPath, [bundleFile], { stdio: 'inherit' });
  process.exitCode = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
});
