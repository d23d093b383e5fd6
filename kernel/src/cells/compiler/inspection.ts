import ts = require('typescript');

import type { TypedInspection } from '../transpiled.js';
import { type CellChecker, plainNames, type Query } from './cell-checker.js';
import { readDocumentation } from './documentation.js';
import { internalTypeScript, type SymbolDisplay } from './internal-typescript.js';
import { identifierStart, pathInFront } from './words.js';

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
  const query = checker.ask(code);
  const display = word && displayAt(query, query.head + word.start);
  const typed = display ? described(display) : signatureAround(query, query.head + cursor);
  query.program.remove(query.file);
  const source =
    detail === 1 && display && path?.length === 0 ? checker.history.source(word.name) : undefined;
  return { ...live, ...typed, ...(source ? { source } : {}) };
}

function displayAt({ program, file }: Query, position: number): SymbolDisplay | undefined {
  const node = internalTypeScript.getTouchingPropertyName(file, position);
  if (!ts.isIdentifier(node) && !ts.isPrivateIdentifier(node)) return undefined;
  const { checker } = program;
  const symbol = checker.getSymbolAtLocation(node);
  // Of a name that nothing declares the checker says only that it is of any type.
  if (!symbol || checker.isUnknownSymbol(symbol)) return undefined;
  readDocumentation(symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol);
  const { getSymbolDisplayPartsDocumentationAndSymbolKind: display } = internalTypeScript.SymbolDisplay;
  return display(checker, symbol, file, containerOf(node), node);
}

function containerOf(node: ts.Node): ts.Node | undefined {
  const contains = (each: ts.Node): boolean =>
    ts.isSourceFile(each) || ts.isFunctionLike(each) || ts.isClassLike(each);
  return ts.findAncestor(node.parent, contains);
}

function described({ displayParts, documentation, tags }: SymbolDisplay): TypedInspection {
  const text = documentationOf(documentation, tags);
  return {
    signature: readable(ts.displayPartsToString(displayParts)),
    ...(text ? { documentation: text } : {}),
  };
}

function wordAt(code: string, cursor: number): { name: string; start: number } | undefined {
  const after = /^[\p{ID_Continue}$]*/u.exec(code.slice(cursor))?.[0] ?? '';
  const end = cursor + after.length;
  const start = identifierStart(code, end);
  const isWord = start <= cursor && start < end && !/\d/.test(code.charAt(start - 1));
  return isWord ? { name: code.slice(start, end), start } : undefined;
}

const neverCancelled = {
  isCancellationRequested: () => false,
  throwIfCancellationRequested: () => undefined,
};

function signatureAround(query: Query, position: number): TypedInspection {
  const { program, file } = query;
  const { getSignatureHelpItems } = internalTypeScript.SignatureHelp;
  const help = getSignatureHelpItems(program.program, file, position, undefined, neverCancelled);
  const item = help?.items[help.selectedItemIndex];
  if (!help || !item) return {};
  // Also reads the documentation of the function that stands in front of the parenthesis.
  const callee = displayAt(query, Math.max(0, help.applicableSpan.start - 2));
  const { prefixDisplayParts, separatorDisplayParts, suffixDisplayParts, parameters } = item;
  const separator = ts.displayPartsToString(separatorDisplayParts);
  const inside = parameters.map(({ displayParts }) => ts.displayPartsToString(displayParts)).join(separator);
  const signature =
    ts.displayPartsToString(prefixDisplayParts) + inside + ts.displayPartsToString(suffixDisplayParts);
  const documentation = documentationOf(
    item.documentation.length > 0 ? item.documentation : callee?.documentation,
    item.tags.length > 0 ? item.tags : callee?.tags,
  );
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
