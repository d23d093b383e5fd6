import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readArchive, writeArchive } from 'codebook';

describe('archives', () => {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  const path = join(folder, 'a.bin');
  const tensors = new Map([
    ['w', { shape: [2, 3], values: Float32Array.from([1, 2, 3, 4, 5, Math.PI]) }],
    ['n', { shape: [], values: Int32Array.from([-7]) }],
  ]);
  after(() => rmSync(folder, { recursive: true }));

  it('gives back what was written, bit by bit', () => {
    writeArchive(path, { about: { kind: 'test', unit: 'nats' }, tensors });
    const { about, tensors: read } = readArchive(path);
    expect(about).deep.equal({ kind: 'test', unit: 'nats' });
    expect(read).deep.equal(tensors);
    expect(readdirSync(folder)).deep.equal(['a.bin']);
  });

  it('notices a changed bit, a missing end and a foreign file', () => {
    const bytes = readFileSync(path);
    const damaged = Buffer.from(bytes);
    damaged[40] = (damaged[40] ?? 0) ^ 1;
    writeFileSync(path, damaged);
    expect(() => readArchive(path)).throw(`readArchive: ${path} is damaged (its checksum does not fit)`);
    writeFileSync(path, bytes.subarray(0, bytes.length - 5));
    expect(() => readArchive(path)).throw('is damaged');
    writeFileSync(path, 'something else');
    expect(() => readArchive(path)).throw('is not a codebook archive');
    expect(() => readArchive(join(folder, 'none'))).throw('readArchive: cannot read');
  });

  it('says why it cannot write, and keeps the old file when the disk is full', () => {
    expect(() => writeArchive(join(folder, 'no', 'a.bin'), { about: {}, tensors })).throw(
      /writeArchive: cannot write .*no such file or directory.*what was there before is intact/,
    );
    writeArchive(path, { about: { kind: 'old' }, tensors });
    const script = `import { writeArchive } from 'codebook';
      const values = new Float32Array(100000);
      try { writeArchive(${JSON.stringify(path)}, { about: {}, tensors: new Map([['w', { shape: [100000], values }]]) }); }
      catch (error) { console.log(error.message); }`;
    // A limit on the size of files stands for a full disk: writing beyond it fails in the same call.
    const command = `trap '' XFSZ; ulimit -f 100; exec ${process.execPath} --input-type=module -e "$0"`;
    const said = execFileSync('bash', ['-c', command, script], { encoding: 'utf8' });
    expect(said).match(/cannot write .*(EFBIG|file too large).*what was there before is intact/);
    expect(readArchive(path).about).deep.equal({ kind: 'old' });
    expect(readdirSync(folder)).deep.equal(['a.bin']);
  });
});
