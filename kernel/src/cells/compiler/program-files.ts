import { statSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import ts = require('typescript');

const kernelFolder = path.dirname(fileURLToPath(import.meta.url));
const isPackageFile = (file: string): boolean => file.includes('/node_modules/');

/**
 * The files of a notebook's program: a few virtual ones over those on disk. What is on disk is parsed once; local
 * sources are looked at again with {@link ProgramFiles.forgetEdited}.
 */
export class ProgramFiles {
  readonly folder: string;
  readonly options: ts.CompilerOptions;
  readonly host: ts.CompilerHost & ts.ModuleResolutionHost;
  readonly #virtual = new Map<string, string>();
  readonly #parsed = new Map<string, { file: ts.SourceFile; stamp: string }>();
  readonly #lookups = new Map<string, boolean>();
  readonly #modules: ReadonlyMap<string, string>;
  readonly #resolutions: ts.ModuleResolutionCache;
  readonly #resolved = new Map<string, ts.ResolvedModuleFull>();

  /** `modules` names the virtual files that stand for modules of the kernel, by specifier. */
  constructor(folder: string, options: ts.CompilerOptions, modules: ReadonlyMap<string, string>) {
    this.folder = folder;
    this.options = options;
    this.#modules = modules;
    this.#resolutions = ts.createModuleResolutionCache(folder, (name) => name, options);
    this.host = this.#compilerHost();
  }

  /** Sets a virtual file's text. */
  set(file: string, text: string): void {
    if (this.#virtual.get(file) === text) return;
    this.#virtual.set(file, text);
    this.#parsed.delete(file);
  }

  /** Forgets which files and folders exist, so that packages installed meanwhile are found. */
  forgetLookups(): void {
    this.#lookups.clear();
    this.#resolutions.clear();
  }

  /** Whether a file is a source of the user's own, which may be edited at any time. */
  isLocal(file: string): boolean {
    return !isPackageFile(file) && !this.#virtual.has(file);
  }

  /** Forgets those of these files that were edited since they were read; true if there are any. */
  forgetEdited(files: readonly ts.SourceFile[]): boolean {
    const edited = files.filter(({ fileName }) => stampOf(fileName) !== this.#parsed.get(fileName)?.stamp);
    for (const { fileName } of edited) this.#parsed.delete(fileName);
    return edited.length > 0;
  }

  /** Where a specifier leads from the notebook's folder, or undefined. */
  resolve(specifier: string): ts.ResolvedModuleFull | undefined {
    const known = this.#resolved.get(specifier);
    if (known) return known;
    const found = this.#resolve(specifier, path.join(this.folder, 'notebook.ts'), ts.ModuleKind.ESNext);
    if (found && isPackageFile(found.resolvedFileName)) this.#resolved.set(specifier, found);
    return found;
  }

  #lookUp(kind: string, name: string, look: (name: string) => boolean): boolean {
    const key = kind + name;
    const known = this.#lookups.get(key);
    if (known !== undefined) return known;
    const answer = look(name);
    this.#lookups.set(key, answer);
    return answer;
  }

  #parse(file: string, options: ts.ScriptTarget | ts.CreateSourceFileOptions): ts.SourceFile | undefined {
    const known = this.#parsed.get(file);
    if (known) return known.file;
    const text = this.#virtual.get(file) ?? ts.sys.readFile(file);
    if (text === undefined) return undefined;
    const stamp = isPackageFile(file) || this.#virtual.has(file) ? '' : stampOf(file);
    // Of packages only the types are wanted; see documentation.ts for their comments.
    const mode = isPackageFile(file) ? { jsDocParsingMode: ts.JSDocParsingMode.ParseForTypeInfo } : {};
    const how = typeof options === 'object' ? options : { languageVersion: options };
    const parsed = ts.createSourceFile(file, text, { ...how, ...mode }, false);
    this.#parsed.set(file, { file: parsed, stamp });
    return parsed;
  }

  #resolve(specifier: string, from: string, mode?: ts.ResolutionMode): ts.ResolvedModuleFull | undefined {
    const file = this.#modules.get(specifier);
    if (file) return { resolvedFileName: file, extension: ts.Extension.Dts, isExternalLibraryImport: false };
    const { options, host } = this;
    return ts.resolveModuleName(specifier, from, options, host, this.#resolutions, undefined, mode)
      .resolvedModule;
  }

  /** Types such as Node's, from the notebook's folder or else those the kernel brings along. */
  #resolveTypes(name: string, from: string): ts.ResolvedTypeReferenceDirectiveWithFailedLookupLocations {
    const found = ts.resolveTypeReferenceDirective(name, from, this.options, this.host);
    if (found.resolvedTypeReferenceDirective) return found;
    return ts.resolveTypeReferenceDirective(name, path.join(kernelFolder, 'types.ts'), {}, this.host);
  }

  #compilerHost(): ts.CompilerHost {
    const { sys } = ts;
    return {
      getSourceFile: (file, options) => this.#parse(file, options),
      getDefaultLibFileName: ts.getDefaultLibFilePath,
      getDefaultLibLocation: () => path.dirname(ts.getDefaultLibFilePath({})),
      getCurrentDirectory: () => this.folder,
      getCanonicalFileName: (name) => name,
      useCaseSensitiveFileNames: () => true,
      getNewLine: () => '\n',
      writeFile: () => undefined,
      fileExists: (file) => this.#virtual.has(file) || this.#lookUp('file ', file, sys.fileExists),
      readFile: (file) => this.#virtual.get(file) ?? sys.readFile(file),
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
