import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createCellSession } from '@codebook/kernel/cells';
import { expect } from 'chai';

const files = {
  'two.ts': 'export const two: number = 2;',
  'node_modules/plain/index.js': 'module.exports = { one: 1 };',
  'node_modules/modern/package.json': '{ "type": "module", "exports": "./index.js" }',
  'node_modules/modern/index.js': 'export const three = 3; export default "modern";',
};

const cells = [
  "import fs from 'node:fs'; typeof fs.readFileSync",
  "import plain, { one } from 'plain'; [plain, one]",
  "import { two } from './two.ts'; two",
];
const modern = "import modern, { three } from 'modern'; [modern, three]";

describe('cells: folders with odd names', () => {
  for (const name of ['back\\slash', 'per%20cent', 'sp ace', 'quote\'"', 'häsh', 'new\nline']) {
    it(`import from ${JSON.stringify(name)}`, async () => {
      const parent = mkdtempSync(path.join(tmpdir(), 'odd-'));
      const cwd = path.join(parent, name);
      for (const [file, text] of Object.entries(files)) {
        mkdirSync(path.dirname(path.join(cwd, file)), { recursive: true });
        writeFileSync(path.join(cwd, file), text);
      }
      const log: string[] = [];
      const session = createCellSession({
        cwd,
        typeCheck: true,
        log: (line) => log.push(line),
        modules: {},
        globalTypes: "declare module 'plain'; declare module 'modern';",
      });
      const values: unknown[] = [];
      for (const [i, code] of cells.entries())
        values.push(await session.run(await session.prepare(code, { executionCount: i + 1 })));
      expect(values).to.deep.equal(['function', [{ one: 1 }, 1], 2]);
      const last = await session
        .prepare(modern, { executionCount: 9 })
        .then((cell) => session.run(cell))
        .catch((error: Error) => error.message);
      expect(last).to.deep.equal(
        name.includes('\\')
          ? `import 'modern', seen from ${cwd}: Node loads no such package from a folder with a backslash in its name. Rename the folder.`
          : ['modern', 3],
      );
      expect(log).to.deep.equal(
        name.includes('\\')
          ? [`Cells in ${cwd} run without type checks: to TypeScript a backslash ends a folder's name.`]
          : [],
      );
      session.dispose();
      rmSync(parent, { recursive: true });
    });
  }
});
