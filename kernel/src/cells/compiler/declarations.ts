import ts = require('typescript');

import type { CellImport, Declaration, DeclarationKind, ImportedName } from '../transpiled.js';

/** The names that a binding pattern or identifier binds, in order. */
export function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(element.name),
  );
}

const has = (node: ts.Node, kind: ts.SyntaxKind): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((modifier) => modifier.kind === kind) ?? false);

/** The declarations that a top-level statement adds to the notebook; imports are not among them. */
export function declarationsOf(statement: ts.Statement): Declaration[] {
  const ambient = has(statement, ts.SyntaxKind.DeclareKeyword);
  const one = (name: ts.Node | undefined, kind: DeclarationKind, exists = !ambient): Declaration[] =>
    name && ts.isIdentifier(name) ? [{ name: name.text, kind, exists }] : [];
  if (ts.isVariableStatement(statement)) {
    const { flags, declarations } = statement.declarationList;
    if (isUsing(statement)) return [];
    const kind = flags & ts.NodeFlags.Const ? 'const' : 'let';
    return declarations.flatMap((each) =>
      boundNames(each.name).map((name) => ({ name, kind, exists: !ambient })),
    );
  }
  if (ts.isFunctionDeclaration(statement)) return one(statement.name, 'function', !ambient);
  if (ts.isClassDeclaration(statement)) return one(statement.name, 'class');
  if (ts.isEnumDeclaration(statement)) return one(statement.name, 'enum');
  if (statement.flags & ts.NodeFlags.GlobalAugmentation) return [];
  if (ts.isModuleDeclaration(statement)) return one(statement.name, 'namespace');
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
    return one(statement.name, 'type', false);
  }
  if (ts.isImportEqualsDeclaration(statement) && !ts.isExternalModuleReference(statement.moduleReference)) {
    return one(statement.name, 'alias');
  }
  return [];
}

/** Whether a statement is `using x = …` or `await using x = …`, whose resources end with their cell. */
export function isUsing(statement: ts.Statement): boolean {
  if (!ts.isVariableStatement(statement)) return false;
  // `await using` sets the flags of both `const` and `using`, so they are compared as a whole.
  const block = statement.declarationList.flags & ts.NodeFlags.BlockScoped;
  return block === ts.NodeFlags.Using || block === ts.NodeFlags.AwaitUsing;
}

/** An import or re-export statement as a list of names, or undefined for any other statement. */
export function importOf(statement: ts.Statement, source: ts.SourceFile): CellImport | undefined {
  const make = (specifier: string, names: ImportedName[], typeOnly: boolean): CellImport => ({
    specifier,
    names,
    typeOnly,
    start: statement.getStart(source),
    end: statement.end,
  });
  if (ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)) {
    const clause = statement.importClause;
    const typeOnly = clause?.phaseModifier === ts.SyntaxKind.TypeKeyword;
    return make(statement.moduleSpecifier.text, clause ? clauseNames(clause, typeOnly) : [], typeOnly);
  }
  if (ts.isImportEqualsDeclaration(statement) && ts.isExternalModuleReference(statement.moduleReference)) {
    const { expression } = statement.moduleReference;
    const local = { local: statement.name.text, imported: '=', typeOnly: statement.isTypeOnly };
    return make(ts.isStringLiteral(expression) ? expression.text : '', [local], statement.isTypeOnly);
  }
  if (
    ts.isExportDeclaration(statement) &&
    statement.moduleSpecifier &&
    ts.isStringLiteral(statement.moduleSpecifier)
  ) {
    return make(statement.moduleSpecifier.text, exportedNames(statement), statement.isTypeOnly);
  }
  return undefined;
}

function clauseNames(clause: ts.ImportClause, typeOnly: boolean): ImportedName[] {
  const names: ImportedName[] = [];
  if (clause.name) names.push({ local: clause.name.text, imported: 'default', typeOnly });
  const bindings = clause.namedBindings;
  if (bindings && ts.isNamespaceImport(bindings)) {
    names.push({ local: bindings.name.text, imported: '*', typeOnly });
  } else if (bindings) {
    for (const element of bindings.elements) {
      const imported = (element.propertyName ?? element.name).text;
      names.push({ local: element.name.text, imported, typeOnly: typeOnly || element.isTypeOnly });
    }
  }
  return names;
}

function exportedNames(statement: ts.ExportDeclaration): ImportedName[] {
  const clause = statement.exportClause;
  if (!clause) return [];
  if (ts.isNamespaceExport(clause)) {
    return [{ local: clause.name.text, imported: '*', typeOnly: statement.isTypeOnly }];
  }
  return clause.elements.map((element) => ({
    local: element.name.text,
    imported: (element.propertyName ?? element.name).text,
    typeOnly: statement.isTypeOnly || element.isTypeOnly,
  }));
}
