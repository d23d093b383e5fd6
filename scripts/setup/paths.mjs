// @ts-check
// Where things are, from the project's root. Every script asks here.
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's root folder. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

/** A path below the root. @param {...string} parts */
export const at = (...parts) => path.join(root, ...parts);

/** The virtual environment that holds Jupyter and TensorFlow's library. */
export const venv = at('.venv');

/** A program of the virtual environment. @param {string} name */
export const venvProgram = (name) => path.join(venv, 'bin', name);

/** Where everything that a command makes goes. */
export const build = at('build');
