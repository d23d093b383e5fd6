import path from 'node:path';

import ts = require('typescript');

import type {
  CompiledCell,
  CompilerSettings,
  Transpiled,
  TypedCompletions,
  TypedInspection,
} from '../transpiled.js';
import type { Completeness } from '../types.js';
import { CellChecker } from './cell-checker.js';
import { isObjectLiteral, readCell } from './cell-source.js';
import { type NotebookSettings, notebookSettings } from './compiler-options.js';
import { completenessOf } from './completeness.js';
import { completionsAt } from './completion.js';
import { inspectionAt } from './inspection.js';
import { ScriptEmitter } from './script-emitter.js';
import { transpileCell, transpileModule } from './transpile.js';

/** Compiles and checks the cells of one notebook. Runs in a thread of its own, see `compiler-thread.ts`. */
export class NotebookCompiler {
  readonly #settings: NotebookSettings;
  readonly #checker: CellChecker | undefined;
  readonly #folder: string;
  readonly #emitter: ScriptEmitter;
  #known: ReadonlySet<string>;
  /** Undoes what the cell compiled last changed. */
  #withdraw: () => void = () => undefined;

  /** `log` gets what is wrong with the nearest tsconfig.json. */
  constructor(settings: CompilerSettings, log: (line: string) => void) {
    this.#folder = settings.folder;
    this.#known = new Set(settings.known);
    this.#settings = notebookSettings(settings.folder, log);
    this.#emitter = new ScriptEmitter(this.#settings.emit);
    if (!settings.typeCheck) return;
    if (isUnreadable(settings.folder)) {
      log(
        `Cells in ${settings.folder} run without type checks: to TypeScript a backslash ends a folder's name.`,
      );
      return;
    }
    this.#checker = new CellChecker({
      folder: settings.folder,
      compilerOptions: this.#settings.options,
      modules: settings.moduleTypes,
      globals: settings.globalTypes,
    });
  }

  /** The local files of imports by a name of their own, which only TypeScript's resolution knows. */
  #aliases({ imports }: Transpiled, folder: string): Record<string, string> {
    const { options } = this.#settings;
    if (!options.paths) return {};
    const found: [string, string][] = [];
    for (const { specifier } of imports) {
      if (/^(\.{0,2}\/|file:|node:)/.test(specifier)) continue;
      const from = path.join(folder, 'notebook.ts');
      const file = ts.resolveModuleName(specifier, from, options, ts.sys).resolvedModule?.resolvedFileName;
      if (file && !file.includes('/node_modules/') && !file.endsWith('.d.ts')) found.push([specifier, file]);
    }
    return Object.fromEntries(found);
  }

  /** Loads what the first check needs. */
  warmUp(): void {
    transpileCell('const x: number = 1; x', this.#known, this.#emitter);
    this.#checker?.warmUp();
  }

  /** Does what was left for when the thread has time. */
  finish(): void {
    this.#checker?.finish();
  }

  /** Compiles a cell; without problems, its names are known to later cells. */
  compileCell(code: string): CompiledCell {
    if (!isObjectLiteral(code)) return this.#compile(code);
    // In parentheses it is the value it looks like, and not a block.
    const compiled = this.#compile(`(${code}\n)`);
    return {
      ...compiled,
      problems: compiled.problems.map((each) => ({ ...each, start: Math.max(0, each.start - 1) })),
    };
  }

  #compile(code: string): CompiledCell {
    this.#withdraw = () => undefined;
    const compiled = transpileCell(code, this.#known, this.#emitter);
    if (compiled.problems.length > 0) return { ...compiled, stage: 'syntax' };
    const problems = this.#checker?.check(readCell(code)) ?? [];
    if (problems.length > 0) return { ...compiled, problems, stage: 'types' };
    const declared = compiled.declarations.filter(({ exists }) => exists).map(({ name }) => name);
    const imported = compiled.imports.flatMap(({ names }) => names).filter(({ typeOnly }) => !typeOnly);
    const before = this.#known;
    this.#withdraw = () => {
      this.#known = before;
      this.#checker?.withdraw();
    };
    this.#known = new Set([...this.#known, ...declared, ...imported.map(({ local }) => local)]);
    return { ...compiled, aliases: this.#aliases(compiled, this.#folder), stage: 'ready' };
  }

  /** Forgets the names and types of the cell that was compiled last, which was stopped before it began. */
  withdrawCell(): void {
    this.#withdraw();
    this.#withdraw = () => undefined;
  }

  /** Compiles a local module that a cell imports. */
  compileModule(code: string, file: string): Transpiled {
    const compiled = transpileModule(code, file, this.#emitter);
    return { ...compiled, aliases: this.#aliases(compiled, path.dirname(file)) };
  }

  /** What could stand at the cursor, by types. */
  complete(code: string, cursor: number): TypedCompletions {
    return completionsAt(this.#checker, code, cursor);
  }

  /** What types and documentation say about the thing under the cursor. */
  inspect(code: string, cursor: number, detail: 0 | 1): TypedInspection {
    return inspectionAt(this.#checker, code, cursor, detail);
  }

  /** Whether code is ready to run. */
  isComplete(code: string): Completeness {
    return completenessOf(code);
  }
}

/** Whether TypeScript takes a folder for another: it reads a backslash as a slash, on every system. */
function isUnreadable(folder: string): boolean {
  return path.sep === '/' && folder.includes('\\');
}
