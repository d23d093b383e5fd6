import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'chai';
import { root } from '../../scripts/setup/paths.mjs';

interface Entry {
  readonly version?: string;
  readonly resolved?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

// npm's own file; what is used of it is checked below.
const { packages } = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
  packages: Readonly<Record<string, Entry>>;
};

describe('package-lock.json', () => {
  it('pins the binaries of every system, not only those of the machine it was made on', () => {
    const missing = Object.entries(packages).flatMap(([place, { optionalDependencies = {} }]) =>
      Object.keys(optionalDependencies).filter((name) => !isPinned(place, name)),
    );
    expect(missing).to.deep.equal([]);
  });

  it('names no registry', () => {
    const addresses = Object.values(packages).filter(({ resolved }) => /^https?:/.test(resolved ?? ''));
    expect(addresses).to.deep.equal([]);
  });
});

/** Whether a package is pinned where Node would look for it from `place`. */
function isPinned(place: string, name: string): boolean {
  const folders = place
    .split('/node_modules/')
    .map((_, i, parts) => parts.slice(0, i + 1).join('/node_modules/'));
  return ['', ...folders].some((folder) => `${folder ? `${folder}/` : ''}node_modules/${name}` in packages);
}
