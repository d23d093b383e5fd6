import ts from 'typescript';
import type { TypedCompletions } from '../transpiled.js';
import type { CellChecker } from './cell-checker.js';
import { readCell } from './cell-source.js';
import { installedPackages, packagePrefix } from './installed-packages.js';

const identifierBefore = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*$/u;
const pathBefore = /((?:[\p{ID_Start}$_][\p{ID_Continue}$]*\s*\??\.\s*)+)$/u;
const ownName = /^\$(hub|cell_\d+)$/;

/** The dotted path of names in front of `start`, as in `a.b.`; empty for a bare name, undefined after anything else. */
export function pathInFront(code: string, start: number): string[] | undefined {
  const before = code.slice(0, start);
  const path = pathBefore.exec(before)?.[1];
  if (path === undefined) return /[.'"`]\s*$/.test(before) ? undefined : [];
  // `f().a.` and `x[0].a.` begin with something that cannot be looked at without running it.
  if (/[)\]}'"`.]\s*$/.test(before.slice(0, before.length - path.length))) return undefined;
  return path
    .split('.')
    .map((name) => name.replace('?', '').trim())
    .filter(Boolean);
}

/** What types know could stand at the cursor of a cell that is being written. */
export function completionsAt(
  checker: CellChecker | undefined,
  code: string,
  cursor: number,
): TypedCompletions {
  const start = cursor - (identifierBefore.exec(code.slice(0, cursor))?.[0].length ?? 0);
  const livePath = pathInFront(code, start);
  const none: TypedCompletions = { completions: [], start, end: cursor, ...(livePath ? { livePath } : {}) };
  if (!checker) return none;
  const packages = packagePrefix(code.slice(0, cursor));
  const head = askAbout(checker, code);
  const inside = insideText(checker, head + cursor);
  if (inside === 'comment') return { completions: [], start, end: cursor };
  const options: ts.GetCompletionsAtPositionOptions = { includeCompletionsForModuleExports: false };
  const info = checker.service.getCompletionsAtPosition(checker.queryFile, head + cursor, options);
  if (packages !== undefined) return packageCompletions(checker.files.folder, packages, cursor, info);
  if (!info) return inside === 'string' ? { completions: [], start, end: cursor } : none;
  const span = info.entries.find(({ replacementSpan }) => replacementSpan)?.replacementSpan;
  const from = span ? span.start - head : start;
  const entries = info.entries
    .filter(({ name, kind }) => kind !== 'warning' && !ownName.test(name))
    .sort((a, b) => (a.sortText < b.sortText ? -1 : a.sortText > b.sortText ? 1 : a.name < b.name ? -1 : 1));
  const completions = matching(entries, code.slice(from, cursor));
  return {
    completions,
    start: from,
    end: cursor,
    // A member list that is complete needs no look at the live value.
    ...(livePath && !inside && (livePath.length === 0 || info.entries.length === 0) ? { livePath } : {}),
  };
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

/** Whether a position lies in a comment or in the text of a string. */
function insideText(checker: CellChecker, position: number): 'comment' | 'string' | undefined {
  const { service, queryFile } = checker;
  if (service.getSpanOfEnclosingComment(queryFile, position, false)) return 'comment';
  const file = service.getProgram()?.getSourceFile(queryFile);
  let node: ts.Node | undefined = file;
  for (let next: ts.Node | undefined = file; next; ) {
    node = next;
    next = ts.forEachChild(node, (child) =>
      child.getStart(file) < position && position < child.end ? child : undefined,
    );
  }
  return node && (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node)) ? 'string' : undefined;
}

function matching(entries: readonly ts.CompletionEntry[], prefix: string): TypedCompletions['completions'] {
  const exact = entries.filter(({ name }) => name.startsWith(prefix));
  const folded = prefix.toLowerCase();
  const found =
    exact.length > 0 ? exact : entries.filter(({ name }) => name.toLowerCase().startsWith(folded));
  return found.map(({ name, kind }) => ({ name, kind }));
}

/** Makes a cell that is being written the language service's file, and gives the length of its header. */
export function askAbout(checker: CellChecker, code: string): number {
  const head = checker.queryHeader(readCell(code));
  checker.ask(head + code);
  return head.length;
}
