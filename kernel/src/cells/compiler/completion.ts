import ts = require('typescript');

import type { TypedCompletions } from '../transpiled.js';
import type { CellChecker, Query } from './cell-checker.js';
import { installedPackages, packagePrefix } from './installed-packages.js';
import { internalTypeScript } from './internal-typescript.js';
import { identifierStart, pathInFront } from './words.js';

/** What types know could stand at the cursor of a cell that is being written. */
export function completionsAt(
  checker: CellChecker | undefined,
  code: string,
  cursor: number,
): TypedCompletions {
  const start = identifierStart(code, cursor);
  const livePath = pathInFront(code, start);
  const live = livePath ? { livePath } : {};
  if (!checker) return { completions: [], start, end: cursor, ...live };
  const query = checker.ask(code);
  const position = query.head + cursor;
  const nothing: TypedCompletions = { completions: [], start, end: cursor };
  if (internalTypeScript.isInComment(query.file, position)) return nothing;
  const info = entriesAt(checker, query, position);
  query.program.remove(query.file);
  const packages = packagePrefix(code.slice(0, cursor));
  if (packages !== undefined) return packageCompletions(checker.files.folder, packages, cursor, info);
  const inString = internalTypeScript.isInString(query.file, position);
  if (!info) return inString ? nothing : { ...nothing, ...live };
  const span = info.entries.find(({ replacementSpan }) => replacementSpan)?.replacementSpan;
  const from = span ? span.start - query.head : start;
  const completions = matching(info.entries, code.slice(from, cursor));
  // A member list that types know needs no look at the live value.
  const look = !inString && (livePath?.length === 0 || info.entries.length === 0);
  return { completions, start: from, end: cursor, ...(look ? live : {}) };
}

function entriesAt(
  checker: CellChecker,
  { program, file }: Query,
  position: number,
): ts.CompletionInfo | undefined {
  const { getCompletionsAtPosition } = internalTypeScript.Completions;
  const preferences: ts.UserPreferences = { includeCompletionsForModuleExports: false };
  const { host, options } = checker.files;
  const asking = { ...host, getCompilationSettings: () => options };
  return getCompletionsAtPosition(asking, program.program, () => {}, file, position, preferences);
}

/** Packages that are installed, with the modules TypeScript knows of: Node's, and what a package exports. */
function packageCompletions(
  folder: string,
  prefix: string,
  end: number,
  info: ts.CompletionInfo | undefined,
): TypedCompletions {
  const last = prefix.lastIndexOf('/') + 1;
  // TypeScript gives a path's last part, or all of a module's name.
  const known = (info?.entries ?? []).map(({ name }) =>
    name.startsWith(prefix) ? name : prefix.slice(0, last) + name,
  );
  const names = [...new Set([...known, ...installedPackages(folder)])].filter((name) =>
    name.startsWith(prefix),
  );
  return { completions: names.map((name) => ({ name, kind: 'module' })), start: end - prefix.length, end };
}

function matching(all: readonly ts.CompletionEntry[], prefix: string): TypedCompletions['completions'] {
  const entries = all
    .filter(({ kind }) => kind !== ts.ScriptElementKind.warning)
    .sort((a, b) => compare(a.sortText, b.sortText) || compare(a.name, b.name));
  const exact = entries.filter(({ name }) => name.startsWith(prefix));
  const folded = prefix.toLowerCase();
  const found =
    exact.length > 0 ? exact : entries.filter(({ name }) => name.toLowerCase().startsWith(folded));
  return found.map(({ name, kind }) => ({ name, kind }));
}

const compare = (a: string, b: string): number => Number(a > b) - Number(a < b);
