import { isBuiltin } from 'node:module';
import path from 'node:path';

import ts = require('typescript');

import { packageName } from '../package-name.js';
import type { Problem } from '../transpiled.js';
import { CellHistory } from './cell-history.js';
import { CellProgram, moduleSpecifiers } from './cell-program.js';
import { type CellSource, readCell } from './cell-source.js';
import { type CheckedText, checkedText } from './checked-text.js';
import { problemOf } from './problem-of.js';
import { ProgramFiles } from './program-files.js';
import { unreadImports } from './unread-imports.js';
import { joinUntyped } from './untyped-parameters.js';

/** What a cell checker needs to know of its notebook. */
export interface CellCheckerOptions {
  folder: string;
  compilerOptions: ts.CompilerOptions;
  /** Declarations of the kernel's own modules, by specifier; empty for those that have none. */
  modules: Readonly<Record<string, string>>;
  globals: string;
}

/** Code that is being written, as a file of the program that can be asked about. */
export interface Query {
  program: CellProgram;
  file: ts.SourceFile;
  /** Where the code begins in the file. */
  head: number;
}

/** "Could not find a declaration file for module": packages without types are taken as they are. */
const untypedModule = 7016;

/** Checks cells one by one against all earlier ones. */
export class CellChecker {
  readonly files: ProgramFiles;
  readonly history = new CellHistory();
  readonly #roots: string[] = [];
  readonly #hub: string;
  readonly #imported = new Set<string>();
  #program: CellProgram | undefined;
  #former: CellProgram | undefined;
  #withdraw: () => void = () => undefined;
  #count = 0;
  #postponed: CellSource | undefined;

  constructor({ folder, compilerOptions, modules, globals }: CellCheckerOptions) {
    const virtual = (name: string): string => path.join(folder, `~${name}`);
    const typed = Object.entries(modules).filter(([, text]) => text !== '');
    const named = new Map(typed.map(([name], index) => [name, virtual(`module-${index}.d.ts`)]));
    this.files = new ProgramFiles(folder, compilerOptions, named);
    this.#hub = virtual('hub.ts');
    const untyped = Object.keys(modules).filter((name) => !named.has(name));
    const shorthands = untyped.map((name) => `declare module ${JSON.stringify(name)};`);
    this.#addRoot(virtual('globals.d.ts'), [globals, ...shorthands].join('\n'));
    for (const [name, file] of named) this.#addRoot(file, `${modules[name]}\nexport {};`);
    this.#addRoot(this.#hub, 'export {};');
  }

  /** Loads the standard library's and Node's types, and what a first cell is likely to use of them. */
  warmUp(): void {
    const text =
      'const a = [1].map((x) => `${x}`); console.log(a); class A<T> { constructor(readonly b: T) {} }';
    const { program, file } = this.#add(checkedText(readCell(text), '').text);
    program.check(file);
    program.declarations(file);
    program.remove(file);
  }

