import { mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { requireCached } from '../../../kernel/dist/cells/compiler/code-cache.js';

describe('cells: code cache', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'code-cache-'));
    writeFileSync(
      path.join(folder, 'large.js'),
      'exports.file = __filename; exports.sep = require("node:path").sep;',
    );
  });
  after(() => rmSync(folder, { recursive: true }));

  const load = (cache: string) =>
    requireCached('./large.js', path.join(folder, 'from.js'), path.join(folder, cache));

  it('uses the code of an earlier load, and gives the same module', () => {
    const first = load('cache');
    expect(first.hit).to.equal(false);
    first.save();
    const second = load('cache');
    expect(second.hit).to.equal(true);
    expect(second.exports)
      .to.deep.equal(first.exports)
      .and.to.include({ file: path.join(folder, 'large.js'), sep: path.sep });
  });

  it('loads as ever where the kept code is damaged or the folder cannot be written', () => {
    const cache = path.join(folder, 'cache');
    for (const name of readdirSync(cache)) writeFileSync(path.join(cache, name), 'damaged');
    // The same text elsewhere, which V8 has not compiled in this process.
    mkdirSync(path.join(folder, 'copy'));
    const copy = path.join(folder, 'copy', 'large.js');
    writeFileSync(copy, 'exports.file = __filename; exports.sep = require("node:path").sep;');
    const { atime, mtime } = statSync(path.join(folder, 'large.js'));
    utimesSync(copy, atime, mtime);
    const damaged = requireCached(copy, copy, cache);
    expect(damaged.hit).to.equal(false);
    expect(damaged.exports).to.include({ file: copy });
    const unwritable = load('large.js/below');
    unwritable.save();
    expect(unwritable.exports).to.include({ sep: path.sep });
  });
});
