import path from 'node:path';
import ts from 'typescript';
import type { Problem } from '../transpiled.js';
import { CellHistory, type Header, ownMeanings } from './cell-history.js';
import type { CellSource } from './cell-source.js';
import { type CheckedText, checkedText } from './checked-text.js';
import { FastProgram } from './fast-program.js';
import { ModuleHub } from './module-hub.js';
import { ProgramFiles } from './program-files.js';
import { problemOf } from './transpile.js';

/** What a cell checker needs to know of its notebook. */
export interface CellCheckerOptions {
  folder: string;
  compilerOptions: ts.CompilerOptions;
  /** Declarations of the kernel's own modules, by specifier; empty for those that have none. */
  modules: Readonly<Record<string, string>>;
  globals: string;
}

const hubImport = "import * as $hub from './~hub';";
const chunkLength = 16_384;
const chunkCount = 48;
/** "Could not find a declaration file for module": packages without types are taken as they are. */
const untypedModule = 7016;

/** Checks cells one by one against all earlier ones. */
export class CellChecker {
  readonly files: ProgramFiles;
  readonly history: CellHistory;
  readonly service: ts.LanguageService;
  readonly #hub = new ModuleHub();
  readonly #folder: string;
  readonly #untyped = new Set<string>();
  readonly #chunks: string[] = [''];
  #program: FastProgram | undefined;

