import path from 'node:path';
import { scopeModule } from './cell-source.js';
import { completenessOf } from './completeness.js';
import type { CellImport } from './declarations.js';
import { runScript } from './emitted-script.js';
import { describeError } from './error-description.js';
import { ModuleLoader } from './module-loader.js';
import { importMeta } from './module-resolution.js';
import { cellError } from './problems.js';
import { NotebookScope } from './scope.js';
import { StackTraces } from './stack-trace.js';
import { type Transpiled, transpileCell, transpileModule } from './transpile.js';
import type {
  CellSession,
  CellSessionOptions,
  Completeness,
  Completions,
  ErrorDescription,
  Inspection,
  PreparedCell,
} from './types.js';

interface CompiledCell extends PreparedCell {
  readonly compiled: Transpiled;
  readonly code: string;
}

/** Starts the cells of one notebook. */
export function createCellSession(options: CellSessionOptions): CellSession {
  return new NotebookSession(options);
}

class NotebookSession implements CellSession {
  readonly #options: CellSessionOptions;
  readonly #scope = new NotebookScope();
  readonly #stacks = new StackTraces();
  readonly #loader: ModuleLoader;
  readonly #prepared = new WeakMap<PreparedCell, CompiledCell>();
  readonly #known = new Set<string>();
  readonly #file: string;

  constructor(options: CellSessionOptions) {
    this.#options = options;
    this.#file = path.join(options.cwd, 'notebook.ts');
    this.#loader = new ModuleLoader({
      cwd: options.cwd,
      virtualModules: options.modules,
      stacks: this.#stacks,
      compile: async (code, file) => transpileModule(code, file),
      alias: () => undefined,
    });
  }

  async prepare(code: string, cell: { executionCount: number }): Promise<PreparedCell> {
    const compiled = transpileCell(code, this.#known);
    const label = `cell ${cell.executionCount}`;
    if (compiled.problems.length > 0) throw cellError('SyntaxError', compiled.problems, code, label);
    for (const { name, exists } of compiled.declarations) if (exists) this.#known.add(name);
    for (const { local, typeOnly } of compiled.imports.flatMap(({ names }) => names)) {
      if (!typeOnly) this.#known.add(local);
    }
    const prepared: CompiledCell = { executionCount: cell.executionCount, compiled, code };
    this.#prepared.set(prepared, prepared);
    return prepared;
  }

  async run(prepared: PreparedCell): Promise<unknown> {
    const cell = this.#prepared.get(prepared);
    if (!cell) throw new TypeError('run: got a cell that this session did not prepare; prepare it first.');
    const { compiled, code } = cell;
    this.#loader.forgetUnfinished();
    for (const each of compiled.imports) await this.#import(each);
    const imported = compiled.imports.flatMap(({ names }) => names.map(({ local }) => local));
    const view = this.#scope.view(compiled.declarations, [...compiled.used, ...imported]);
    const file = this.#stacks.register({
      label: `cell ${cell.executionCount}`,
      isCell: true,
      source: code,
      positions: compiled.positions,
    });
    return runScript(compiled.javascript, file, {
      exports: view,
      require: this.#loader.requireFrom(this.#file, (specifier) =>
        specifier === scopeModule ? view : undefined,
      ),
      module: { exports: view },
      __filename: this.#file,
      __dirname: this.#options.cwd,
      import_: (specifier: string, attributes?: object) =>
        this.#loader.load(specifier, this.#options.cwd, attributes),
      import_meta: importMeta(this.#file),
      afterAwait_: this.#options.afterAwait ?? ((value: unknown) => value),
    });
  }

  async #import({ specifier, names, typeOnly }: CellImport): Promise<void> {
    if (typeOnly) return;
    const namespace = await this.#loader.load(specifier);
    const file = this.#loader.localFile(specifier);
    const current = (): object => (file ? this.#loader.current(file) : undefined) ?? namespace;
    for (const { local, imported, typeOnly: isType } of names) {
      if (isType) continue;
      if (imported === '*') this.#scope.bindImport(local, current);
      else if (imported === '=')
        this.#scope.bindImport(local, () => this.#loader.requireFrom(this.#file)(specifier));
      else this.#scope.bindImport(local, () => Reflect.get(current(), imported));
    }
  }

  isComplete(code: string): Completeness {
    return completenessOf(code);
  }

  async complete(_code: string, cursor: number): Promise<Completions> {
    return { matches: [], start: cursor, end: cursor, metadata: {} };
  }

  async inspect(_code: string, _cursor: number, _detail: 0 | 1): Promise<Inspection> {
    return { found: false, data: {} };
  }

  describeError(error: unknown): ErrorDescription {
    return describeError(error, this.#stacks);
  }

  dispose(): void {
    this.#stacks.dispose();
  }
}
