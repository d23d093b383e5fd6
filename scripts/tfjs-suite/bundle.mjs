// @ts-check
// Bundles tfjs-core's tests with the engine, so that both use one copy of tfjs-core (the tests reach into its ES modules).
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { at, build as buildFolder } from '../setup/paths.mjs';

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

/** Writes the bundle. */
export async function bundleSuite() {
  await build({
    entryPoints: [at('scripts', 'tfjs-suite', 'entry.mjs')],
    outfile: bundleFile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    ignoreAnnotations: true,
    external: ['koffi', 'jasmine'],
    plugins: [ownRequire, callableParent],
    logLevel: 'error',
  });
}
