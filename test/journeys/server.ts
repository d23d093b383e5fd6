import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { root } from '../../scripts/setup/paths.mjs';

/** A JupyterLab started as a reader starts it: `npm start -- --no-browser`. */
export interface Lab {
  readonly address: string;
  readonly token: string;
  /** What the server has printed so far. */
  output(): string;
  stop(): Promise<void>;
}

/** Starts JupyterLab through scripts/start.mjs on a free port and waits until it answers. */
export async function startLab(): Promise<Lab> {
  const token = 'journey';
  const port = await freePort();
  const settings = mkdtempSync(path.join(os.tmpdir(), 'codebook-lab-'));
  leaveNotebooksAlone(settings);
  const env = { ...process.env, JUPYTERLAB_SETTINGS_DIR: settings, JUPYTERLAB_WORKSPACES_DIR: settings };
  const args = [
    path.join(root, 'scripts', 'start.mjs'),
    '--no-browser',
    `--port=${port}`,
    `--token=${token}`,
  ];
  const child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
  const address = `http://127.0.0.1:${port}`;
  await answers(`${address}/api/status?token=${token}`, child, () => printed);
  return { address, token, output: () => printed, stop: () => stop(child) };
}

/** Turns autosave off, so that a journey leaves no outputs in the lessons. */
function leaveNotebooksAlone(settings: string): void {
  const folder = path.join(settings, '@jupyterlab', 'docmanager-extension');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'plugin.jupyterlab-settings'), JSON.stringify({ autosave: false }));
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