  constructor({ folder, compilerOptions, modules, globals }: CellCheckerOptions) {
    this.#folder = folder;
    const declared = new Map<string, string>();
    for (const [name, text] of Object.entries(modules)) {
      if (text === '') this.#untyped.add(name);
      else declared.set(name, this.#path(`module-${declared.size}.d.ts`));
    }
    this.files = new ProgramFiles(folder, compilerOptions, declared);
    for (const [name, file] of declared) this.files.set(file, modules[name] ?? '');
    const shorthands = [...this.#untyped].map((name) => `declare module ${JSON.stringify(name)};`);
    this.files.set(this.#path('globals.d.ts'), [globals, ...shorthands].join('\n'));
    for (let index = 0; index < chunkCount; index++) this.#setChunk(index, '');
    this.files.set(this.#path('hub.ts'), this.#hub.text);
    // One file for each way a cell's imports can look, so that they stay as they are from cell to cell.
    this.files.set(this.plainFile, 'export {};');
    this.files.set(this.modularFile, `${hubImport}export {};`);
    this.files.set(this.importingFile, `${hubImport}export {};`);
    this.files.set(this.queryFile, `${hubImport}export {};`);
    this.history = new CellHistory(this.#hub, (specifier) => this.#isTyped(specifier));
    this.service = ts.createLanguageService(this.files.host, ts.createDocumentRegistry(true, folder));
  }

  /** The file that completions and inspections ask about. */
  get queryFile(): string {
    return this.#path('query.ts');
  }
  private get plainFile(): string {
    return this.#path('plain.ts');
  }
  private get modularFile(): string {
    return this.#path('modular.ts');
  }
  private get importingFile(): string {
    return this.#path('importing.ts');
  }

  /** Loads the standard library's and Node's types, so that the first cell need not wait for them. */
  warmUp(): void {
    this.#rebuild().check(this.modularFile).declarations();
  }

  /** Checks a cell. Without problems it joins the history. */
  check(cell: CellSource): Problem[] {
    const header = this.history.header(cell.words, ownMeanings(cell));
    const quick = this.#checkQuickly(cell, header);
    if (quick) return quick;
    return this.#checkWithImports(cell, header);
  }

  /** The header of code that is being written, for the query file. */
  queryHeader(cell: CellSource): string {
    return `${hubImport}${this.history.header(this.history.names(), ownMeanings(cell), true).text}export {};`;
  }

  /** Makes a text the file that {@link CellChecker.service} is asked about. */
  ask(text: string): void {
    this.files.set(this.queryFile, text);
    this.#current();
  }

  /** Without a new program; undefined where the cell's imports need one. */
  #checkQuickly(cell: CellSource, header: Header): Problem[] | undefined {
    if (refersToModules(cell)) return undefined;
    const known = cell.imports.every(({ specifier, names }) =>
      names.every(({ imported }) => this.#hub.has(specifier, imported)),
    );
    if (!known || cell.imports.some(({ names }) => names.length === 0)) return undefined;
    const program = this.#current() ?? this.#rebuild();
    const modular = header.modular || cell.imports.length > 0;
    const file = modular ? this.modularFile : this.plainFile;
    const checked = checkedText(cell, (modular ? hubImport : '') + header.text, (specifier) =>
      this.#aliases(cell, specifier),
    );
    program.replace(file, checked.text);
    const result = program.check(file);
    const problems = cellProblems(result.diagnostics, checked);
    if (problems.length === 0) this.#remember(cell, result.declarations());
    // An import's problems are told in terms of the import itself.
    else if (cell.imports.length > 0) return undefined;
    return problems;
  }

  #checkWithImports(cell: CellSource, header: Header): Problem[] {
    const checked = checkedText(cell, hubImport + header.text);
    this.files.set(this.importingFile, checked.text);
    this.files.forgetLookups();
    for (const { specifier, names } of cell.imports) {
      if (this.#isTyped(specifier)) for (const { imported } of names) this.#hub.reach(specifier, imported);
    }
    const result = this.#rebuild().check(this.importingFile);
    const problems = cellProblems(result.diagnostics, checked);
    if (problems.length === 0) this.#remember(cell, result.declarations());
    return problems;
  }

  #aliases(cell: CellSource, specifier: string): string {
    const names = cell.imports.filter((each) => each.specifier === specifier).flatMap((each) => each.names);
    return names
      .map(({ local, imported }) => `import ${local} = ${this.#hub.reach(specifier, imported)};`)
      .join('');
  }

  #remember(cell: CellSource, declarations: string): void {
    const hub = this.#hub.text;
    const added = this.history.add(cell, declarations);
    let index = this.#chunks.length - 1;
    if ((this.#chunks[index] ?? '').length + added.length > chunkLength && index + 1 < chunkCount) index += 1;
    this.#chunks[index] = (this.#chunks[index] ?? '') + added;
    this.#setChunk(index, this.#chunks[index] ?? '');
    if (this.#hub.text === hub)
      this.#program?.replace(this.#path(`history-${index}.ts`), this.#chunkText(index));
    else this.#program = undefined;
  }

  #setChunk(index: number, text: string): void {
    const file = this.#path(`history-${index}.ts`);
    this.files.set(file, `${hubImport}export {};declare global {\n${text}}`);
  }

  #chunkText(index: number): string {
    return this.files.text(this.#path(`history-${index}.ts`));
  }

  /** The program, unless a local source was edited since it was built. */
  #current(): FastProgram | undefined {
    if (this.#program && this.files.refresh(this.#program.base)) this.#program = undefined;
    return this.#program;
  }

  #rebuild(): FastProgram {
    this.#current();
    this.files.set(this.#path('hub.ts'), this.#hub.text);
    const program = this.service.getProgram();
    if (!program) throw new Error('CellChecker: the language service gave no program.');
    this.#program = new FastProgram(program);
    return this.#program;
  }

  /** False for packages without types, whose names are then taken as unknown values. */
  #isTyped(specifier: string): boolean {
    if (this.#untyped.has(specifier)) return false;
    const found = this.files.resolve(specifier);
    return !found || !/^\.[cm]?jsx?$/.test(found.extension) || !found.isExternalLibraryImport;
  }

  #path(name: string): string {
    return path.join(this.#folder, `~${name}`);
  }
}

/** Whether a cell speaks of modules other than by import statements: `import("x")`, references, augmentations. */
function refersToModules({ source }: CellSource): boolean {
  return /\bimport\s*\(|\/\/\/\s*<|\bdeclare\s+(module|global)\b/.test(source.text);
}

function cellProblems(diagnostics: readonly ts.Diagnostic[], { edits, headLength }: CheckedText): Problem[] {
  return diagnostics
    .flatMap(problemOf)
    .filter(({ code, start }) => code !== untypedModule && start >= headLength)
    .map((problem) => ({
      ...problem,
      message: plainNames(problem.message),
      start: edits.originalOffset(problem.start),
    }));
}

/** Leaves the checker's own names out of a text for readers. */
export function plainNames(text: string): string {
  return text.replace(/\$hub\.\$\d+\.|\$cell_\d+\.|import\("[^"]*\/~[^"]*"\)\./g, '');
}
