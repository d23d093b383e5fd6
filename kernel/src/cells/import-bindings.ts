import type { ModuleLoader } from './module-loader.js';
import type { NotebookScope } from './scope.js';
import type { CellImport, ImportedName } from './transpiled.js';

/** The names that cells imported, each bound to its module for as long as nothing else takes the name. */
export class ImportBindings {
  readonly #scope: NotebookScope;
  readonly #loader: ModuleLoader;
  readonly #require: NodeJS.Require;
  /** The local module that a name comes from. */
  readonly #files = new Map<string, string>();

  constructor(scope: NotebookScope, loader: ModuleLoader, require: NodeJS.Require) {
    this.#scope = scope;
    this.#loader = loader;
    this.#require = require;
  }

  /** Loads a module and binds its names. */
  async add({ specifier, names, typeOnly }: CellImport): Promise<void> {
    const values = names.filter((name) => !name.typeOnly);
    if (typeOnly || (names.length > 0 && values.length === 0)) return;
    const namespace = await this.#loader.load(specifier);
    const file = this.#loader.localFile(specifier);
    // A local module is looked up at each use: it may have been loaded anew since.
    const current = file ? () => this.#loader.current(file) ?? namespace : () => namespace;
    for (const name of values) {
      this.#scope.bindImport(name.local, this.#reader(specifier, name, current));
      if (file) this.#files.set(name.local, file);
      else this.#files.delete(name.local);
    }
  }

  /** Loads the local modules that names come from anew, where they were edited: types follow edits, so values must. */
  async refresh(names: readonly string[]): Promise<void> {
    const files = new Set(names.flatMap((name) => this.#files.get(name) ?? []));
    for (const file of files) await this.#loader.refresh(file);
  }

  #reader(specifier: string, { imported }: ImportedName, current: () => object): () => unknown {
    if (imported === '*') return current;
    if (imported === '=') {
      const value: unknown = this.#require(specifier);
      return () => value;
    }
    return () => {
      const namespace = current();
      if (imported in namespace) return Reflect.get(namespace, imported);
      throw new SyntaxError(`import { ${imported} } from '${specifier}': the module has no such export.`);
    };
  }
}
