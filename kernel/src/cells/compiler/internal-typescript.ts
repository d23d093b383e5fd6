import ts from 'typescript';

/** A type checker with the members that the published declarations leave out. */
export interface InternalTypeChecker extends ts.TypeChecker {
  getDiagnostics(file: ts.SourceFile): readonly ts.Diagnostic[];
  getEmitResolver(file: ts.SourceFile, cancellation: undefined, force: boolean): object;
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

interface InternalTypeScript {
  createTypeChecker(program: ts.Program): InternalTypeChecker;
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
}

/**
 * Parts of TypeScript that its published declarations leave out, though its module exports them. With them a cell is
 * checked without building a program anew (which takes 5 to 60 ms, by the number of files). TypeScript is pinned to the
 * version these were read from (6.0.3).
 */
// The cast is the point: the published type does not have these members.
export const internalTypeScript = ts as unknown as InternalTypeScript;

/** A source file with its internal members, which every file of a program has. */
// The published type is a supertype: the object is always the internal one.
export const internalFile = (file: ts.SourceFile): InternalSourceFile => file as InternalSourceFile;
