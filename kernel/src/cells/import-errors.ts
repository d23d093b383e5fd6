import { createRequire } from 'node:module';
import path from 'node:path';
import { types } from 'node:util';
import { mappedImport } from './import-map.js';
import { isFileSpecifier } from './module-resolution.js';
import { packageName } from './package-name.js';

/** Whether a package lies in a folder whose name cannot be written in a URL as Node's `import` takes it: with a backslash. */
export function isUnwritablePath(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_INVALID_MODULE_SPECIFIER';
}

/** A package as `require` gives it, in the form of an ES module's namespace. Node refuses one with an `exports` map. */
export function required(specifier: string, folder: string): object {
  const exported: unknown = requiredExports(specifier, folder);
  return types.isModuleNamespaceObject(exported)
    ? Object(exported)
    : { ...Object(exported), default: exported };
}

function requiredExports(specifier: string, folder: string): unknown {
  try {
    return createRequire(path.join(folder, 'notebook'))(mappedImport(specifier, folder));
  } catch (cause) {
    if (!isUnwritablePath(cause)) throw cause;
    const reason =
      'Node loads no such package from a folder with a backslash in its name. Rename the folder.';
    throw new Error(`import '${specifier}', seen from ${folder}: ${reason}`, { cause });
  }
}

/** Node's error of an import, in plain words where nothing was found. */
export function clearImportError(error: unknown, specifier: string, folder: string): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== 'ERR_MODULE_NOT_FOUND') return error;
  if (isFileSpecifier(specifier)) {
    error.message = `import '${specifier}': no such file, seen from ${folder}.`;
  } else if (error.message.includes('notebook.mjs')) {
    const name = packageName(specifier);
    error.message = `import '${specifier}': package '${name}' is not installed for ${folder}. Run: npm install ${name}`;
  } else {
    return error;
  }
  // Where Node noticed it is of no use to anybody.
  error.stack = `${error.name}: ${error.message}`;
  return error;
}
