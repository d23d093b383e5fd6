import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isObject } from '../wire/message.js';
import { kernelName, kernelspec } from './kernelspec.js';

/** One finding of the doctor. */
export interface Finding {
  what: string;
  ok: boolean;
  found: string;
  /** What to run where it is not well. */
  remedy?: string;
}

/**
 * Looks at what the kernel needs: Node, ZeroMQ, TypeScript, Jupyter, and an installed kernelspec that fits.
 */
export async function examine(): Promise<Finding[]> {
  return [node(), await loads('zeromq'), await loads('typescript'), ...jupyter()];
}

function node(): Finding {
  const ok = Number(process.versions.node.split('.')[0]) >= 20;
  return {
    what: 'node',
    ok,
    found: `${process.version} at ${process.execPath}`,
    remedy: 'install Node 20 or newer',
  };
}

async function loads(name: string): Promise<Finding> {
  try {
    const module: unknown = await import(name);
    const found = isObject(module) && 'version' in module ? String(module['version']) : 'loads';
    return { what: name, ok: true, found };
  } catch (error) {
    return { what: name, ok: false, found: String(error), remedy: 'run npm install in the project' };
  }
}

function jupyter(): Finding[] {
  let listed: unknown;
  try {
    const list = ['kernelspec', 'list', '--json'];
    listed = JSON.parse(
      execFileSync('jupyter', list, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    );
  } catch {
    return [
      {
        what: 'jupyter',
        ok: false,
        found: 'no jupyter in the PATH',
        remedy: 'activate its environment, or install it',
      },
    ];
  }
  const specs = isObject(listed) && isObject(listed['kernelspecs']) ? listed['kernelspecs'] : {};
  const entry = specs[kernelName];
  const folder = isObject(entry) ? String(entry['resource_dir']) : undefined;
  return [{ what: 'jupyter', ok: true, found: 'found' }, spec(folder)];
}

function spec(folder: string | undefined): Finding {
  const what = `kernelspec ${kernelName}`;
  const remedy = 'run codebook-kernel install (with --sys-prefix in an environment)';
  if (folder === undefined) return { what, ok: false, found: 'not installed', remedy };
  const installed: unknown = JSON.parse(readFileSync(join(folder, 'kernel.json'), 'utf8'));
  const ok = JSON.stringify(installed) === JSON.stringify(kernelspec());
  return { what, ok, found: ok ? folder : `${folder} is of another Node, place or version`, remedy };
}
