import ts = require('typescript');

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

/** The text that is type-checked: a header that brings in earlier names, then the cell with its declarations exported. */
export function checkedText({ source, imports }: CellSource, header: string): CheckedText {
  const edits = new TextEdits(source.text);
  const names = [
    ...imports.flatMap((each) => each.names.map(({ local }) => local)),
    ...source.statements
      .filter(isExportedByName)
      .flatMap((each) => declarationsOf(each).map(({ name }) => name)),
  ];
  // A line of its own, or a comment in front of the first declaration would belong to the header.
  // What a cell imports, later cells import from it.
  const head = `${header}export { ${[...new Set(names)].join(', ')} };\n`;
  edits.insert(0, head);
  for (const statement of source.statements) editStatement(statement, source, edits);
  return { text: edits.apply(), edits, headLength: head.length };
}

/**
 * Whether a statement declares a variable whose type grows with what is assigned and pushed (`const list = []`, `let x;`).
 * TypeScript lets it grow only where the declaration itself is not exported: its name is, in the header.
 */
function isExportedByName(statement: ts.Statement): boolean {
  if (!ts.isVariableStatement(statement) || statement.modifiers) return false;
  return statement.declarationList.declarations.some(
    ({ type, initializer }) => !type && (!initializer || startsEmpty(initializer)),
  );
}

function startsEmpty(initializer: ts.Expression): boolean {
  if (ts.isArrayLiteralExpression(initializer)) return initializer.elements.length === 0;
  return (
    initializer.kind === ts.SyntaxKind.NullKeyword ||
    (ts.isIdentifier(initializer) && initializer.text === 'undefined')
  );
}

function editStatement(statement: ts.Statement, source: ts.SourceFile, edits: TextEdits): void {
  const start = statement.getStart(source);
  if (ts.isExportDeclaration(statement)) {
    if (!statement.moduleSpecifier) edits.blank(start, statement.end);
    // Here the names are wanted in the notebook, not only passed on.
    else if (statement.exportClause) edits.replace(start, start + 'export'.length, 'import');
  } else if (ts.isExportAssignment(statement)) {
    edits.blank(start, statement.expression.getStart(source));
  } else if (declarationsOf(statement).length > 0 && !isExportedByName(statement)) {
    const modifiers = ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : [];
    const standard = modifiers.find(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword);
    if (standard) edits.blank(standard.end - 'default'.length, standard.end);
    if (!modifiers.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) edits.insert(start, 'export ');
  }
}
