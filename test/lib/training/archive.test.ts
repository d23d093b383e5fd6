import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { readArchive, writeArchive } from '../../../lib/dist/files/archive.js';

describe('archives', () => {
  const folder = mkdtempSync(join(tmpdir(), 'archive-'));
  const elsewhere = mkdtempSync(join(tmpdir(), 'archive-'));
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
    for (let at = 0; at < bytes.length; at++) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 1;
      writeFileSync(path, damaged);
      expect(() => readArchive(path), `byte ${at}`).throw(/damaged|no safetensors|another program/);
    }
    writeFileSync(path, bytes.subarray(0, bytes.length - 5));
    expect(() => readArchive(path)).throw('is damaged');
    writeFileSync(path, 'something else');
    expect(() => readArchive(path)).throw('is no safetensors file');
    expect(() => readArchive(join(folder, 'none'))).throw('readArchive: cannot read');
  });

  it('is a safetensors file, which Python reads: the same numbers, shapes and description', function () {
    this.timeout(60_000);
    const file = join(elsewhere, 'python.safetensors');
    const values = Float32Array.from({ length: 60 }, (_, i) => Math.fround(Math.sin(i) * 10 ** (i % 9)));
    const written = new Map([
      ...tensors,
      ['0.kernel', { shape: [3, 4, 5], values }],
      ['empty', { shape: [0, 2], values: new Float32Array() }],
    ]);
    writeArchive(file, { about: { kind: 'model', name: 'Bücher' }, tensors: written });
    const script = `import json, struct, sys
from safetensors import deserialize
data = open(sys.argv[1], 'rb').read()
header = json.loads(data[8:8 + struct.unpack('<Q', data[:8])[0]])
def numbers(a):
    return struct.unpack('<%d%s' % (len(a['data']) // 4, {'F32': 'f', 'I32': 'i'}[a['dtype']]), bytes(a['data']))
arrays = {name: [a['dtype'], a['shape'], numbers(a)] for name, a in deserialize(data)}
print(json.dumps({'about': json.loads(header['__metadata__']['about']), 'arrays': arrays}))`;
    const said = execFileSync(python, ['-c', script, file], { encoding: 'utf8' });
    // The script prints just this.
    const { about, arrays } = JSON.parse(said) as { about: object; arrays: Record<string, unknown> };
    expect(about).deep.equal({ kind: 'model', name: 'Bücher' });
    expect(Object.keys(arrays)).have.members([...written.keys()]);
    for (const [name, { shape, values }] of written) {
      const dtype = values instanceof Float32Array ? 'F32' : 'I32';
      expect(arrays[name], name).deep.equal([dtype, [...shape], [...values]]);
    }
  });

  it('is read where Codebook wrote it before safetensors', () => {
    const bytes = firstArchive({ kind: 'model', description: { kind: 'dense' } }, tensors);
    const file = join(elsewhere, 'old.bin');
    writeFileSync(file, bytes);
    expect(readArchive(file)).deep.equal({
      about: { kind: 'model', description: { kind: 'dense' } },
      tensors,
    });
    writeFileSync(file, bytes.subarray(0, bytes.length - 1));
    expect(() => readArchive(file)).throw('is damaged (its checksum does not fit)');
  });

  it('is told from a safetensors file of another program', () => {
    const header = Buffer.from('{"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}  ');
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    const file = join(elsewhere, 'other.safetensors');
    writeFileSync(file, Buffer.concat([length, header, Buffer.alloc(4)]));
    expect(() => readArchive(file)).throw('is a safetensors file of another program');
  });

  it('says why it cannot write, and keeps the old file when the disk is full', () => {
    expect(() => writeArchive(join(folder, 'no', 'a.bin'), { about: {}, tensors })).throw(
      /writeArchive: cannot write .*no such file or directory.*what was there before is intact/,
    );
    writeArchive(path, { about: { kind: 'old' }, tensors });
    const archive = new URL('../../../lib/dist/files/archive.js', import.meta.url);
    const script = `import { writeArchive } from ${JSON.stringify(archive.href)};
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

const python = fileURLToPath(new URL('../../../.venv/bin/python', import.meta.url));

/** The format before safetensors, as it was written: magic, header length, header, arrays, SHA-256. */
function firstArchive(
  about: object,
  tensors: ReadonlyMap<string, { shape: number[]; values: Float32Array | Int32Array }>,
): Buffer {
  const entries = [...tensors].map(([name, { shape, values }]) => ({
    name,
    shape,
    dtype: values instanceof Float32Array ? 'float32' : 'int32',
  }));
  const header = Buffer.from(JSON.stringify({ about, entries }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.length);
  const arrays = [...tensors.values()].map(({ values }) => Buffer.from(values.buffer));
  const body = Buffer.concat([Buffer.from('CODEBOOK1\n'), length, header, ...arrays]);
  return Buffer.concat([body, createHash('sha256').update(body).digest()]);
}
