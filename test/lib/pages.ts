import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

/**
 * Runs all TypeScript blocks of a page, one after another, as one program; returns what it prints.
 * @param page a name in docs/, or the path of a README from the project's root.
 */
export function runPage(page: string, path = `docs/${page}.md`): string {
  const text = readFileSync(new URL(path, root), 'utf8');
  const blocks = [...text.matchAll(/```ts\n(.*?)```/gs)].map(([, code]) => code);
  const folder = new URL('build/documentation/', root);
  mkdirSync(folder, { recursive: true });
  const file = new URL(`${page}.mts`, folder);
  writeFileSync(file, blocks.join('\n'));
  const env = { ...process.env, CODEBOOK_PROGRESS: new URL(`${page}.json`, folder).pathname };
  const program = ['--import', 'tsx', file.pathname];
  return execFileSync(process.execPath, program, { cwd: root, encoding: 'utf8', env });
}
