import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Which file imports which, by path from the package's `src`; types count too. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** The imports between the files of a package. */
export function importsOf(name: 'engine' | 'kernel' | 'lib'): Imports {
  const source = join(root, name, 'src');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts'));
  return new Map(files.map((file) => [file, imported(source, file)]));
}

function imported(source: string, file: string): string[] {
  const text = readFileSync(join(source, file), 'utf8');
  return [...text.matchAll(/(?:from|import) '(\.[^']+)\.js'/g)].map(([, to = '']) =>
    normalize(join(dirname(file), `${to}.ts`)),
  );
}

/** The first folder of a path, or nothing for a file of the top. */
export function folderOf(file: string): string {
  return relative('.', file).split('/').slice(0, -1)[0] ?? '';
}

/** A way that leads from a node back to itself, or `undefined`. */
export function findCircle(imports: Imports): string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (done.has(file)) return undefined;
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...path, file]);
      if (circle) return circle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return undefined;
}
