// @ts-check
// Whose a file is, and what to do where it is not ours: set-up removes nothing that it does not own or cannot read.
import { lstatSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { SetupError } from './report.mjs';

/** What the system says where a file may not be read, written or run. */
const denied = ['EACCES', 'EPERM', 'EROFS'];

/** Whether an error is the system's word that a file may not be read, written or run. @param {unknown} error */
export const isDenied = (error) => denied.includes(codeOf(error));

/** The system's code of an error, such as ENOENT; '' where it has none. @param {unknown} error @returns {string} */
export function codeOf(error) {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Whether a file or link is there, be it readable or not. @param {string} file */
export function isThere(file) {
  try {
    lstatSync(file);
    return true;
  } catch (error) {
    return codeOf(error) !== 'ENOENT' && codeOf(error) !== 'ENOTDIR';
  }
}

/** "x belongs to ada, and you are bob". @param {string} file */
export function whose(file) {
  const there = nearest(file);
  const you = process.getuid ? nameOf(process.getuid()) : os.userInfo().username;
  return `${there} belongs to ${nameOf(lstatSync(there).uid)}, and you are ${you}`;
}

/** The file, or the nearest folder above it that can be seen. @param {string} file @returns {string} */
function nearest(file) {
  try {
    lstatSync(file);
    return file;
  } catch {
    return nearest(path.dirname(file));
  }
}

/** A user's name, from the system's list where it has one. @param {number} uid */
function nameOf(uid) {
  const line = readOrEmpty('/etc/passwd')
    .split('\n')
    .find((one) => one.split(':')[2] === String(uid));
  return line?.split(':')[0] ?? `user number ${uid}`;
}

/** @param {string} file */
function readOrEmpty(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

/**
 * Removes a folder that set-up made, with all that is in it. Throws, and removes nothing, where the folder or one in it is
 * another user's or cannot be read.
 * @param {string} folder
 */
export function removeOwn(folder) {
  if (!isThere(folder)) return;
  const foreign = notOurs(folder);
  if (foreign !== undefined) throw notRemoved(folder, foreign);
  rmSync(folder, { recursive: true, force: true });
}

/** The first folder at or below a path that is another user's or cannot be read. @param {string} file @returns {string | undefined} */
function notOurs(file) {
  const { uid } = lstatSync(file);
  if (process.getuid && uid !== process.getuid()) return file;
  try {
    const folders = readdirSync(file, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of folders) {
      const found = notOurs(path.join(file, name));
      if (found !== undefined) return found;
    }
    return undefined;
  } catch (error) {
    if (codeOf(error) === 'ENOTDIR') return undefined;
    return file;
  }
}

/** @param {string} folder @param {string} foreign */
function notRemoved(folder, foreign) {
  const ours = process.getuid?.() === lstatSync(foreign).uid;
  return new SetupError({
    problem: `${folder} would have to be removed, and is left as it is.`,
    got: ours ? `${foreign} cannot be read` : whose(foreign),
    expected: 'a folder of your own that you can read',
    remedy: 'let its owner run the same command, or work in a clone of your own',
  });
}

/** The system's refusal in words: which file, whose it is, what to do. @param {Error} error */
export function refused(error) {
  const file = 'path' in error && typeof error.path === 'string' ? error.path : undefined;
  return new SetupError(
    {
      problem: file ? `There is no permission to use ${file}.` : 'The system gives no permission.',
      got: file ? `${error.message.split(',')[0]}; ${whose(file)}` : error.message,
      expected: 'files and folders that you may use',
      remedy:
        'work in a clone of your own, or let the owner run the command (assignments: CODEBOOK_WORK and CODEBOOK_COURSE name folders of your own)',
    },
    error,
  );
}
