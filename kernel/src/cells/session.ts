import path from 'node:path';
import { CompilerClient } from './compiler/compiler-client.js';
import { scopeModule } from './emitted-names.js';
import { runScript, type ScriptArguments } from './emitted-script.js';
import { describeError } from './error-description.js';
import { ImportBindings } from './import-bindings.js';
import { LiveObjects } from './live-objects.js';
import { ModuleLoader } from './module-loader.js';
import { importMeta } from './module-resolution.js';
import { cellError } from './problems.js';
import { NotebookScope } from './scope.js';
import { StackTraces } from './stack-trace.js';
import type { CompiledCell } from './transpiled.js';
import type {
  CellSession,
  CellSessionOptions,
  Completeness,
  Completions,
  ErrorDescription,
  Inspection,
  PreparedCell,
  StopHooks,
} from './types.js';
import { describeValue } from './value-description.js';

interface ReadyCell {
  readonly compiled: CompiledCell;
  readonly code: string;
  /** Throws if the cell shall not begin; then its names and types are forgotten. */
  proceed(): void;
  /** Its own code begins. */
  begin(): void;
}

// Declarations of a module of which nothing is known: every import from it has TypeScript's unknown type.
const undeclaredModule = '';

/** What cells meet where nobody stops them. */
const neverStopped: StopHooks = {
  afterAwait: (value) => value,
  refuseStopped: () => undefined,
  loading: () => () => undefined,
};

/** Starts the cells of one notebook. */
export function createCellSession(options: CellSessionOptions): CellSession {
  return new NotebookSession(options);
}

class NotebookSession implements CellSession {
  readonly #options: CellSessionOptions;
  readonly #stopHooks: StopHooks;
  readonly #scope = new NotebookScope();
  readonly #live = new LiveObjects(this.#scope);
  readonly #stacks = new StackTraces();
  readonly #compiler: CompilerClient;
  readonly #loader: ModuleLoader;
  readonly #prepared = new WeakMap<PreparedCell, ReadyCell>();
  readonly #imports: ImportBindings;
  readonly #file: string;
  readonly #require: NodeJS.Require;
  readonly #surroundings: Omit<ScriptArguments, 'exports' | 'require' | 'module'>;

  constructor(options: CellSessionOptions) {
    const { afterAwait, refuseStopped, loading } = { ...neverStopped, ...options };
    this.#stopHooks = { afterAwait, refuseStopped, loading };
    const { cwd, typeCheck, modules, moduleTypes, globalTypes, log } = options;
    this.#options = options;
    this.#file = path.join(cwd, 'notebook.ts');
    // A module of the kernel without types is taken as it is.
    const untyped = Object.fromEntries(Object.keys(modules).map((name) => [name, undeclaredModule]));
    const settings = {
      folder: cwd,
      typeCheck,
      moduleTypes: { ...untyped, ...moduleTypes },
      globalTypes: globalTypes ?? '',
      known: [],
    };
    this.#compiler = new CompilerClient(settings, log, () => this.#scope.names());
    this.#loader = new ModuleLoader({
      cwd,
      virtualModules: modules,
      stacks: this.#stacks,
      compile: (code, file) => this.#compiler.compileModule(code, file),
      ...this.#stopHooks,
    });
    this.#require = this.#loader.requireFrom(this.#file);
    this.#imports = new ImportBindings(this.#scope, this.#loader, this.#require);
    this.#surroundings = this.#makeSurroundings();
  }

  async prepare(code: string, cell: { executionCount: number; signal?: AbortSignal }): Promise<PreparedCell> {
    const { withdraw, ...compiled } = await this.#compiler.compileCell(code, cell.signal);
    const { stage, problems, aliases } = compiled;
    const label = `cell ${cell.executionCount}`;
    if (stage === 'syntax') throw cellError('SyntaxError', problems, code, label);
    if (stage === 'types') throw cellError('TypeCheckError', problems, code, label);
    this.#loader.addAliases(aliases);
    const prepared: PreparedCell = { executionCount: cell.executionCount };
    this.#prepared.set(prepared, { compiled, code, ...this.#stoppable(withdraw, cell.signal) });
    return prepared;
  }

  #stoppable(withdraw: () => void, signal: AbortSignal | undefined): Pick<ReadyCell, 'proceed' | 'begin'> {
    signal?.addEventListener('abort', withdraw);
    return {
      proceed: () => {
        try {
          signal?.throwIfAborted();
          this.#stopHooks.refuseStopped();
        } catch (error) {
          withdraw();
          throw error;
        }
      },
      begin: () => signal?.removeEventListener('abort', withdraw),
    };
  }

  async run(prepared: PreparedCell): Promise<unknown> {
    const cell = this.#prepared.get(prepared);
    if (!cell) throw new TypeError('run: got a cell that this session did not prepare; prepare it first.');
    const { compiled, code } = cell;
    cell.proceed();
    this.#loader.forgetUnfinished();
    await this.#imports.refresh(compiled.used);
    for (const each of compiled.imports) {
      cell.proceed();
      await this.#imports.add(each);
    }
    cell.proceed();
    cell.begin();
    const imported = compiled.imports.flatMap(({ names }) => names.map(({ local }) => local));
    const view = this.#scope.view(compiled.declarations, [...compiled.used, ...imported]);
    const label = `cell ${prepared.executionCount}`;
    const file = this.#stacks.register({ label, isCell: true, source: code, positions: compiled.positions });
    return runScript(compiled.javascript, file, { ...this.#surroundings, ...this.#ownExports(view) });
  }

  /** What a cell's code finds around it, besides the notebook's variables. */
  #makeSurroundings(): Omit<ScriptArguments, 'exports' | 'require' | 'module'> {
    const { cwd, result } = this.#options;
    return {
      __filename: this.#file,
      __dirname: cwd,
      import_: (specifier: string, attributes?: object) => this.#loader.load(specifier, cwd, attributes),
      import_meta: importMeta(this.#file),
      afterAwait_: this.#stopHooks.afterAwait,
      result_: result ?? ((value: unknown) => value),
    };
  }

  #ownExports(view: object): Pick<ScriptArguments, 'exports' | 'require' | 'module'> {
    const require = (specifier: string): unknown =>
      specifier === scopeModule ? view : this.#require(specifier);
    return { exports: view, module: { exports: view }, require: Object.assign(require, this.#require) };
  }

  isComplete(code: string): Completeness {
    return this.#compiler.isComplete(code);
  }

  async complete(code: string, cursor: number): Promise<Completions> {
    const { completions, start, end, livePath } = await this.#compiler.complete(code, cursor);
    const prefix = code.slice(start, end);
    const known = new Set(completions.map(({ name }) => name));
    const live = livePath
      ? this.#live.names(livePath).filter((name) => name.startsWith(prefix) && !known.has(name))
      : [];
    const all = [...completions, ...live.map((name) => ({ name, kind: 'property' }))];
    const types = all.map(({ name, kind }) => ({ text: name, type: kind, start, end }));
    return {
      matches: all.map(({ name }) => name),
      start,
      end,
      metadata: { _jupyter_types_experimental: types },
    };
  }

  async inspect(code: string, cursor: number, detail: 0 | 1): Promise<Inspection> {
    const typed = await this.#compiler.inspect(code, cursor, detail);
    return describeValue(typed, typed.livePath && this.#live.find(typed.livePath), detail, this.#live);
  }

  describeError(error: unknown): ErrorDescription {
    return describeError(error, this.#stacks);
  }

  dispose(): void {
    this.#compiler.dispose();
    this.#stacks.dispose();
  }
}
