import ts from 'typescript';
import { TextEdits } from '../text-edits.js';
import type { CellSource } from './cell-source.js';
import { declarationsOf } from './declarations.js';

/** A cell as the type checker reads it. */
export interface CheckedText {
  text: string;
  edits: TextEdits;
  /** Length of the header; what lies before it is none of the cell's. */
  headLength: number;
}

/**
 * The text that is type-checked: a header that brings in earlier names, then the cell with its declarations exported.
 * Import statements that `replaceImport` knows an equivalent for are replaced by it.
 */
export function checkedText(
  cell: CellSource,
  header: string,
  replaceImport: (specifier: string) => string | undefined = () => undefined,
): CheckedText {
  const { source } = cell;
  const edits = new TextEdits(source.text);
  const head = `${header}export {};`;
  edits.insert(0, head);
  const replacements = new Map(
    cell.imports.map((each) => [each.start, { ...each, by: replaceImport(each.specifier) }]),
  );
  for (const statement of source.statements) {
    const start = statement.getStart(source);
    const replacement = replacements.get(start);
    if (replacement?.by !== undefined) edits.replace(start, statement.end, replacement.by);
    else editStatement(statement, start, source, edits);
  }
  return { text: edits.apply(), edits, headLength: head.length };
}

function editStatement(
  statement: ts.Statement,
  start: number,
  source: ts.SourceFile,
  edits: TextEdits,
): void {
  if (ts.isExportDeclaration(statement)) {
    if (!statement.moduleSpecifier) edits.blank(start, statement.end);
    // Here the names are wanted in the notebook, not only passed on.
    else if (statement.exportClause) edits.replace(start, start + 'export'.length, 'import');
  } else if (ts.isExportAssignment(statement)) {
    edits.blank(start, statement.expression.getStart(source));
  } else if (declarationsOf(statement).length > 0) {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const standard = modifiers.find(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
    if (standard) edits.blank(standard.end - 'default'.length, standard.end);
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) edits.insert(start, 'export ');
  }
}
