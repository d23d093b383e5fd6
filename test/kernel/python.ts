import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installKernel } from '@codebook/kernel';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** What a program printed, and how it ended. */
export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs a program of the project's Python environment with the kernel installed under a fresh prefix, never
 * the user's.
 */
export async function runPython(program: string, parameters: string[], cwd = root): Promise<Ran> {
  const prefix = mkdtempSync(join(tmpdir(), 'codebook-prefix-'));
  installKernel({ kind: 'prefix', prefix });
  const folders = {
    JUPYTER_PATH: join(prefix, 'share', 'jupyter'),
    JUPYTER_CONFIG_DIR: join(prefix, 'config'),
  };
  const env = {
    ...process.env,
    ...folders,
    JUPYTER_RUNTIME_DIR: join(prefix, 'run'),
    CODEBOOK_HISTORY: join(prefix, 'history'),
  };
  return new Promise((resolve) => {
    execFile(
      join(root, '.venv', 'bin', program),
      parameters,
      { cwd, env, maxBuffer: 1e8 },
      (error, stdout, stderr) => {
        const code = error === null ? 0 : typeof error.code === 'number' ? error.code : -1;
        resolve({ code, stdout, stderr });
      },
    );
  });
}
