// @ts-check
// npm run test:tfjs: tfjs's own test suites, run against the engine.
import { spawn } from 'node:child_process';
import { readFlags, runMain, step } from './setup/report.mjs';
import { setup } from './setup.mjs';
import { bundleLayers, bundleSuite } from './tfjs-suite/bundle.mjs';

const usage = `npm run test:tfjs: tfjs-core's own tests against the engine.
  --layers FOLDER   tfjs-layers' tests instead, from the folder tfjs-layers of a copy of github.com/tensorflow/tfjs
  --stock           with --layers: on tfjs's own backend, without the engine, to compare`;

await runMain(usage, async () => {
  const { layers, stock } = readFlags(process.argv.slice(2), { layers: 'value', stock: 'flag' });
  await setup();
  step(`bundling the tests of @tensorflow/${layers ? 'tfjs-layers' : 'tfjs-core'}`);
  const bundle = layers
    ? await bundleLayers(String(layers), stock ? 'layers-stock-entry.mjs' : 'layers-entry.mjs')
    : await bundleSuite();
  const child = spawn(process.execPath, [bundle], { stdio: 'inherit' });
  process.exitCode = await new Promise((resolve) => child.on('close', (code) => resolve(code ?? 1)));
});
