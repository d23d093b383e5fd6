import { readFileSync } from 'node:fs';
import path from 'node:path';

/**
 * What a module in `folder` imports where it says `specifier`: the nearest package.json that holds a map
 * `"codebook": { "imports": { "name": "other" } }` decides, as Deno's import maps do. A program written for one
 * package so runs on another that stands for it. Whole names only.
 *
 * Throws if the map is not an object of strings.
 */
export function mappedImport(specifier: string, folder: string): string {
  const { file, imports } = nearestMap(folder);
  if (imports === undefined) return specifier;
  if (!isMap(imports)) {
    const got = JSON.stringify(imports);
    throw new TypeError(`${file}: codebook.imports is ${got}, expected { "name": "other name", … }.`);
  }
  return Object.hasOwn(imports, specifier) ? (imports[specifier] ?? specifier) : specifier;
}

function nearestMap(folder: string): { file: string; imports: unknown } {
  const file = path.join(folder, 'package.json');
  const imports = importsIn(file);
  const parent = path.dirname(folder);
  return imports !== undefined || parent === folder ? { file, imports } : nearestMap(parent);
}

/** Undefined for a file that is missing or that npm could not read either: not this map's business to report. */
function importsIn(file: string): unknown {
  try {
    const described: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return property(property(described, 'codebook'), 'imports');
  } catch {
    return undefined;
  }
}

const property = (value: unknown, name: string): unknown =>
  value instanceof Object ? Reflect.get(value, name) : undefined;

const isMap = (value: unknown): value is Record<string, string> =>
  value instanceof Object &&
  !Array.isArray(value) &&
  Object.values(value).every((each) => typeof each === 'string');
