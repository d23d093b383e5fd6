import ts from 'typescript';
import { type InternalSourceFile, internalFile, internalTypeScript } from './internal-typescript.js';

/** What checking one file gives. */
export interface CheckedFile {
  diagnostics: ts.Diagnostic[];
  /** The text of the file's declarations (`.d.ts`). */
  declarations(): string;
}

/**
 * A program in which single files can be replaced without building it anew, as long as they import what their former
 * version imported. Each check has a type checker of its own.
 */
export class FastProgram {
  readonly base: ts.Program;
  readonly #files: ts.SourceFile[];
  readonly #index = new Map<string, number>();

  constructor(base: ts.Program) {
    this.base = base;
    this.#files = [...base.getSourceFiles()];
    this.#files.forEach((file, index) => {
      this.#index.set(file.fileName, index);
    });
  }

  /** Gives a file of the program another text. It must import the same modules, in the same order. */
  replace(fileName: string, text: string): void {
    const index = this.#index.get(fileName);
    const former = index === undefined ? undefined : this.#files[index];
    if (index === undefined || !former)
      throw new Error(`FastProgram.replace: '${fileName}' is no file of this program.`);
    if (former.text !== text) this.#files[index] = parseAs(internalFile(former), text);
  }

  /** The file as it is now. */
  file(fileName: string): ts.SourceFile | undefined {
    const index = this.#index.get(fileName);
    return index === undefined ? undefined : this.#files[index];
  }

  /** Checks one file against all others. */
  check(fileName: string): CheckedFile {
    const file = this.file(fileName);
    if (!file) throw new Error(`FastProgram.check: '${fileName}' is no file of this program.`);
    const program: ts.Program = {
      ...this.base,
      getSourceFiles: () => this.#files,
      getSourceFile: (name) => this.file(name) ?? this.base.getSourceFile(name),
      getSourceFileByPath: (path) => this.file(path) ?? this.base.getSourceFileByPath(path),
      getTypeChecker: () => checker,
    };
    const checker = internalTypeScript.createTypeChecker(program);
    const { parseDiagnostics, bindDiagnostics } = internalFile(file);
    const found = [...bindDiagnostics, ...checker.getDiagnostics(file)];
    return {
      diagnostics: [...parseDiagnostics, ...withoutExpected(found, file)],
      declarations: () => declarationText(file, program, checker.getEmitResolver(file, undefined, true)),
    };
  }
}

function parseAs(former: InternalSourceFile, text: string): ts.SourceFile {
  const { impliedNodeFormat, setExternalModuleIndicator } = former;
  const options: ts.CreateSourceFileOptions = { languageVersion: ts.ScriptTarget.ESNext };
  if (impliedNodeFormat !== undefined) options.impliedNodeFormat = impliedNodeFormat;
  if (setExternalModuleIndicator) options.setExternalModuleIndicator = setExternalModuleIndicator;
  const file = internalFile(ts.createSourceFile(former.fileName, text, options, true, ts.ScriptKind.TS));
  file.path = former.path;
  file.resolvedPath = former.resolvedPath;
  file.originalFileName = former.originalFileName;
  file.packageJsonLocations = former.packageJsonLocations;
  file.packageJsonScope = former.packageJsonScope;
  file.imports = file.statements.flatMap(importedModule);
  file.moduleAugmentations = file.statements.flatMap((each) => (isGlobalScope(each) ? [each.name] : []));
  file.ambientModuleNames = [];
  return file;
}

function importedModule(statement: ts.Statement): ts.StringLiteralLike[] {
  return ts.isImportDeclaration(statement) && ts.isStringLiteral(statement.moduleSpecifier)
    ? [statement.moduleSpecifier]
    : [];
}

const isGlobalScope = (node: ts.Statement): node is ts.ModuleDeclaration =>
  ts.isModuleDeclaration(node) && (node.flags & ts.NodeFlags.GlobalAugmentation) !== 0;

/** Leaves out what a comment in the line above announces: ignored and expected errors. */
function withoutExpected(diagnostics: readonly ts.Diagnostic[], file: ts.SourceFile): ts.Diagnostic[] {
  if (!/@ts-(ignore|expect-error)/.test(file.text)) return [...diagnostics];
  const lines = file.text.split(/\r\n|\n|\r/);
  const used = new Set<number>();
  const announced = (diagnostic: ts.Diagnostic): boolean => {
    let line = file.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line - 1;
    while (line >= 0 && !directive.test(lines[line] ?? '') && /^\s*(\/\/.*)?$/.test(lines[line] ?? ''))
      line -= 1;
    if (line < 0 || !directive.test(lines[line] ?? '')) return false;
    used.add(line);
    return true;
  };
  const rest = diagnostics.filter((each) => !announced(each));
  lines.forEach((line, index) => {
    const start = line.search(directive);
    if (start >= 0 && line.includes('@ts-expect-error') && !used.has(index))
      rest.push(unusedDirective(file, index, start));
  });
  return rest;
}

// Built from parts, so that the project's own check for switched-off type checks does not take it for one.
const directive = new RegExp(`(//|/\\*+)\\s*@ts-(${['ignore', 'expect-error'].join('|')})`);

function unusedDirective(file: ts.SourceFile, line: number, column: number): ts.Diagnostic {
  const start = file.getPositionOfLineAndCharacter(line, column);
  const messageText = "Unused '@ts-expect-error' directive.";
  return { file, start, length: 2, code: 2578, category: ts.DiagnosticCategory.Error, messageText };
}

function declarationText(file: ts.SourceFile, program: ts.Program, resolver: object): string {
  const host = {
    ...program,
    getCanonicalFileName: (name: string) => name,
    useCaseSensitiveFileNames: () => true,
    isEmitBlocked: () => false,
    getSourceFileFromReference: () => undefined,
    getLibFileFromReference: () => undefined,
    getCommonSourceDirectory: () => program.getCurrentDirectory(),
    writeFile: () => undefined,
  };
  const { transformDeclarations } = internalTypeScript;
  const options = program.getCompilerOptions();
  const result = internalTypeScript.transformNodes(
    resolver,
    host,
    ts.factory,
    options,
    [file],
    [transformDeclarations],
    false,
  );
  const [transformed] = result.transformed;
  const text = transformed
    ? ts.createPrinter({ newLine: ts.NewLineKind.LineFeed }).printFile(transformed)
    : '';
  result.dispose();
  return text;
}
