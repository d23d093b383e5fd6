// @ts-check
// Set-up copies this file beside the large files of tfjs's packages; see ../tfjs-entries.mjs.
'use strict';
const { createHash, randomUUID } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { homedir, tmpdir } = require('node:os');
const path = require('node:path');
const { cachedDataVersionTag } = require('node:v8');
const vm = require('node:vm');

/**
 * What a CommonJS file exports, as `require` gives it and from the same cache of modules, but compiled with the code that
 * V8 made in an earlier process. Where there is no such code, or it is damaged, it is made anew.
 * @param {string} file an absolute path
 * @returns {unknown}
 */
module.exports = function load(file) {
  const known = require.cache[file];
  if (known) return known.exports;
  const source = readFileSync(file, 'utf8');
  // Of the text, of V8 and of its flags: code made for others is never looked at.
  const key = `${digest(Buffer.from(source)).toString('hex')}-${cachedDataVersionTag().toString(16)}`;
  const kept = path.join(folder(), `${path.basename(file)}-${key}.code`);
  const cachedData = read(kept);
  const script = new vm.Script(Module.wrap(source), { filename: file, ...(cachedData && { cachedData }) });
  const loaded = new Module(file);
  loaded.filename = file;
  require.cache[file] = loaded;
  try {
    run(script, loaded, file);
  } catch (error) {
    delete require.cache[file];
    throw error;
  }
  if (!cachedData || script.cachedDataRejected) write(kept, script.createCachedData());
  return loaded.exports;
};

/** @param {vm.Script} script @param {NodeJS.Module} loaded @param {string} file */
function run(script, loaded, file) {
  const { exports } = loaded;
  const require = Module.createRequire(file);
  script.runInThisContext().call(exports, exports, require, loaded, file, path.dirname(file));
  loaded.loaded = true;
}

/** `$XDG_CACHE_HOME/codebook-kernel`, by default in `~/.cache`: where the kernel keeps its compiled code too. */
function folder() {
  return path.join(process.env.XDG_CACHE_HOME || path.join(home(), '.cache'), 'codebook-kernel');
}

/** A container's user may have no home at all. */
function home() {
  try {
    return homedir();
  } catch {
    return tmpdir();
  }
}

/** @param {Uint8Array} bytes */
function digest(bytes) {
  return createHash('sha1').update(bytes).digest();
}

/** Code that was written whole: V8 itself would not notice a changed byte. @param {string} file */
function read(file) {
  try {
    const bytes = readFileSync(file);
    const code = bytes.subarray(20);
    return digest(code).equals(bytes.subarray(0, 20)) ? code : undefined;
  } catch {
    return undefined; // none yet, or not ours to read: then it is compiled
  }
}

/** A cache that cannot be written costs only speed. @param {string} file @param {Buffer} code */
function write(file, code) {
  const draft = `${file}.${randomUUID()}`;
  try {
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(draft, Buffer.concat([digest(code), code]));
    renameSync(draft, file);
  } catch {
    discard(draft); // what a full disk left
  }
}

/** @param {string} draft */
function discard(draft) {
  try {
    rmSync(draft, { force: true });
  } catch {
    return; // its folder is none
  }
}
