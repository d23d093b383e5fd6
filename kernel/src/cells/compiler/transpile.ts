import ts from 'typescript';
import { lineAndColumn, TextEdits } from '../text-edits.js';
import type { PositionMap, Problem, Transpiled } from '../transpiled.js';
import { executableText, readCell, replaceModuleSyntax } from './cell-source.js';

const emitOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  sourceMap: true,
  esModuleInterop: false,
  // With it, `const [a, b] = set` follows the iterator also where the names are properties of the scope.
  downlevelIteration: true,
  ignoreDeprecations: '6.0',
  allowJs: true,
  newLine: ts.NewLineKind.LineFeed,
};

/** Settings of a tsconfig.json that change what code does when it runs. */
export type EmitSettings = Pick<
  ts.CompilerOptions,
  'experimentalDecorators' | 'emitDecoratorMetadata' | 'useDefineForClassFields'
>;

/** Compiles one cell for running, given the names that earlier cells declared. */
export function transpileCell(
  code: string,
  known: ReadonlySet<string>,
  settings: EmitSettings = {},
): Transpiled {
  const cell = readCell(code);
  const { text, edits } = executableText(cell, known);
  const own = new Set(cell.declarations.map(({ name }) => name));
  const emitted = emit(text, 'cell.ts', { ...emitOptions, ...settings });
  return {
    ...emitted,
    positions: throughEdits(emitted.positions, text, code, edits),
    problems: emitted.problems.map((problem) => ({ ...problem, start: edits.originalOffset(problem.start) })),
    declarations: cell.declarations,
    imports: cell.imports,
    aliases: {},
    used: [...known].filter((name) => cell.words.has(name) && !own.has(name)),
  };
}

/** Compiles one local module (`.ts`, `.mts`, `.cts`, `.js`, `.mjs`) to the body of an async function. */
export function transpileModule(code: string, fileName: string, settings: EmitSettings = {}): Transpiled {
  const cell = readCell(code, fileName);
  const edits = new TextEdits(code);
  replaceModuleSyntax(cell.source, edits, { checkAwaits: false });
  const text = edits.apply();
  const emitted = emit(text, fileName, { ...emitOptions, ...settings });
  return {
    ...emitted,
    positions: throughEdits(emitted.positions, text, code, edits),
    problems: emitted.problems.map((problem) => ({ ...problem, start: edits.originalOffset(problem.start) })),
    declarations: cell.declarations,
    imports: cell.imports.filter(({ typeOnly }) => !typeOnly),
    used: [],
    aliases: {},
  };
}

function emit(text: string, fileName: string, compilerOptions: ts.CompilerOptions) {
  const { outputText, sourceMapText, diagnostics } = ts.transpileModule(text, {
    fileName,
    compilerOptions,
    reportDiagnostics: true,
    transformers: fileName === 'cell.ts' ? { after: [withoutPreamble] } : {},
  });
  const problems = (diagnostics ?? []).flatMap(problemOf);
  const mappings = sourceMapText ? String(JSON.parse(sourceMapText).mappings) : '';
  const end = outputText.lastIndexOf('//# sourceMappingURL=');
  return {
    javascript: end < 0 ? outputText : outputText.slice(0, end),
    positions: decodeMappings(mappings),
    problems,
  };
}

/** A TypeScript diagnostic as plain data; none for warnings and for those without a place in the text. */
export function problemOf(diagnostic: ts.Diagnostic): Problem[] {
  if (diagnostic.category !== ts.DiagnosticCategory.Error || diagnostic.start === undefined) return [];
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
  return [{ code: diagnostic.code, message, start: diagnostic.start, length: diagnostic.length ?? 0 }];
}

/** Drops `exports.a = exports.b = void 0` and the `__esModule` mark: a cell that fails must not clear earlier names. */
function withoutPreamble(): ts.Transformer<ts.SourceFile> {
  return (file) =>
    ts.factory.updateSourceFile(
      file,
      file.statements.filter((statement) => !isPreamble(statement)),
    );
}

function isPreamble(statement: ts.Statement): boolean {
  if (statement.pos >= 0 || !ts.isExpressionStatement(statement)) return false;
  let { expression } = statement;
  if (ts.isCallExpression(expression)) {
    const name = expression.arguments[1];
    return name !== undefined && ts.isStringLiteral(name) && name.text === '__esModule';
  }
  while (ts.isBinaryExpression(expression)) expression = expression.right;
  return ts.isVoidExpression(expression);
}

function throughEdits(positions: PositionMap, text: string, code: string, edits: TextEdits): PositionMap {
  const starts = lineStarts(text);
  return positions.map(([line, column, editedLine, editedColumn]) => {
    const original = lineAndColumn(code, edits.originalOffset((starts[editedLine] ?? 0) + editedColumn));
    return [line, column, original.line, original.column];
  });
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Reads the `mappings` of a source map (version 3) of one source. */
export function decodeMappings(mappings: string): PositionMap {
  const positions: PositionMap = [];
  let originalLine = 0;
  let originalColumn = 0;
  mappings.split(';').forEach((group, line) => {
    let column = 0;
    for (const segment of group.split(',')) {
      const [dColumn, source, dLine, dOriginal] = decodeSegment(segment);
      if (dColumn === undefined) continue;
      column += dColumn;
      if (source === undefined || dLine === undefined || dOriginal === undefined) continue;
      originalLine += dLine;
      originalColumn += dOriginal;
      positions.push([line, column, originalLine, originalColumn]);
    }
  });
  return positions;
}

function decodeSegment(segment: string): number[] {
  const values: number[] = [];
  let value = 0;
  let shift = 0;
  for (const character of segment) {
    const digit = digits.indexOf(character);
    value |= (digit & 31) << shift;
    shift += 5;
    if (digit & 32) continue;
    values.push(value & 1 ? -(value >>> 1) : value >>> 1);
    value = 0;
    shift = 0;
  }
  return values;
}
