import { readFileSync } from 'node:fs';
import type { Place } from './install/folders.js';
import { isObject } from './wire/message.js';

const usage = `codebook-kernel: a TypeScript kernel for Jupyter

  codebook-kernel install [--user | --system | --sys-prefix | --prefix <folder>]
  codebook-kernel uninstall [the same]
  codebook-kernel doctor
  codebook-kernel start [--no-type-check] <connection file>
  codebook-kernel --version

install puts a kernelspec where Jupyter finds it: for you (the default), for everybody, into the current
Python environment, or under a folder. Environment: CODEBOOK_HISTORY names the history file (empty: none).
`;

/**
 * Runs one command of the kernel's program; returns the exit code, or undefined for a kernel that goes on.
 */
export async function run(parameters: string[]): Promise<number | undefined> {
  const [command, ...rest] = parameters;
  try {
    if (command === 'start') return await start(rest);
    if (command === 'install' || command === 'uninstall') return await install(command, rest);
    if (command === 'doctor') return await doctor(rest);
    if (command === '--version' || command === '-v') return say(version());
    if (command === '--help' || command === '-h') return say(usage);
    throw new Error(command ? `unknown command: ${command}\n\n${usage}` : `no command\n\n${usage}`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 1;
  }
}

/** The kernel's version, from its package.json. */
export function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return isObject(manifest) ? String(manifest['version']) : '';
}

async function start(parameters: string[]): Promise<undefined> {
  const { startKernel } = await import('./user/main.js');
  const { readConnection } = await import('./wire/connection.js');
  const { historyFile } = await import('./install/folders.js');
  const files = parameters.filter((parameter) => !parameter.startsWith('-'));
  const unknown = parameters.find(
    (parameter) => parameter.startsWith('-') && parameter !== '--no-type-check',
  );
  const [file] = files;
  if (unknown || !file || files.length > 1)
    throw new Error(`start: ${unknown ?? 'one connection file expected'}\n\n${usage}`);
  const typeCheck = !parameters.includes('--no-type-check');
  const connection = readConnection(file);
  startKernel({ connection, version: version(), historyFile: historyFile(), cwd: process.cwd(), typeCheck });
}

async function install(command: 'install' | 'uninstall', parameters: string[]): Promise<number> {
  const { installKernel, uninstallKernel } = await import('./install/kernelspec.js');
  const place = placeOf(command, parameters);
  if (command === 'install') return say(`installed ${installKernel(place)}`);
  const removed = uninstallKernel(place);
  return say(removed ? `removed ${removed}` : 'nothing to remove');
}

async function doctor(parameters: string[]): Promise<number> {
  if (parameters.length > 0) throw new Error(`doctor: unknown option ${parameters[0]}`);
  const { examine } = await import('./install/doctor.js');
  const findings = await examine();
  for (const { what, ok, found, remedy } of findings) {
    say(`${ok ? 'ok ' : 'BAD'} ${what}: ${found}${ok || !remedy ? '' : `\n    ${remedy}`}`);
  }
  return findings.every(({ ok }) => ok) ? 0 : 1;
}

function placeOf(command: string, [option, prefix, ...more]: string[]): Place {
  if (option === undefined) return { kind: 'user' };
  if (option === '--prefix' && prefix !== undefined && more.length === 0) return { kind: 'prefix', prefix };
  const kind = option.replace(/^--/, '');
  if (prefix === undefined && (kind === 'user' || kind === 'system' || kind === 'sys-prefix'))
    return { kind };
  const given = [option, prefix, ...more].filter((part) => part !== undefined).join(' ');
  throw new Error(
    `${command}: got ${given}; expected one of --user, --system, --sys-prefix, --prefix <folder>`,
  );
}

function say(line: string): number {
  process.stdout.write(`${line}\n`);
  return 0;
}
