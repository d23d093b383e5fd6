/** How a top-level name of a cell came to be, which decides how later cells see it. */
export type DeclarationKind =
  | 'let'
  | 'const'
  | 'function'
  | 'class'
  | 'enum'
  | 'namespace'
  | 'type'
  | 'alias';

/** A name that a cell declares for itself and every later cell. */
export interface Declaration {
  name: string;
  kind: DeclarationKind;
  /** False for what exists only for the type checker: interfaces, type aliases, `declare …`. */
  exists: boolean;
}

/** A name that an import brings in: `imported` is `default`, `*` for the whole module, or the exported name. */
export interface ImportedName {
  local: string;
  imported: string;
  typeOnly: boolean;
}

/** One import statement of a cell. */
export interface CellImport {
  specifier: string;
  names: ImportedName[];
  typeOnly: boolean;
  start: number;
  end: number;
}

/** Something wrong in a text, at UTF-16 offsets of that text. */
export interface Problem {
  /** TypeScript's number, as in TS2322. */
  code: number;
  message: string;
  start: number;
  length: number;
  /** The file, where it is not the cell itself. */
  file?: string;
}

/** Where a piece of emitted code came from: `[line, column, original line, original column]`, all zero-based, in order. */
export type PositionMap = [line: number, column: number, originalLine: number, originalColumn: number][];

/** JavaScript made of a cell or a local module. Plain data, so that it can be passed between threads. */
export interface Transpiled {
  javascript: string;
  positions: PositionMap;
  declarations: Declaration[];
  imports: CellImport[];
  /** Identifiers of the text that earlier cells declare. */
  used: string[];
  problems: Problem[];
  /** The files of local modules that are imported by a name of their own (`paths` of a tsconfig.json). */
  aliases: Record<string, string>;
}

/** A cell as it comes from the compiler, with the stage at which it has problems. */
export interface CompiledCell extends Transpiled {
  stage: 'syntax' | 'types' | 'ready';
}

/** What the compiler of a notebook needs to know. Plain data, so that it can be passed to a thread. */
export interface CompilerSettings {
  folder: string;
  typeCheck: boolean;
  moduleTypes: Record<string, string>;
  globalTypes: string;
  /** Names that cells declared before this compiler was started. */
  known: string[];
}

/** A completion, with what a front end shows beside it. */
export interface TypedCompletion {
  name: string;
  kind: string;
}

/** What types know could stand at the cursor. */
export interface TypedCompletions {
  completions: TypedCompletion[];
  start: number;
  end: number;
  /** The path of names in front of the cursor whose type is unknown, so that the live value may be looked at. */
  livePath?: string[];
}

/** What types and documentation say about the thing under the cursor. */
export interface TypedInspection {
  /** The declaration, as the checker prints it. */
  signature?: string;
  documentation?: string;
  /** The source of the declaration, where it is a cell's. */
  source?: string;
  /** The path of names under the cursor, so that the live value may be looked at. */
  livePath?: string[];
}
