import { cpSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { protocolVersion } from '../wire/message.js';
import { kernelsFolder, type Place } from './folders.js';

/** The name under which Jupyter knows the kernel. */
export const kernelName = 'codebook';

/** The file that starts the kernel. */
export const kernelProgram = fileURLToPath(new URL('../../bin/codebook-kernel.js', import.meta.url));

const resources = fileURLToPath(new URL('../../resources', import.meta.url));

/**
 * Options of Node that the kernel needs. A cell that is terminated inside a timer leaves Node's stack of
 * async ids one entry too long; with the check on, Node would abort the process when it sees that.
 */
const nodeOptions = ['--no-force-async-hooks-checks'];

/** The command that starts the kernel; Jupyter puts a file name in place of `{connection_file}`. */
export const kernelCommand = [process.execPath, ...nodeOptions, kernelProgram, 'start', '{connection_file}'];

/**
 * A kernelspec: what Jupyter reads to start the kernel. Node's path is absolute, so that no PATH is needed.
 */
export function kernelspec(): object {
  return {
    argv: kernelCommand,
    display_name: 'TypeScript (Codebook)',
    language: 'typescript',
    interrupt_mode: 'message',
    kernel_protocol_version: protocolVersion,
    env: {},
    metadata: { debugger: false },
  };
}

/** Installs the kernelspec with its logos, in place of an earlier one. Returns its folder. */
export function installKernel(place: Place): string {
  const folder = join(kernelsFolder(place), kernelName);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const logo of readdirSync(resources).filter((file) => file.startsWith('logo-'))) {
    cpSync(join(resources, logo), join(folder, logo));
  }
  writeFileSync(join(folder, 'kernel.json'), `${JSON.stringify(kernelspec(), undefined, 2)}\n`);
  return folder;
}

/** Removes the kernelspec. Returns its folder, or undefined where there was none. */
export function uninstallKernel(place: Place): string | undefined {
  const folder = join(kernelsFolder(place), kernelName);
  if (!existsSync(folder)) return undefined;
  rmSync(folder, { recursive: true });
  return folder;
}
