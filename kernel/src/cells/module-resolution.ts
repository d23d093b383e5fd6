import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import vm from 'node:vm';

const sourceExtensions = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.json'];
const typescriptOf: Record<string, readonly string[]> = {
  '.js': ['.ts', '.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
  '.jsx': ['.tsx'],
};

const isFile = (file: string): boolean => statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

/** Whether a specifier names a file rather than a package: `./x`, `../x`, `/x` or `file:///x`. */
export function isFileSpecifier(specifier: string): boolean {
  return /^(\.{1,2}(\/|$)|\/|file:)/.test(specifier);
}

/**
 * The file that a relative or absolute specifier means, as TypeScript's bundler resolution has it: the file itself, the
 * TypeScript source of a `.js` name, the name with an extension added, or a folder's index. Undefined if there is none.
 */
export function resolveFile(specifier: string, folder: string): string | undefined {
  const file = specifier.startsWith('file:') ? fileURLToPath(specifier) : path.resolve(folder, specifier);
  const extension = path.extname(file);
  const stem = file.slice(0, file.length - extension.length);
  const candidates = [
    ...(typescriptOf[extension] ?? []).map((each) => stem + each),
    file,
    ...sourceExtensions.map((each) => file + each),
    ...sourceExtensions.map((each) => path.join(file, `index${each}`)),
  ];
  return candidates.find(isFile);
}

/** Imports as Node does from a module in `folder`, with the `import` conditions of `exports` maps. */
export function nativeImporter(folder: string): (specifier: string, options?: object) => Promise<object> {
  return withoutExperimentalWarning(() => {
    const script = new vm.Script('(specifier, options) => import(specifier, options)', {
      filename: path.join(folder, 'notebook.mjs'),
      importModuleDynamically: vm.constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    });
    const importer = script.runInThisContext();
    // The warning comes with the first call, not with the script.
    void importer('node:path');
    return importer;
  });
}

/** Node 20 warns on stderr at the first use of its own loader for a script; a graded cell must not pay for that. */
function withoutExperimentalWarning<T>(make: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return make();
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** What `import.meta` is in a cell or local module: `url`, `filename`, `dirname` and `resolve`, as in Node. */
export function importMeta(file: string): object {
  const require = createRequire(file);
  const resolve = (specifier: string): string => {
    if (/^(node|data|https?):/.test(specifier)) return specifier;
    const found = isFileSpecifier(specifier)
      ? resolveFile(specifier, path.dirname(file))
      : require.resolve(specifier);
    return found && path.isAbsolute(found)
      ? pathToFileURL(found).href
      : (found ?? new URL(specifier, pathToFileURL(file)).href);
  };
  return { url: pathToFileURL(file).href, filename: file, dirname: path.dirname(file), resolve };
}

const facades = new WeakMap<object, object>();

/**
 * A module's namespace as emitted code reads it. CommonJS modules made from ES modules (`__esModule`) are taken as what
 * they stand for, and names that Node did not find in a CommonJS module are read from its `module.exports`.
 */
export function moduleFacade(namespace: object): object {
  const known = facades.get(namespace);
  if (known) return known;
  const facade = makeFacade(namespace);
  facades.set(namespace, facade);
  return facade;
}

function makeFacade(namespace: object): object {
  const value: unknown = Reflect.get(namespace, 'default');
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return namespace;
  if (Reflect.get(value, '__esModule') === true) {
    return 'default' in value ? value : Object.create(value, { default: { value, enumerable: true } });
  }
  const names = Object.keys(namespace).filter((name) => name !== 'default' && name !== 'module.exports');
  const complete = Object.keys(value).every((name) => name in namespace);
  const fromCommonJs = names.every((name) => Reflect.get(namespace, name) === Reflect.get(value, name));
  return complete || !fromCommonJs
    ? namespace
    : Object.create(value, { default: { value, enumerable: true } });
}
