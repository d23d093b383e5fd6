import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect } from 'chai';
import { root } from '../../scripts/setup/paths.mjs';

const isRoot = process.getuid?.() === 0;

describe('set-up on a machine where something is missing', () => {
  let clone: string;
  let fakes: string;

  beforeEach(() => {
    clone = mkdtempSync(path.join(os.tmpdir(), 'codebook-setup-'));
    // Another user's process can reach the clone.
    for (const folder of [os.tmpdir(), clone]) chmodSync(folder, statSync(folder).mode | 0o055);
    fakes = path.join(clone, 'fakes');
    mkdirSync(fakes);
    for (const name of ['scripts', 'package.json', 'package-lock.json', 'requirements.txt', '.npmrc']) {
      cpSync(path.join(root, name), path.join(clone, name), { recursive: true });
    }
  });

  afterEach(() => rmSync(clone, { recursive: true, force: true }));

  it('names the versions that fit where Python is too old', () => {
    const { code, said } = setUp({ CODEBOOK_PYTHON: fake('python3', 'echo "3.9.2 True"') });
    expect(code).to.equal(1);
    expect(said).to.match(
      /version that fits[\s\S]*is 3\.9\.2[\s\S]*Python 3\.10 to 3\.13[\s\S]*CODEBOOK_PYTHON/,
    );
  });

  it('names the versions that fit where Python is too new', () => {
    const { said } = setUp({ CODEBOOK_PYTHON: fake('python3', 'echo "3.14.0 True"') });
    expect(said).to.match(/is 3\.14\.0[\s\S]*Python 3\.10 to 3\.13/);
  });

  it('says so where there is no Python', () => {
    const { code, said } = setUp({ PATH: fakes });
    expect(code).to.equal(1);
    expect(said).to.match(/No Python was found[\s\S]*python3\.13/);
  });

  it('names the package that brings the venv module', () => {
    const script =
      'case "$1" in -c) echo "3.11.2 True";; *) echo "ensurepip is not available" >&2; exit 1;; esac';
    const { code, said } = setUp({ CODEBOOK_PYTHON: fake('python3', script) });
    expect(code).to.equal(1);
    expect(said).to.match(/ensurepip is not available[\s\S]*apt install python3\.11-venv/);
    expect(existsSync(path.join(clone, '.venv'))).to.equal(false);
  });

  it('makes .venv anew where it was left half made', () => {
    const bin = path.join(clone, '.venv', 'bin');
    mkdirSync(bin, { recursive: true });
    cpSync(fake('python', 'echo "No module named pip" >&2; exit 1'), path.join(bin, 'python'));
    const { said } = setUp({ PATH: fakes });
    expect(said).to.match(/No Python was found/); // so it looked for one to make .venv with
    expect(existsSync(bin)).to.equal(false);
  });

  it('leaves a .venv alone whose Python this user cannot run, and says whose it is', () => {
    const bin = path.join(clone, '.venv', 'bin');
    const home = path.join(clone, 'home-of-another');
    mkdirSync(bin, { recursive: true });
    mkdirSync(home);
    symlinkSync(path.join(home, 'python3'), path.join(bin, 'python'));
    chmodSync(home, 0o000);
    const { code, said } = setUp({}, [], { as: 'another' });
    chmodSync(home, 0o755);
    expect(code).to.equal(1);
    expect(said).to.match(
      /cannot run the Python of \.venv[\s\S]*belongs to \S+, and you are \S+[\s\S]*clone of your own/,
    );
    expect(said).not.to.include('    at ');
    expect(lstatSync(path.join(bin, 'python')).isSymbolicLink()).to.equal(true);
  });

  it('says in one sentence that a folder may not be written', () => {
    const bin = path.join(clone, '.venv', 'bin');
    mkdirSync(bin, { recursive: true });
    for (const name of ['python', 'uv']) cpSync(fake(name, 'exit 0'), path.join(bin, name));
    chmodSync(path.dirname(bin), 0o555);
    const { code, said } = setUp({}, [], { as: 'another' });
    chmodSync(path.dirname(bin), 0o755);
    expect(code).to.equal(1);
    expect(said).to.match(
      /no permission to use \S+\.venv\/package\.json[\s\S]*belongs to \S+[\s\S]*clone of your own/,
    );
    expect(said).not.to.include('    at ');
  });

  it("removes nothing that is another user's or cannot be read", () => {
    const inner = path.join(clone, '.venv', 'lib');
    mkdirSync(path.join(clone, '.venv', 'bin'), { recursive: true });
    mkdirSync(inner);
    cpSync(fake('python', 'exit 1'), path.join(clone, '.venv', 'bin', 'python'));
    if (isRoot) chownSync(inner, 12_345, 12_345);
    else chmodSync(inner, 0o000);
    const { code, said } = setUp({});
    chmodSync(inner, 0o755);
    expect(code).to.equal(1);
    expect(said).to.match(
      /left as it is[\s\S]*lib (belongs to user number 12345, and you are root|cannot be read)/,
    );
    expect(existsSync(path.join(clone, '.venv', 'bin', 'python'))).to.equal(true);
  });

  it('says that the network is missing', () => {
    fake('npm', 'echo "npm error code ENOTFOUND" >&2; exit 1');
    const { code, said } = setUp({ CODEBOOK_PYTHON: fakePython(), PATH: `${fakes}:${process.env.PATH}` });
    expect(code).to.equal(1);
    expect(said).to.match(/no connection to the package registry[\s\S]*proxy[\s\S]*same command again/);
  });

  it('says that the disk is full', () => {
    fake('npm', 'echo "npm error code ENOSPC" >&2; exit 1');
    const { said } = setUp({ CODEBOOK_PYTHON: fakePython(), PATH: `${fakes}:${process.env.PATH}` });
    expect(said).to.match(/the disk is full[\s\S]*4 GB free/);
  });

  it('refuses an option it does not know, and names those it knows', () => {
    const { code, said } = setUp({}, ['--gpus']);
    expect(code).to.equal(1);
    expect(said).to.match(/--gpus[\s\S]*expected: --gpu/);
  });

  function fake(name: string, script: string): string {
    const file = path.join(fakes, name);
    writeFileSync(file, `#!/bin/sh\n${script}\n`);
    chmodSync(file, 0o755);
    return file;
  }

  /** A Python that makes a .venv whose own python and uv succeed at everything. */
  function fakePython(): string {
    const inner = 'printf "#!/bin/sh\\nexit 0\\n" > "$3/bin/$p"; chmod +x "$3/bin/$p"';
    const make = `mkdir -p "$3/bin"; for p in python uv; do ${inner}; done`;
    return fake('python3', `case "$1" in -c) echo "3.11.2 True";; *) ${make};; esac`);
  }

  /** As another: as one who owns nothing here, where root runs the tests. */
  function setUp(
    env: Record<string, string>,
    flags: string[] = [],
    { as }: { as?: 'another' } = {},
  ): { code: number | null; said: string } {
    const script = path.join(clone, 'scripts', 'setup.mjs');
    const run = spawnSync(process.execPath, [script, ...flags], {
      cwd: clone,
      env: { ...process.env, ...env },
      encoding: 'utf8',
      timeout: 50_000,
      ...(as && isRoot ? { uid: 65_534, gid: 65_534 } : {}),
    });
    return { code: run.status, said: run.stdout + run.stderr };
  }
});
