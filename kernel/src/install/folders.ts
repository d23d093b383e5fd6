import { execFileSync } from 'node:child_process';
import { homedir, platform } from 'node:os';
import { join, resolve } from 'node:path';

/**
 * Where a kernelspec is installed: for the user, for everybody, under a prefix, or into the current Python's.
 */
export type Place =
  | { kind: 'user' }
  | { kind: 'system' }
  | { kind: 'sys-prefix' }
  | { kind: 'prefix'; prefix: string };

/** The folder that holds kernelspecs for a place, as Jupyter looks for them (`jupyter --paths`). */
export function kernelsFolder(place: Place, environment: NodeJS.ProcessEnv = process.env): string {
  if (place.kind === 'user') return join(jupyterData(environment), 'kernels');
  if (place.kind === 'prefix') return join(resolve(place.prefix), 'share', 'jupyter', 'kernels');
  if (place.kind === 'sys-prefix') return join(pythonPrefix(environment), 'share', 'jupyter', 'kernels');
  if (platform() === 'win32')
    return join(environment['PROGRAMDATA'] ?? 'C:\\ProgramData', 'jupyter', 'kernels');
  return '/usr/local/share/jupyter/kernels';
}

/** The file in which executed cells are remembered. `CODEBOOK_HISTORY` names another; empty means none. */
export function historyFile(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const asked = environment['CODEBOOK_HISTORY'];
  if (asked === '') return undefined;
  return asked ?? join(dataHome(environment), 'codebook', 'history.jsonl');
}

function jupyterData(environment: NodeJS.ProcessEnv): string {
  const asked = environment['JUPYTER_DATA_DIR'];
  if (asked) return asked;
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Jupyter');
  return join(dataHome(environment), 'jupyter');
}

function dataHome(environment: NodeJS.ProcessEnv): string {
  if (platform() === 'win32') return environment['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming');
  return environment['XDG_DATA_HOME'] || join(homedir(), '.local', 'share');
}

/** The prefix of the Python that is in use: an activated environment, else that of `python3` in the PATH. */
function pythonPrefix(environment: NodeJS.ProcessEnv): string {
  const active = environment['VIRTUAL_ENV'] ?? environment['CONDA_PREFIX'];
  if (active) return active;
  try {
    return execFileSync('python3', ['-c', 'import sys; print(sys.prefix)'], { encoding: 'utf8' }).trim();
  } catch (cause) {
    throw new Error(
      'install --sys-prefix: no python3 found; activate an environment or use --prefix <folder>',
      { cause },
    );
  }
}
