import ts = require('typescript');

import { expectedErrors } from './expected-errors.js';
import {
  type InternalProgram,
  type InternalTypeChecker,
  internalFile,
  internalProgram,
  internalTypeScript,
} from './internal-typescript.js';
import type { ProgramFiles } from './program-files.js';

/** A checker keeps something of every file it ever saw; after so many it is made anew. */
const filesPerChecker = 1000;

/**
 * A program that grows cell by cell. Its base (the standard library, Node's types, imported modules) is an ordinary
 * program; cells are modules that join it without its being built anew, and one type checker serves them all, so that a
 * cell costs only its own lines. A checker finds modules when they are asked for, which is what makes this possible.
 */
export class CellProgram {
  readonly program: ts.Program;
  readonly #base: InternalProgram;
  readonly #cells: Map<string, ts.SourceFile>;
  readonly #augmenting: Set<ts.SourceFile>;
  readonly #named = new Map<string, string>();
  readonly #template: ts.SourceFile;
  readonly #files: ProgramFiles;
  readonly #emitHost: object;
  readonly #local: ts.SourceFile[];
  #checker: InternalTypeChecker | undefined;
  #added = 0;

  /** Goes on with the cells of `former`, if there is one. `template` is a file of the base in the notebook's folder. */
  constructor(base: ts.Program, files: ProgramFiles, template: string, former?: CellProgram) {
    this.#base = internalProgram(base);
    this.#files = files;
    this.#cells = former?.cells ?? new Map();
    this.#augmenting = former?.augmenting ?? new Set();
    const file = base.getSourceFile(template);
    if (!file) throw new Error(`CellProgram: '${template}' is no file of the program.`);
    this.#template = file;
    for (const each of base.getSourceFiles()) {
      const name = nameModule(each);
      if (name) this.#named.set(name, each.fileName);
    }
    this.program = this.#makeProgram();
    this.#emitHost = {
      ...this.program,
      ...files.host,
      isEmitBlocked: () => false,
      getSourceFileFromReference: () => undefined,
      getLibFileFromReference: () => undefined,
      getCommonSourceDirectory: () => files.folder,
      getSourceFile: this.program.getSourceFile,
    };
    this.#local = base.getSourceFiles().filter(({ fileName }) => files.isLocal(fileName));
  }

  /** Whether a local source of the base was edited since it was read. */
  outdated(): boolean {
    return this.#files.forgetEdited(this.#local);
  }

  /** The ordinary program below. */
  get base(): ts.Program {
    return this.#base;
  }
  private get cells(): Map<string, ts.SourceFile> {
    return this.#cells;
  }
  private get augmenting(): Set<ts.SourceFile> {
    return this.#augmenting;
  }

  /** The checker of everything. */
  get checker(): InternalTypeChecker {
    this.#checker ??= internalTypeScript.createTypeChecker(this.program);
    return this.#checker;
  }

  /** Adds a file, which must be a module and have a name that was never used. */
  add(fileName: string, text: string): ts.SourceFile {
    this.#added += 1;
    if (this.#added % filesPerChecker === 0) this.#checker = undefined;
    const template = internalFile(this.#template);
    const options: ts.CreateSourceFileOptions = { languageVersion: ts.ScriptTarget.ESNext };
    if (template.impliedNodeFormat !== undefined) options.impliedNodeFormat = template.impliedNodeFormat;
    if (template.setExternalModuleIndicator)
      options.setExternalModuleIndicator = template.setExternalModuleIndicator;
    const file = internalFile(ts.createSourceFile(fileName, text, options, true, ts.ScriptKind.TS));
    file.path = fileName;
    file.resolvedPath = fileName;
    file.originalFileName = fileName;
    file.packageJsonLocations = template.packageJsonLocations;
    file.packageJsonScope = template.packageJsonScope;
    file.imports = moduleSpecifiers(file);
    file.moduleAugmentations = file.statements.flatMap((each) => (isAugmentation(each) ? [each.name] : []));
    file.ambientModuleNames = [];
    if (fileName.endsWith('.d.ts'))
      file.moduleName = `./${fileName.slice(fileName.lastIndexOf('/') + 1, -'.d.ts'.length)}`;
    internalTypeScript.bindSourceFile(file, this.#files.options);
    this.#cells.set(fileName, file);
    if (file.moduleAugmentations.length > 0) {
      this.#augmenting.add(file);
      this.#checker = undefined;
    }
    return file;
  }

  /** Takes a file out again. */
  remove(file: ts.SourceFile): void {
    this.#cells.delete(file.fileName);
    if (this.#augmenting.delete(file)) this.#checker = undefined;
  }

  /** The errors of one file. */
  check(file: ts.SourceFile): ts.Diagnostic[] {
    const { parseDiagnostics, bindDiagnostics } = internalFile(file);
    return [
      ...parseDiagnostics,
      ...expectedErrors([...bindDiagnostics, ...this.checker.getDiagnostics(file)], file),
    ];
  }

  /** The text of a checked file's declarations, as a `.d.ts` has it. */
  declarations(file: ts.SourceFile): string {
    const resolver = this.checker.getEmitResolver(file, undefined, true);
    const { transformDeclarations, transformNodes } = internalTypeScript;
    const result = transformNodes(
      resolver,
      this.#emitHost,
      ts.factory,
      this.#files.options,
      [file],
      [transformDeclarations],
      false,
    );
    const [transformed] = result.transformed;
    const text = transformed ? printer.printFile(transformed) : '';
    result.dispose();
    return text;
  }

  #makeProgram(): ts.Program {
    const base = this.#base;
    const find = (name: string): ts.SourceFile | undefined =>
      this.#cells.get(name) ?? base.getSourceFile(name);
    const program: InternalProgram = {
      ...base,
      getSourceFiles: () => [...base.getSourceFiles(), ...this.#augmenting],
      getSourceFile: find,
      getSourceFileByPath: find,
      getTypeChecker: () => this.checker,
      getResolvedModule: (file, name, mode) =>
        this.#cells.has(file.fileName)
          ? { resolvedModule: this.#resolve(name) }
          : base.getResolvedModule(file, name, mode),
    };
    return program;
  }

  #resolve(name: string): ts.ResolvedModuleFull | undefined {
    const cell = name.startsWith('./~') ? `${this.#files.folder}/${name.slice(2)}.d.ts` : undefined;
    const resolvedFileName = cell ?? this.#named.get(name);
    if (!resolvedFileName) return this.#files.resolve(name);
    return { resolvedFileName, extension: ts.Extension.Dts, isExternalLibraryImport: false };
  }
}

const printer = ts.createPrinter({ newLine: ts.NewLineKind.LineFeed });

const isAugmentation = (node: ts.Statement): node is ts.ModuleDeclaration =>
  ts.isModuleDeclaration(node) &&
  (ts.isStringLiteral(node.name) || (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0);

/**
 * Lets emitted declarations name a module by its file, which is quick to find and always right. The name avoids
 * `node_modules`, because TypeScript refuses to write such paths into declarations.
 */
function nameModule(file: ts.SourceFile): string | undefined {
  if (!ts.isExternalModule(file)) return undefined;
  file.moduleName ??= `~${file.fileName.replaceAll('node_modules', '~modules').replace(/\.d\.[cm]?ts$|\.[cm]?tsx?$/, '')}`;
  return file.moduleName;
}

/** The specifiers of every import a file makes: statements, `import()` and import types. */
export function moduleSpecifiers(file: ts.SourceFile): ts.StringLiteralLike[] {
  const found: ts.StringLiteralLike[] = [];
  const add = (node: ts.Node | undefined): void => {
    if (node && ts.isStringLiteralLike(node)) found.push(node);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) add(node.moduleSpecifier);
    else if (ts.isExternalModuleReference(node)) add(node.expression);
    else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal);
    else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
      add(node.arguments[0]);
    ts.forEachChild(node, visit);
  };
  if (/\b(import|export)\b/.test(file.text)) visit(file);
  return found;
}
