import ts = require('typescript');

import { emittedNames, scopeModule } from '../emitted-names.js';
import { TextEdits } from '../text-edits.js';
import type { CellImport, Declaration } from '../transpiled.js';
import { declarationsOf, importOf } from './declarations.js';

/** What the statements of a cell say about it, before anything is compiled. */
export interface CellSource {
  source: ts.SourceFile;
  declarations: Declaration[];
  imports: CellImport[];
  /** Every identifier of the cell's text; a superset of the names it refers to. */
  words: Set<string>;
}

/** Parses a cell and lists what it declares and imports. Never throws: syntax errors are in `source`. */
export function readCell(code: string, fileName = 'cell.ts'): CellSource {
  const source = ts.createSourceFile(fileName, code, ts.ScriptTarget.ESNext, true, ts.ScriptKind.TS);
  const declarations = source.statements.flatMap(declarationsOf);
  const imports = source.statements.flatMap((statement) => importOf(statement, source) ?? []);
  const words = new Set(code.match(/[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu) ?? []);
  return { source, declarations, imports, words };
}

/** Whether all of a cell is one object literal, as in `{ a: 1, b: 2 }`, which alone would be read as a block. */
export function isObjectLiteral(code: string): boolean {
  if (!/^\s*\{[\s\S]*\}\s*$/.test(code)) return false;
  const { statements } = readCell(`(${code}\n)`).source;
  const [only] = statements;
  const inside = only && ts.isExpressionStatement(only) && ts.isParenthesizedExpression(only.expression);
  if (statements.length !== 1 || !inside || !ts.isObjectLiteralExpression(only.expression.expression))
    return false;
  const { diagnostics } = ts.transpileModule(`(${code}\n)`, { reportDiagnostics: true });
  return diagnostics?.length === 0;
}

/**
 * The text that is compiled for running: earlier names are imported from {@link scopeModule}, own top-level names are
 * exported (so that every use of either becomes a live property of the scope), imports are blanked (they are loaded
 * before the cell runs) and the last expression is returned.
 */
export function executableText(
  cell: CellSource,
  known: ReadonlySet<string>,
): { text: string; edits: TextEdits } {
  const { source } = cell;
  const edits = new TextEdits(source.text);
  const own = new Set(cell.declarations.map(({ name }) => name));
  const imported = cell.imports.flatMap(({ names }) => names.map(({ local }) => local));
  const header = new Set([...imported, ...[...cell.words].filter((name) => known.has(name))]);
  const names = [...header].filter((name) => !own.has(name));
  edits.insert(0, `import { ${names.join(', ')} } from '${scopeModule}';export {};`);
  for (const statement of source.statements) editStatement(statement, source, edits);
  returnLastExpression(source, edits);
  replaceModuleSyntax(source, edits);
  return { text: edits.apply(), edits };
}

function editStatement(statement: ts.Statement, source: ts.SourceFile, edits: TextEdits): void {
  const start = statement.getStart(source);
  if (importOf(statement, source) || ts.isExportDeclaration(statement)) {
    edits.blank(start, statement.end);
  } else if (ts.isExportAssignment(statement)) {
    edits.blank(start, statement.expression.getStart(source));
  } else if (declarationsOf(statement).length > 0) {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    for (const { kind, end } of modifiers) {
      if (kind === ts.SyntaxKind.DefaultKeyword) edits.blank(end - 'default'.length, end);
    }
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) edits.insert(start, 'export ');
    if (ts.isVariableStatement(statement)) initialise(statement, edits);
  }
}

/** `let x;` sets x to undefined, also where x existed before: emitted as `let x = undefined`. */
function initialise(statement: ts.VariableStatement, edits: TextEdits): void {
  for (const declaration of statement.declarationList.declarations) {
    if (declaration.initializer || declaration.exclamationToken) continue;
    edits.insert(declaration.end, ' = undefined');
  }
}

function returnLastExpression(source: ts.SourceFile, edits: TextEdits): void {
  const statement = source.statements.findLast((each) => !ts.isEmptyStatement(each));
  const expression =
    statement &&
    (ts.isExpressionStatement(statement) || ts.isExportAssignment(statement)) &&
    statement.expression;
  if (!expression) return;
  edits.insert(expression.getStart(source), `return ${emittedNames.result}((`);
  edits.insert(expression.end, '))');
}

/** Replaces `import()`, `import.meta` and `await x` by what the emitted script can say. */
export function replaceModuleSyntax(source: ts.SourceFile, edits: TextEdits): void {
  const visit = (node: ts.Node): void => {
    if (ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword) {
      edits.replace(node.getStart(source), node.end, emittedNames.importMeta);
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      edits.replace(node.expression.getStart(source), node.expression.end, emittedNames.dynamicImport);
    } else if (ts.isAwaitExpression(node)) {
      edits.insert(node.getStart(source), `${emittedNames.afterAwait}(`);
    }
    const turn = ts.isForOfStatement(node) && node.awaitModifier ? node.statement : undefined;
    if (turn) edits.insert(turn.getStart(source), `{${emittedNames.afterAwait}(0);`);
    ts.forEachChild(node, visit);
    if (turn) edits.insert(turn.end, '}');
    if (ts.isAwaitExpression(node)) edits.insert(node.end, ')');
  };
  visit(source);
}
