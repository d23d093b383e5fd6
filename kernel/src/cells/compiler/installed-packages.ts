import { readdirSync } from 'node:fs';
import path from 'node:path';

const beforeSpecifier = /\b(?:from|import|require\s*\(|import\s*\()\s*(['"])([^'"\n]*)$/;

/** The beginning of a package's name in front of the cursor, where an import is being written; else undefined. */
export function packagePrefix(codeBefore: string): string | undefined {
  const prefix = beforeSpecifier.exec(codeBefore)?.[2];
  return prefix === undefined || /^(\.|\/|node:|file:)/.test(prefix) ? undefined : prefix;
}

/** The names of the packages that can be imported from `folder`, scoped ones as `@scope/name`. */
export function installedPackages(folder: string): string[] {
  const names = new Set<string>();
  for (let next = folder; ; next = path.dirname(next)) {
    for (const name of packagesIn(path.join(next, 'node_modules'))) names.add(name);
    if (next === path.dirname(next)) return [...names].sort();
  }
}

function packagesIn(folder: string): string[] {
  return entries(folder).flatMap((name) => {
    if (name.startsWith('.') || name === '@types') return [];
    return name.startsWith('@')
      ? entries(path.join(folder, name)).map((inner) => `${name}/${inner}`)
      : [name];
  });
}

function entries(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
