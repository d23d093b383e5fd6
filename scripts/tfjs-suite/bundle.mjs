// @ts-check
// Bundles tfjs's tests with the engine, so that both use one copy of tfjs-core (the tests reach into its ES modules).
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { at, build as buildFolder } from '../setup/paths.mjs';
import { SetupError } from '../setup/report.mjs';

/** Where the bundle is written. */
export const bundleFile = path.join(buildFolder, 'tfjs-suite.cjs');

/** The engine asks Node for tfjs-node's kernels at run time; inside the bundle they must be the bundle's own. */
const ownRequire = {
  name: 'own-require',
  setup(/** @type {import('esbuild').PluginBuild} */ plugin) {
    plugin.onLoad({ filter: /engine[\\/]dist[\\/].*\.js$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const contents = text
        .replace(/const require = createRequire\(import\.meta\.url\);/g, '')
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(file).href));
      return { contents, loader: 'js' };
    });
  },
};

/** tfjs-node's backend is an ES5 class, whose way to call its parent fails on the ES classes of tfjs-core's modules. */
const callableParent = {
  name: 'callable-parent',
  setup(/** @type {import('esbuild').PluginBuild} */ plugin) {
    plugin.onLoad({ filter: /nodejs_kernel_backend\.js$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const contents = text.replace(
        /_super\.call\(this\)/g,
        'Reflect.construct(_super, [], this.constructor)',
      );
      return { contents, loader: 'js' };
    });
  },
};

/**
 * Writes the bundle of tfjs-core's tests.
 * @returns {Promise<string>} its file
 */
export function bundleSuite() {
  return write('entry.mjs', bundleFile);
}

/**
 * Writes a bundle of tfjs-layers' tests, which are in its repository and in no package. The layers that the bundle uses,
 * and that the engine mends, are those beside the tests.
 * @param {string} folder the folder `tfjs-layers` of a copy of github.com/tensorflow/tfjs
 * @param {'layers-entry.mjs' | 'layers-stock-entry.mjs'} entry on the engine, or without it
 * @returns {Promise<string>} its file
 */
export async function bundleLayers(folder, entry) {
  const source = path.join(path.resolve(folder), 'src');
  const file = path.join(buildFolder, entry.replace('entry.mjs', 'suite.cjs'));
  return await write(entry, file, [await testsOfLayers(source), forAnyBackend], {
    '@tensorflow/tfjs-layers': path.join(source, 'index.ts'),
  });
}

/** A module that loads every file of tests. @param {string} source */
async function testsOfLayers(source) {
  const files = await readdir(source, { recursive: true });
  const tests = files.filter((file) => file.endsWith('_test.ts')).sort();
  if (tests.length === 0) throw noTests(source);
  const lines = [
    "require('./flags_layers');",
    ...tests.map((file) => `require('./${file.split(path.sep).join('/')}');`),
  ];
  return {
    name: 'tests-of-layers',
    setup(/** @type {import('esbuild').PluginBuild} */ plugin) {
      plugin.onResolve({ filter: /^tests-of-layers$/ }, () => ({
        path: 'tests',
        namespace: 'tests-of-layers',
      }));
      plugin.onLoad({ filter: /.*/, namespace: 'tests-of-layers' }, () => ({
        contents: lines.join('\n'),
        resolveDir: source,
      }));
    },
  };
}

/** @param {string} source */
function noTests(source) {
  return new SetupError({
    problem: 'there are no tests of tfjs-layers where --layers says',
    got: source,
    expected: "the folder tfjs-layers of a copy of tfjs's repository, with src/*_test.ts",
    remedy:
      'git clone --depth 1 https://github.com/tensorflow/tfjs; npm run test:tfjs -- --layers tfjs/tfjs-layers',
  });
}

/** A thousand tests are marked as for tfjs's own backend; they hold for any. */
const forAnyBackend = {
  name: 'for-any-backend',
  setup(/** @type {import('esbuild').PluginBuild} */ plugin) {
    plugin.onLoad({ filter: /utils[\\/]test_utils\.ts$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const contents = text.replace("testEnv.backendName === 'cpu'", 'testEnv.backendName !== undefined');
      return { contents, loader: 'ts' };
    });
  },
};

/**
 * @param {string} entry
 * @param {string} outfile
 * @param {import('esbuild').Plugin[]} plugins
 * @param {Record<string, string>} alias
 */
async function write(entry, outfile, plugins = [], alias = {}) {
  await build({
    entryPoints: [at('scripts', 'tfjs-suite', entry)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    ignoreAnnotations: true,
    external: ['koffi', 'jasmine'],
    nodePaths: [at('node_modules')],
    alias,
    plugins: [ownRequire, callableParent, ...plugins],
    logLevel: 'error',
  });
  return outfile;
}