  /**
   * Checks a cell. Without problems it joins the history. Loading a package's types may take longer than its code: types that
   * the cell itself does not look into are left to {@link CellChecker.finish}, so that the cell can run meanwhile.
   */
  check(cell: CellSource): Problem[] {
    this.finish();
    if (!this.#canPostpone(cell)) return this.#check(cell, false);
    this.#postponed = cell;
    return [];
  }

  /** Loads the types that were left for later. Called by everything that looks at them, and when there is time. */
  finish(): void {
    const cell = this.#postponed;
    this.#postponed = undefined;
    if (cell) this.#check(cell, true);
  }

  /** Whether a cell has no problems, whatever the types are that it would have loaded first. */
  #canPostpone(cell: CellSource): boolean {
    const unread = unreadImports(cell);
    if (!unread?.specifiers.every((each) => this.#isNewPackage(each))) return false;
    const checked = checkedText(unread.rest, this.history.header(unread.rest, unread.rest.words));
    const { program, file } = this.#add(checked.text);
    const problems = cellProblems(program.check(file), checked);
    program.remove(file);
    return problems.length === 0;
  }

  #isNewPackage(specifier: string): boolean {
    const found = this.#resolve(specifier);
    return (
      found?.isExternalLibraryImport === true && !this.#current().base.getSourceFile(found.resolvedFileName)
    );
  }

  #check(cell: CellSource, evenWithProblems: boolean): Problem[] {
    const checked = checkedText(cell, this.history.header(cell, cell.words));
    const { program, file } = this.#add(checked.text);
    const problems = joinUntyped(cellProblems(program.check(file), checked), cell.source.text);
    if (problems.length === 0 || evenWithProblems) {
      const declarations = program.add(file.fileName.replace(/\.ts$/, '.d.ts'), program.declarations(file));
      const goBack = this.history.mark();
      this.#withdraw = () => {
        goBack();
        this.#current().remove(declarations);
      };
      this.history.add(cell, `./${path.basename(file.fileName, '.ts')}`);
      this.#load(declarations);
    }
    program.remove(file);
    return problems;
  }

  /** Takes the cell that joined the history last out of it again. */
  withdraw(): void {
    this.#withdraw();
  }

  /** Makes code that is being written a file of the program. */
  ask(code: string): Query {
    this.finish();
    const head = `${this.history.queryHeader(readCell(code))}export {};\n`;
    return { ...this.#add(head + code), head: head.length };
  }

  /** Adds a file and sees that what it imports is loaded. */
  #add(text: string): { program: CellProgram; file: ts.SourceFile } {
    this.#count += 1;
    if (this.#program?.outdated()) this.#forgetProgram();
    const file = this.#current().add(path.join(this.files.folder, `~cell-${this.#count}.ts`), text);
    this.#load(file);
    return { program: this.#current(), file };
  }

  /** Builds the program anew if a file imports something that is not in it. */
  #load(file: ts.SourceFile): void {
    const { base } = this.#current();
    const missing = [...new Set(moduleSpecifiers(file).map(({ text }) => text))].filter((specifier) => {
      if (/^(\.\/)?~/.test(specifier) || this.#imported.has(specifier)) return false;
      const found = this.#resolve(specifier);
      return found && !base.getSourceFile(found.resolvedFileName);
    });
    if (missing.length === 0) return;
    for (const specifier of missing) this.#imported.add(specifier);
    const imports = [...this.#imported].map((specifier) => `import ${JSON.stringify(specifier)};`);
    this.files.set(this.#hub, `${imports.join('\n')}\nexport {};`);
    this.#forgetProgram();
  }

  /** Where a specifier leads; what was missing before is looked for again, for it may have been installed. */
  #resolve(specifier: string): ts.ResolvedModuleFull | undefined {
    const found = this.files.resolve(specifier);
    if (found || isBuiltin(specifier)) return found;
    this.files.forgetLookups();
    return this.files.resolve(specifier);
  }

  #current(): CellProgram {
    this.#program ??= this.#build();
    return this.#program;
  }

  #forgetProgram(): void {
    this.#former = this.#program;
    this.#program = undefined;
  }

  #build(): CellProgram {
    const { options, host } = this.files;
    this.files.forgetLookups();
    const old = this.#former && { oldProgram: this.#former.base };
    const base = ts.createProgram({ rootNames: this.#roots, options, host, ...old });
    return new CellProgram(base, this.files, this.#hub, this.#former);
  }

  #addRoot(file: string, text: string): void {
    this.files.set(file, text);
    this.#roots.push(file);
  }
}

function cellProblems(diagnostics: readonly ts.Diagnostic[], { edits, headLength }: CheckedText): Problem[] {
  return diagnostics
    .flatMap(problemOf)
    .filter(({ code, start }) => code !== untypedModule && start >= headLength)
    .map((problem) => ({
      ...problem,
      message: withHint(plainNames(problem.message)),
      start: edits.originalOffset(problem.start),
    }));
}

/** Says how to get a package that is not there. */
function withHint(message: string): string {
  const missing = /^Cannot find module '([^'./][^']*)'/.exec(message)?.[1];
  return missing && !isBuiltin(missing)
    ? `${message} To install it: npm install ${packageName(missing)}`
    : message;
}

/** Leaves the names of files out of a text for readers: `import("…").Shape` is just Shape. */
export function plainNames(text: string): string {
  return text.replace(/\bimport\("[^"]*"\)\./g, '');
}
