import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { at, build, root } from '../../scripts/setup/paths.mjs';

/** A JupyterLab started as a reader starts it, by `npm start`, on a copy of the notebooks. */
export interface Lab {
  readonly address: string;
  readonly token: string;
  /** The copy of notebooks/ that it shows; what is saved there changes no lesson. */
  readonly folder: string;
  /** What the server has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts JupyterLab through scripts/start.mjs on a free port and waits until it answers. */
export async function startLab(): Promise<Lab> {
  const token = 'journey';
  const port = await freePort();
  const folder = copyOfNotebooks();
  const flags = ['--no-browser', `--port=${port}`, `--token=${token}`, `--folder=${folder}`];
  const child = spawn(process.execPath, [path.join(root, 'scripts', 'start.mjs'), ...flags], {
    cwd: root,
    env: { ...process.env, ...freshReader() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const address = `http://127.0.0.1:${port}`;
  await answers(`${address}/api/status?token=${token}`, child, () => printed);
  return { address, token, folder, output: () => printed, stop: () => stop(child) };
}

/** Copies notebooks/ to build/journeys/lab/notebooks: inside the project, where cells find its packages. */
function copyOfNotebooks(): string {
  const folder = path.join(build, 'journeys', 'lab', 'notebooks');
  rmSync(path.dirname(folder), { recursive: true, force: true });
  mkdirSync(path.dirname(folder), { recursive: true });
  cpSync(at('notebooks'), folder, { recursive: true });
  return folder;
}

/** Settings, signatures of notebooks and history of someone who has never opened JupyterLab. */
function freshReader(): Record<string, string> {
  const home = mkdtempSync(path.join(os.tmpdir(), 'codebook-lab-'));
  const settings = path.join(home, 'settings', '@jupyterlab', 'docmanager-extension');
  mkdirSync(settings, { recursive: true });
  writeFileSync(path.join(settings, 'plugin.jupyterlab-settings'), JSON.stringify({ autosave: false }));
  return {
    JUPYTERLAB_SETTINGS_DIR: path.join(home, 'settings'),
    JUPYTERLAB_WORKSPACES_DIR: path.join(home, 'workspaces'),
    JUPYTER_DATA_DIR: path.join(home, 'data'),
    CODEBOOK_HISTORY: '',
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      );
    });
  });
}

async function answers(url: string, child: ChildProcess, printed: () => string): Promise<void> {
  const deadline = Date.now() + 90_000;
  while (Date.now() < deadline && child.exitCode === null) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 250));
  }
  child.kill();
  throw new Error(`JupyterLab did not answer at ${url}; it printed:\n${printed()}`);
}

async function stop(child: ChildProcess): Promise<void> {
  const closed = new Promise((resolve) => child.on('close', resolve));
  child.kill('SIGTERM');
  await closed;
}
