// Here and in its neighbours `require`, not `import`: Node would first search 9 MB of CommonJS for export names.
import ts = require('typescript');

/** A type checker with the members that the published declarations leave out. */
export interface InternalTypeChecker extends ts.TypeChecker {
  getDiagnostics(file: ts.SourceFile): readonly ts.Diagnostic[];
  getEmitResolver(file: ts.SourceFile, cancellation: undefined, skipCheck: boolean): EmitResolver;
  isUnknownSymbol(symbol: ts.Symbol): boolean;
}

/** What the emitter asks of a checked file. */
export interface EmitResolver {
  markLinkedReferences(node: ts.Node): void;
  hasGlobalName(name: string): boolean;
}

/** Collects emitted text. */
export interface TextWriter {
  getText(): string;
}

/** Collects where emitted text came from. */
export interface SourceMapGenerator {
  toJSON(): { mappings: string };
}

/** What the binder and the checker keep on a source file. */
export interface InternalSourceFile extends ts.SourceFile {
  path: string;
  resolvedPath: string;
  originalFileName: string;
  imports: readonly ts.StringLiteralLike[];
  moduleAugmentations: readonly ts.ModuleName[];
  ambientModuleNames: readonly string[];
  packageJsonLocations?: unknown;
  packageJsonScope?: unknown;
  parseDiagnostics: readonly ts.Diagnostic[];
  bindDiagnostics: readonly ts.Diagnostic[];
  setExternalModuleIndicator?: ts.CreateSourceFileOptions['setExternalModuleIndicator'];
}

/** Where a module specifier leads, as a program answers its checker. */
export interface InternalResolution {
  resolvedModule: ts.ResolvedModuleFull | undefined;
}

/** A program with the questions its checker asks. */
export interface InternalProgram extends ts.Program {
  getResolvedModule(
    file: ts.SourceFile,
    name: string,
    mode?: ts.ResolutionMode,
  ): InternalResolution | undefined;
}

/** What is shown of a symbol. */
export interface SymbolDisplay {
  displayParts: ts.SymbolDisplayPart[];
  documentation: ts.SymbolDisplayPart[];
  tags: ts.JSDocTagInfo[] | undefined;
}

interface InternalTypeScript {
  createTypeChecker(program: ts.Program): InternalTypeChecker;
  bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void;
  getSetExternalModuleIndicator(
    options: ts.CompilerOptions,
  ): NonNullable<ts.CreateSourceFileOptions['setExternalModuleIndicator']>;
  getTransformers(
    options: ts.CompilerOptions,
    custom: ts.CustomTransformers,
  ): { scriptTransformers: readonly unknown[] };
  createPrinter(
    options: ts.PrinterOptions,
    hooks: object,
  ): { writeFile(file: ts.SourceFile, writer: TextWriter, map: SourceMapGenerator): void };
  createTextWriter(newLine: string): TextWriter;
  createSourceMapGenerator(
    host: object,
    file: string,
    sourceRoot: string,
    folder: string,
    options: ts.CompilerOptions,
  ): SourceMapGenerator;
  transformNodes(
    resolver: object,
    host: object,
    factory: ts.NodeFactory,
    options: ts.CompilerOptions,
    nodes: readonly ts.SourceFile[],
    transformers: readonly unknown[],
    allowDeclarationFiles: boolean,
  ): ts.TransformationResult<ts.SourceFile>;
  readonly transformDeclarations: unknown;
  getTouchingPropertyName(file: ts.SourceFile, position: number): ts.Node;
  isInComment(file: ts.SourceFile, position: number): unknown;
  isInString(file: ts.SourceFile, position: number): boolean;
  readonly Completions: {
    getCompletionsAtPosition(
      host: object,
      program: ts.Program,
      log: (line: string) => void,
      file: ts.SourceFile,
      position: number,
      preferences: ts.UserPreferences,
    ): ts.CompletionInfo | undefined;
  };
  readonly SignatureHelp: {
    getSignatureHelpItems(
      program: ts.Program,
      file: ts.SourceFile,
      position: number,
      reason: undefined,
      cancellation: object,
    ): ts.SignatureHelpItems | undefined;
  };
  readonly SymbolDisplay: {
    getSymbolDisplayPartsDocumentationAndSymbolKind(
      checker: ts.TypeChecker,
      symbol: ts.Symbol,
      file: ts.SourceFile,
      container: ts.Node | undefined,
      location: ts.Node,
    ): SymbolDisplay;
  };
}

/**
 * Parts of TypeScript that its published declarations leave out, though its module exports them. With them a cell is
 * checked by a type checker that already knows everything else; the public way builds a program and a checker anew for
 * each cell, which takes ten times as long. TypeScript is pinned to the version these were read from (6.0.3).
 */
// The cast is the point: the published type does not have these members.
export const internalTypeScript = ts as unknown as InternalTypeScript;

/** A source file with its internal members, which every file has. */
// The published type is a supertype: the object is always the internal one.
export const internalFile = (file: ts.SourceFile): InternalSourceFile => file as InternalSourceFile;

/** A program with its internal members, which every program has. */
// As above.
export const internalProgram = (program: ts.Program): InternalProgram => program as InternalProgram;
