// @ts-check
// npm run doctor: versions, device, library and a second of training. Says what is wrong and what mends it.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { capture } from './setup/command.mjs';
import { at, venv, venvProgram } from './setup/paths.mjs';
import { readFlags, runMain, SetupError } from './setup/report.mjs';

const usage = 'npm run doctor: what is installed, and whether it trains. No options.';

await runMain(usage, async () => {
  readFlags(process.argv.slice(2), {});
  say('system', `${process.platform} ${process.arch}, Node ${process.versions.node}`);
  mustExist(at('node_modules', '@tensorflow', 'tfjs'), 'the npm packages');
  mustExist(venvProgram('python'), 'the virtual environment .venv');
  mustExist(at('engine', 'dist', 'index.js'), 'the built packages');
  say('Python', (await capture(venvProgram('python'), ['--version'])).output.trim());
  say('JupyterLab', (await capture(venvProgram('jupyter'), ['lab', '--version'])).output.trim());
  say('kernel', kernelspec());
  await engine();
});

/** @param {string} what @param {string} found */
function say(what, found) {
  console.log(`${what.padEnd(12)} ${found}`);
}

/** @param {string} file @param {string} what */
function mustExist(file, what) {
  if (existsSync(file)) return;
  throw new SetupError({
    problem: `Something is missing: ${what}.`,
    got: `no ${file}`,
    expected: 'a complete set-up',
    remedy: 'npm run setup',
  });
}

function kernelspec() {
  const file = path.join(venv, 'share', 'jupyter', 'kernels', 'codebook', 'kernel.json');
  mustExist(file, "the kernel's entry in .venv");
  const { argv, display_name } = JSON.parse(readFileSync(file, 'utf8'));
  mustExist(argv[0], `the Node.js that the kernel was registered with (${argv[0]})`);
  return `${display_name}, ${file}`;
}

async function engine() {
  const { engineInfo, compile } = await loadEngine();
  const tf = await import('@tensorflow/tfjs');
  const info = engineInfo();
  say('TensorFlow', `${info.tensorflow}, ${info.libraryPath}`);
  say(
    'OpenBLAS',
    info.openBlas ?? 'not installed, so PCA of many examples takes longer: npm run clean, then npm run setup',
  );
  say('device', `${info.device} of ${info.devices.join(', ')}`);
  say('GPU', info.gpu);
  say('training', train(tf, compile));
}

function loadEngine() {
  return import('@codebook/engine').catch((/** @type {Error} */ error) => {
    const { TFLIB } = process.env;
    throw new SetupError({
      problem: 'TensorFlow could not be loaded.',
      got: error.message,
      expected: TFLIB ? 'TFLIB naming the folder of libtensorflow_cc, or not set' : 'a complete set-up',
      remedy: TFLIB ? 'unset TFLIB, then npm run doctor' : 'npm run setup',
    });
  });
}

/**
 * Fits y = 3x for a second and says how fast.
 * @param {typeof import('@tensorflow/tfjs')} tf
 * @param {typeof import('@codebook/engine').compile} compile
 */
function train(tf, compile) {
  const weight = tf.variable(tf.scalar(0));
  const optimizer = tf.train.sgd(0.1);
  const x = tf.linspace(-1, 1, 64);
  const loss = () =>
    /** @type {import('@tensorflow/tfjs').Scalar} */ (x.mul(3).sub(x.mul(weight)).square().mean());
  const fit = compile(() => optimizer.minimize(loss, true, [weight]) ?? tf.scalar(0));
  const started = performance.now();
  let steps = 0;
  for (; performance.now() - started < 1000; steps++) tf.dispose(fit());
  const slope = weight.dataSync()[0] ?? Number.NaN;
  if (!(Math.abs(slope - 3) < 1e-3)) {
    throw new SetupError({
      problem: 'Training gives a wrong result.',
      got: `slope ${slope} after ${steps} steps`,
      expected: 'slope 3',
      remedy: 'npm run clean, then npm run setup; if it stays, report it with the lines above',
    });
  }
  return `${steps} compiled steps in 1 s, slope ${slope.toFixed(4)} (3 is right)`;
}
