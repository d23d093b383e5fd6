import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { at } from '../../scripts/setup/paths.mjs';

describe('CI', () => {
  it("ends with the README's command for every test, and leaves none out", () => {
    const [, command] = /^\| run every test \| `(.+)` \|$/m.exec(readFileSync(at('README.md'), 'utf8')) ?? [];
    const lines = readFileSync(at('.ci', 'run'), 'utf8').trimEnd().split('\n');
    expect(lines.at(-1)).to.equal(command);
    expect(lines).to.include('set -euo pipefail');
  });
});
