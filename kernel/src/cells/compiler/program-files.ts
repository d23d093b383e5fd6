import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

interface TextFile {
  text: string;
  version: string;
  snapshot: ts.IScriptSnapshot;
}

const kernelFolder = path.dirname(fileURLToPath(import.meta.url));
const isPackageFile = (file: string): boolean => file.includes('/node_modules/');

/**
 * The files of a notebook's program: virtual ones (cells, history) over those on disk. What is on disk is remembered
 * until {@link ProgramFiles.forgetLookups}; local sources are looked at again with {@link ProgramFiles.refresh}.
 */
export class ProgramFiles {
  readonly folder: string;
  readonly options: ts.CompilerOptions;
  readonly host: ts.LanguageServiceHost;
  readonly #virtual = new Map<string, TextFile>();
  readonly #disk = new Map<string, TextFile | undefined>();
  readonly #lookups = new Map<string, boolean>();
  readonly #modules: ReadonlyMap<string, string>;
  readonly #resolutions: ts.ModuleResolutionCache;
  #stamp = 0;
  #unresolved = false;

  /** `modules` names the virtual files that stand for modules of the kernel, by specifier. */
  constructor(folder: string, options: ts.CompilerOptions, modules: ReadonlyMap<string, string>) {
    this.folder = folder;
    this.options = options;
    this.#modules = modules;
    this.host = this.#languageServiceHost();
    this.#resolutions = ts.createModuleResolutionCache(folder, (name) => name, options);
  }

  /** Sets a virtual file's text. */
  set(file: string, text: string): void {
    if (this.#virtual.get(file)?.text === text) return;
    this.#virtual.set(file, this.#textFile(text));
  }

  /** A virtual file's text, or '' where there is none. */
  text(file: string): string {
    return this.#virtual.get(file)?.text ?? '';
  }

  /** Forgets which files and folders exist, so that packages installed meanwhile are found. */
  forgetLookups(): void {
    this.#lookups.clear();
    if (!this.#unresolved) return;
    this.#resolutions.clear();
    this.#unresolved = false;
  }

  /** Looks at local sources of a program again; true if one of them was edited since. */
  refresh(program: ts.Program): boolean {
    let edited = false;
    for (const { fileName } of program.getSourceFiles()) {
      const known = this.#disk.get(fileName);
      if (!known || isPackageFile(fileName) || stampOf(fileName) === known.version) continue;
      this.#disk.delete(fileName);
      edited = true;
    }
    return edited;
  }

  /** Where a specifier leads from the notebook's folder, or undefined. */
  resolve(specifier: string): ts.ResolvedModuleFull | undefined {
    return this.#resolve(specifier, path.join(this.folder, 'notebook.ts'), ts.ModuleKind.ESNext);
  }

  #textFile(text: string, version = `v${++this.#stamp}`): TextFile {
    return { text, version, snapshot: ts.ScriptSnapshot.fromString(text) };
  }

  #read(file: string): TextFile | undefined {
    const virtual = this.#virtual.get(file);
    if (virtual) return virtual;
    if (!this.#disk.has(file)) {
      const text = ts.sys.readFile(file);
      const version = isPackageFile(file) ? '0' : stampOf(file);
      this.#disk.set(file, text === undefined ? undefined : this.#textFile(text, version));
    }
    return this.#disk.get(file);
  }

  #lookUp(kind: string, name: string, look: (name: string) => boolean): boolean {
    const key = kind + name;
    const known = this.#lookups.get(key);
    if (known !== undefined) return known;
    const answer = look(name);
    this.#lookups.set(key, answer);
    return answer;
  }

  #resolve(specifier: string, from: string, mode?: ts.ResolutionMode): ts.ResolvedModuleFull | undefined {
    const file = this.#modules.get(specifier);
    if (file) return { resolvedFileName: file, extension: ts.Extension.Dts, isExternalLibraryImport: false };
    const { options, host } = this;
    const { resolvedModule } = ts.resolveModuleName(
      specifier,
      from,
      options,
      host,
      this.#resolutions,
      undefined,
      mode,
    );
    this.#unresolved ||= !resolvedModule;
    return resolvedModule;
  }

  /** Types such as Node's, from the notebook's folder or else those the kernel brings along. */
  #resolveTypes(name: string, from: string): ts.ResolvedTypeReferenceDirectiveWithFailedLookupLocations {
    const found = ts.resolveTypeReferenceDirective(name, from, this.options, this.host);
    if (found.resolvedTypeReferenceDirective) return found;
    return ts.resolveTypeReferenceDirective(name, path.join(kernelFolder, 'types.ts'), {}, this.host);
  }

  #languageServiceHost(): ts.LanguageServiceHost {
    const { sys } = ts;
    return {
      getCompilationSettings: () => this.options,
      getCurrentDirectory: () => this.folder,
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      getScriptFileNames: () => [...this.#virtual.keys()],
      getScriptVersion: (file) => this.#read(file)?.version ?? '',
      getScriptSnapshot: (file) => this.#read(file)?.snapshot,
      useCaseSensitiveFileNames: () => true,
      fileExists: (file) => this.#virtual.has(file) || this.#lookUp('file ', file, sys.fileExists),
      readFile: (file) => this.#virtual.get(file)?.text ?? sys.readFile(file),
      directoryExists: (folder) => this.#lookUp('folder ', folder, sys.directoryExists),
      getDirectories: sys.getDirectories,
      readDirectory: sys.readDirectory,
      realpath: sys.realpath ?? ((file) => file),
      resolveModuleNameLiterals: (literals, from, _redirected, options, source) =>
        literals.map((literal) => ({
          resolvedModule: this.#resolve(
            literal.text,
            from,
            ts.getModeForUsageLocation(source, literal, options),
          ),
        })),
      resolveTypeReferenceDirectiveReferences: (references, from) =>
        references.map((each) => this.#resolveTypes(typeof each === 'string' ? each : each.fileName, from)),
    };
  }
}

function stampOf(file: string): string {
  const stat = statSync(file, { throwIfNoEntry: false, bigint: true });
  return stat ? `${stat.mtimeNs}:${stat.size}` : 'missing';
}
