import { readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { runScript } from './emitted-script.js';
import { clearImportError, isUnwritablePath, required } from './import-errors.js';
import { mappedImport } from './import-map.js';
import {
  importMeta,
  isFileSpecifier,
  moduleFacade,
  nativeImporter,
  resolveFile,
} from './module-resolution.js';
import type { StackTraces } from './stack-trace.js';
import type { Transpiled } from './transpiled.js';
import type { StopHooks } from './types.js';

/** A local module that was loaded, with what it takes to know that it must be loaded anew. */
interface LocalModule {
  file: string;
  stamp: string;
  /** What importers read. */
  namespace: object;
  /** The local modules it imports, as they were when it did. */
  dependencies: Map<string, LocalModule | undefined>;
  ready: Promise<void>;
  settled: boolean;
}

/** What the loader needs from its session. */
export interface ModuleLoaderOptions extends StopHooks {
  cwd: string;
  virtualModules: Record<string, unknown>;
  stacks: StackTraces;
  compile(code: string, file: string): Promise<Transpiled>;
}

/** Loads what cells import: packages as Node does, local modules through TypeScript, anew after an edit. */
export class ModuleLoader {
  readonly #options: ModuleLoaderOptions;
  readonly #local = new Map<string, LocalModule>();
  readonly #aliases = new Map<string, string>();
  readonly #importers = new Map<string, ReturnType<typeof nativeImporter>>();

  constructor(options: ModuleLoaderOptions) {
    this.#options = options;
  }

  /** Learns which local files imports by a name of their own mean (`paths` of a tsconfig.json). */
  addAliases(aliases: Readonly<Record<string, string>>): void {
    for (const [specifier, file] of Object.entries(aliases)) this.#aliases.set(specifier, file);
  }

  /** Forgets loads that a stopped cell left unfinished, so that the next cell starts them again. */
  forgetUnfinished(): void {
    for (const [file, module] of this.#local) if (!module.settled) this.#local.delete(file);
  }

  /** The namespace of a module, as `import * as` gives it. Throws Node's error, in plain words where it is not found. */
  async load(specifier: string, folder = this.#options.cwd, options?: object): Promise<object> {
    return moduleFacade(await this.#load(specifier, folder, new Set(), options));
  }

  /** The file of a local module, or undefined for packages and virtual modules. */
  localFile(specifier: string, folder = this.#options.cwd): string | undefined {
    const file = isFileSpecifier(specifier) ? resolveFile(specifier, folder) : this.#aliases.get(specifier);
    return file &&
      !file.includes(`${path.sep}node_modules${path.sep}`) &&
      /\.([cm]?[jt]s|tsx|json)$/.test(file)
      ? file
      : undefined;
  }

  /** The current namespace of a local module that was loaded before. */
  current(file: string): object | undefined {
    return this.#local.get(file)?.namespace;
  }

  /** Loads a local module again if it, or a module it imports, was edited. */
  async refresh(file: string): Promise<void> {
    if (this.#local.has(file)) await this.#loadFile(file, new Set());
  }

  /** `require` for code in `file`, which also answers virtual modules. */
  requireFrom(file: string, answer: (specifier: string) => unknown = () => undefined): NodeJS.Require {
    const native = createRequire(file);
    const load = (specifier: string): unknown => {
      const loaded = this.#options.loading();
      try {
        return native(specifier);
      } finally {
        loaded();
      }
    };
    const require = (specifier: string): unknown =>
      answer(specifier) ?? this.#options.virtualModules[specifier] ?? load(specifier);
    return Object.assign(require, native);
  }

  async #load(
    specifier: string,
    folder: string,
    ancestors: ReadonlySet<string>,
    options?: object,
  ): Promise<object> {
    const virtual = this.#options.virtualModules[specifier];
    if (virtual !== undefined) return Object(virtual);
    const file = this.localFile(specifier, folder);
    if (file) return this.#loadFile(file, ancestors);
    if (specifier.endsWith('.json')) {
      const found = createRequire(path.join(folder, 'notebook')).resolve(specifier);
      return this.#loadFile(found, ancestors);
    }
    const loaded = this.#options.loading();
    try {
      return await this.#importer(folder)(mappedImport(specifier, folder), options);
    } catch (error) {
      if (isUnwritablePath(error)) return required(specifier, folder);
      throw clearImportError(error, specifier, folder);
    } finally {
      loaded();
    }
  }

  #importer(folder: string): ReturnType<typeof nativeImporter> {
    const known = this.#importers.get(folder);
    if (known) return known;
    const importer = nativeImporter(folder);
    this.#importers.set(folder, importer);
    return importer;
  }

  async #loadFile(file: string, ancestors: ReadonlySet<string>): Promise<object> {
    const known = this.#local.get(file);
    if (known && ancestors.has(file)) return known.namespace;
    if (known && !this.#stale(known, new Set())) {
      await known.ready;
      return known.namespace;
    }
    const module = this.#start(file, ancestors);
    await module.ready;
    return module.namespace;
  }

  #start(file: string, ancestors: ReadonlySet<string>): LocalModule {
    const module: LocalModule = {
      file,
      stamp: stampOf(file),
      namespace: {},
      dependencies: new Map(),
      ready: Promise.resolve(),
      settled: false,
    };
    this.#local.set(file, module);
    module.ready = this.#evaluate(module, new Set([...ancestors, file])).then(
      () => {
        module.settled = true;
      },
      (error: unknown) => {
        if (this.#local.get(file) === module) this.#local.delete(file);
        throw error;
      },
    );
    return module;
  }

  #stale(module: LocalModule, seen: Set<string>): boolean {
    if (seen.has(module.file)) return false;
    seen.add(module.file);
    if (stampOf(module.file) !== module.stamp) return true;
    return [...module.dependencies].some(([file, linked]) => {
      const dependency = this.#local.get(file);
      return !dependency || dependency !== linked || this.#stale(dependency, seen);
    });
  }

  async #evaluate(module: LocalModule, ancestors: ReadonlySet<string>): Promise<void> {
    const { file } = module;
    const text = readFileSync(file, 'utf8');
    if (file.endsWith('.json')) {
      const value: unknown = JSON.parse(text);
      module.namespace = { ...(value instanceof Object ? value : {}), default: value };
      return;
    }
    const compiled = await this.#options.compile(text, file);
    const [problem] = compiled.problems;
    if (problem) throw new SyntaxError(`${file}: ${problem.message} (TS${problem.code})`);
    this.addAliases(compiled.aliases);
    const folder = path.dirname(file);
    const loaded = new Map<string, object>();
    for (const { specifier } of compiled.imports) {
      this.#options.refuseStopped();
      const dependency = this.localFile(specifier, folder);
      loaded.set(specifier, moduleFacade(await this.#load(specifier, folder, ancestors)));
      if (dependency) module.dependencies.set(dependency, this.#local.get(dependency));
    }
    await this.#run(module, compiled, text, loaded);
  }

  async #run(
    module: LocalModule,
    compiled: Transpiled,
    source: string,
    loaded: Map<string, object>,
  ): Promise<void> {
    const { file } = module;
    const folder = path.dirname(file);
    const commonJs = { exports: module.namespace };
    this.#options.refuseStopped();
    await runScript(
      compiled.javascript,
      this.#options.stacks.register({ label: file, isCell: false, source, positions: compiled.positions }),
      {
        exports: module.namespace,
        require: this.requireFrom(file, (specifier) => loaded.get(specifier)),
        module: commonJs,
        __filename: file,
        __dirname: folder,
        import_: (specifier: string, options?: object) => this.load(specifier, folder, options),
        import_meta: importMeta(file),
        afterAwait_: this.#options.afterAwait,
        result_: undefined,
      },
    );
    if (commonJs.exports !== module.namespace) module.namespace = { default: commonJs.exports };
  }
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.mtimeNs}:${stat.size}` : 'missing';
}
