import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import Module, { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import vm from 'node:vm';

/** A module that was loaded, and what keeps its compiled code for the next process. */
export interface CachedModule {
  exports: unknown;
  /** Whether the code of an earlier process was used. */
  hit: boolean;
  /** Writes the code compiled so far, functions that have run included. To be called when there is time. */
  save(): void;
}

/** Where compiled code is kept: `$XDG_CACHE_HOME/codebook-kernel`, by default in `~/.cache`. */
export function codeCacheFolder(): string {
  const { XDG_CACHE_HOME } = process.env;
  return path.join(XDG_CACHE_HOME ? XDG_CACHE_HOME : path.join(home(), '.cache'), 'codebook-kernel');
}

/** A container's user may have no home at all. */
function home(): string {
  try {
    return homedir();
  } catch {
    return tmpdir();
  }
}

/**
 * Loads a large CommonJS module for `require` with the code that V8 compiled in an earlier process, which spares a start
 * compiling it again. Where there is no such code, or it cannot be read, the module is loaded as ever.
 */
export function requireCached(specifier: string, from: string, folder = codeCacheFolder()): CachedModule {
  const require = createRequire(from);
  const filename = require.resolve(specifier);
  const { mtimeMs, size } = statSync(filename);
  const name = `${path.basename(filename)}-${size}-${Math.trunc(mtimeMs)}-${process.version}-${process.arch}.code`;
  const file = path.join(folder, name);
  const cachedData = readOptional(file);
  const source = Module.wrap(readFileSync(filename, 'utf8'));
  const script = new vm.Script(source, { filename, ...(cachedData ? { cachedData } : {}) });
  const loaded = new Module(filename);
  loaded.filename = filename;
  require.cache[filename] = loaded;
  script.runInThisContext()(
    loaded.exports,
    createRequire(filename),
    loaded,
    filename,
    path.dirname(filename),
  );
  loaded.loaded = true;
  const hit = cachedData !== undefined && script.cachedDataRejected === false;
  return {
    exports: loaded.exports,
    hit,
    save: () => (hit ? undefined : write(file, script.createCachedData())),
  };
}

function readOptional(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

/** A home that cannot be written to costs only the next start's speed. */
function write(file: string, data: Buffer): void {
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(draft, data);
    renameSync(draft, file);
  } catch {
    return;
  }
}
