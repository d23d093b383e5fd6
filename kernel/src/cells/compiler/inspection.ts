import ts from 'typescript';
import type { TypedInspection } from '../transpiled.js';
import { type CellChecker, plainNames } from './cell-checker.js';
import { askAbout, pathInFront } from './completion.js';

/** What types and documentation say about the thing under the cursor, or about the function called around it. */
export function inspectionAt(
  checker: CellChecker | undefined,
  code: string,
  cursor: number,
  detail: 0 | 1,
): TypedInspection {
  const word = wordAt(code, cursor);
  const path = word && pathInFront(code, word.start);
  const live = word && path ? { livePath: [...path, word.name] } : {};
  if (!checker) return live;
  const head = askAbout(checker, code);
  const info = word && checker.service.getQuickInfoAtPosition(checker.queryFile, head + word.start);
  // Of a name that nothing declares the checker says only that it is of any type.
  if (!info || (info.kind === ts.ScriptElementKind.unknown && !info.documentation?.length))
    return { ...live, ...signatureAround(checker, head + cursor) };
  const documentation = documentationOf(info.documentation, info.tags);
  const source = detail === 1 && path?.length === 0 ? checker.history.source(word.name) : undefined;
  return {
    ...live,
    signature: readable(ts.displayPartsToString(info.displayParts)),
    ...(documentation ? { documentation } : {}),
    ...(source ? { source } : {}),
  };
}

function wordAt(code: string, cursor: number): { name: string; start: number } | undefined {
  const before = /[\p{ID_Continue}$]*$/u.exec(code.slice(0, cursor))?.[0] ?? '';
  const after = /^[\p{ID_Continue}$]*/u.exec(code.slice(cursor))?.[0] ?? '';
  const name = before + after;
  return name && !/^\d/.test(name) ? { name, start: cursor - before.length } : undefined;
}

function signatureAround(checker: CellChecker, position: number): TypedInspection {
  const help = checker.service.getSignatureHelpItems(checker.queryFile, position, {});
  const item = help?.items[help.selectedItemIndex];
  if (!item) return {};
  const { prefixDisplayParts, separatorDisplayParts, suffixDisplayParts, parameters } = item;
  const separator = ts.displayPartsToString(separatorDisplayParts);
  const inside = parameters.map(({ displayParts }) => ts.displayPartsToString(displayParts)).join(separator);
  const signature =
    ts.displayPartsToString(prefixDisplayParts) + inside + ts.displayPartsToString(suffixDisplayParts);
  const documentation = documentationOf(item.documentation, item.tags);
  return { signature: readable(signature), ...(documentation ? { documentation } : {}) };
}

function documentationOf(
  text: ts.SymbolDisplayPart[] | undefined,
  tags: readonly ts.JSDocTagInfo[] | undefined,
): string {
  const lines = (tags ?? []).map((tag) => `@${tag.name} ${ts.displayPartsToString(tag.text)}`.trim());
  return [ts.displayPartsToString(text), ...lines].filter(Boolean).join('\n');
}

/** Leaves out how the notebook's names reach the checker. */
function readable(signature: string): string {
  return plainNames(signature)
    .replace(/^\(alias\) /, '')
    .replace(/\nimport \S+( = [^\n]*)?$/, '')
    .replace(/^(let|const|var) (export )?/, '$1 ');
}
