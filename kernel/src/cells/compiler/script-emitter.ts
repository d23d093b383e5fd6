import ts = require('typescript');

import type { PositionMap, Problem } from '../transpiled.js';
import {
  type EmitResolver,
  type InternalTypeChecker,
  internalFile,
  internalTypeScript,
} from './internal-typescript.js';
import { problemOf } from './problem-of.js';
import { decodeMappings } from './source-map.js';

/** Settings of a tsconfig.json that change what code does when it runs. */
export type EmitSettings = Pick<
  ts.CompilerOptions,
  'experimentalDecorators' | 'emitDecoratorMetadata' | 'useDefineForClassFields'
>;

/** JavaScript, and where its pieces came from. */
export interface EmittedScript {
  javascript: string;
  positions: PositionMap;
  problems: Problem[];
}

const emitOptions: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.CommonJS,
  sourceMap: true,
  esModuleInterop: false,
  // With it, `const [a, b] = set` follows the iterator also where the names are properties of the scope.
  downlevelIteration: true,
  ignoreDeprecations: '6.0',
  isolatedModules: true,
  noCheck: true,
  noLib: true,
  noResolve: true,
  types: [],
  allowJs: true,
  newLine: ts.NewLineKind.LineFeed,
};

/** A checker keeps something of every file it ever saw; after so many it is made anew. */
const filesPerChecker = 500;

/**
 * Turns TypeScript into scripts as `ts.transpileModule` does, but with one program and checker for all, which more than
 * halves the time of a small cell.
 */
export class ScriptEmitter {
  readonly #options: ts.CompilerOptions;
  readonly #program: ts.Program;
  readonly #host: object;
  #checker: InternalTypeChecker | undefined;
  #count = 0;

  constructor(settings: EmitSettings = {}) {
    this.#options = { ...emitOptions, ...settings };
    const host: ts.CompilerHost = {
      getSourceFile: () => undefined,
      getDefaultLibFileName: () => 'lib.d.ts',
      getCurrentDirectory: () => '',
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      writeFile: () => undefined,
      fileExists: () => false,
      readFile: () => undefined,
    };
    this.#program = ts.createProgram({ rootNames: [], options: this.#options, host });
    this.#host = { ...this.#program, ...host, getCommonSourceDirectory: () => '', getSourceFiles: () => [] };
  }

  /** Emits one text. With `keepEarlier`, nothing at its start clears what its exports were before. */
  emit(text: string, extension: string, keepEarlier: boolean): EmittedScript {
    this.#count += 1;
    if (this.#count % filesPerChecker === 0) this.#checker = undefined;
    const file = this.#parse(text, `script-${this.#count}${extension}`);
    this.#checker ??= internalTypeScript.createTypeChecker(this.#program);
    const resolver = this.#checker.getEmitResolver(file, undefined, true);
    if (!/js$/.test(extension)) markReferences(file, resolver);
    const custom = keepEarlier ? { after: [withoutPreamble] } : {};
    const { scriptTransformers } = internalTypeScript.getTransformers(this.#options, custom);
    const { transformNodes } = internalTypeScript;
    const result = transformNodes(
      resolver,
      this.#host,
      ts.factory,
      this.#options,
      [file],
      scriptTransformers,
      false,
    );
    const printed = print(result, file, resolver, this.#options);
    result.dispose();
    return { ...printed, problems: internalFile(file).parseDiagnostics.flatMap(problemOf) };
  }

  #parse(text: string, name: string): ts.SourceFile {
    const indicator = internalTypeScript.getSetExternalModuleIndicator(this.#options);
    const options: ts.CreateSourceFileOptions = {
      languageVersion: ts.ScriptTarget.ESNext,
      setExternalModuleIndicator: indicator,
    };
    const file = internalFile(ts.createSourceFile(name, text, options, true));
    file.path = name;
    file.resolvedPath = name;
    file.originalFileName = name;
    file.imports = [];
    file.moduleAugmentations = [];
    file.ambientModuleNames = [];
    internalTypeScript.bindSourceFile(file, this.#options);
    return file;
  }
}

/** Tells the resolver which imports are used as values; the others are left out. */
function markReferences(node: ts.Node, resolver: EmitResolver): void {
  ts.forEachChild(node, (child) => {
    if (ts.isImportDeclaration(child)) return;
    if (
      ts.isImportEqualsDeclaration(child) &&
      !child.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)
    )
      return;
    resolver.markLinkedReferences(child);
    markReferences(child, resolver);
  });
}

function print(
  result: ts.TransformationResult<ts.SourceFile>,
  file: ts.SourceFile,
  resolver: EmitResolver,
  options: ts.CompilerOptions,
): { javascript: string; positions: PositionMap } {
  const hooks = {
    hasGlobalName: resolver.hasGlobalName,
    onEmitNode: result.emitNodeWithNotification,
    isEmitNotificationEnabled: result.isEmitNotificationEnabled,
    substituteNode: result.substituteNode,
  };
  const printer = internalTypeScript.createPrinter({ newLine: ts.NewLineKind.LineFeed, ...options }, hooks);
  const writer = internalTypeScript.createTextWriter('\n');
  const map = internalTypeScript.createSourceMapGenerator(mapHost, file.fileName, '', '', options);
  const [transformed = file] = result.transformed;
  printer.writeFile(transformed, writer, map);
  return { javascript: writer.getText(), positions: decodeMappings(map.toJSON().mappings) };
}

const mapHost = { getCurrentDirectory: () => '', getCanonicalFileName: (name: string) => name };

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
