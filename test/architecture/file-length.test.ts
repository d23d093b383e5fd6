import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const folders = ['engine/src', 'kernel/src', 'lib/src', 'scripts', 'test', 'bench', 'notebooks/exercises'];

describe('files', () => {
  it('hold one idea: 260 lines at most', () => {
    const long = folders
      .flatMap((folder) =>
        readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((f) => join(folder, f)),
      )
      .filter((file) => /\.(ts|mjs|cjs|py)$/.test(file) && !/node_modules|\.venv/.test(file))
      .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length - 1 }))
      .filter(({ lines }) => lines > 260);
    expect(long).deep.equal([]);
  });
});
