import ts = require('typescript');

import { type CellSource, readCell } from './cell-source.js';

/** A cell in which nothing looks into some of the modules that it imports. */
export interface UnreadImports {
  /** The cell without these imports. */
  rest: CellSource;
  /** The specifiers of these imports. */
  specifiers: string[];
}

/**
 * Finds the imports of packages of which a cell only makes a name: `import * as tf from '@tensorflow/tfjs'` where the cell says
 * `tf` nowhere else, and `import 'package'`. Whatever such a module's types are, the cell has the same errors.
 */
export function unreadImports(cell: CellSource): UnreadImports | undefined {
  const { source } = cell;
  const found = source.statements.filter(makesOnlyName);
  if (found.length === 0) return undefined;
  const rest = readCell(blanked(source.text, found));
  if (found.some((each) => rest.words.has(nameOf(each)))) return undefined;
  return { rest, specifiers: found.map(({ moduleSpecifier }) => moduleSpecifier.text) };
}

/** `import * as name from 'package'`, or `import 'package'`. */
interface NamingImport extends ts.ImportDeclaration {
  readonly moduleSpecifier: ts.StringLiteral;
}

function makesOnlyName(statement: ts.Statement): statement is NamingImport {
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return false;
  if (/^(\.{0,2}\/|file:|node:)/.test(statement.moduleSpecifier.text) || statement.attributes) return false;
  const { importClause } = statement;
  if (!importClause) return true;
  const { name, namedBindings } = importClause;
  return !name && namedBindings !== undefined && ts.isNamespaceImport(namedBindings);
}

function nameOf({ importClause }: NamingImport): string {
  const bindings = importClause?.namedBindings;
  return bindings && ts.isNamespaceImport(bindings) ? bindings.name.text : '';
}

/** Spaces in place of the statements: what follows stays where it is. */
function blanked(text: string, statements: readonly ts.Node[]): string {
  return statements.reduce((left, node) => {
    const start = node.getStart();
    return left.slice(0, start) + left.slice(start, node.end).replace(/[^\n]/g, ' ') + left.slice(node.end);
  }, text);
}
