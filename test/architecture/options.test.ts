import '@codebook/engine';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import * as codebook from 'codebook';
import { functionsWithOptions } from './declarations.js';

const misspelt = { mispelt: 1 };

/** What calling an export with only an option that nobody knows, at its place among the arguments, throws. */
async function refusal(name: string, place: number, isClass: boolean): Promise<unknown> {
  const called: unknown = Reflect.get(codebook, name);
  if (typeof called !== 'function') throw new Error(`${name} is no function`);
  const values = [...Array.from({ length: place }, () => undefined), misspelt];
  try {
    await (isClass ? Reflect.construct(called, values) : Reflect.apply(called, undefined, values));
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('options', function () {
  this.timeout(60_000);

  it('are checked by every export that takes some, before anything else', async () => {
    const found = functionsWithOptions();
    expect(found.length).above(60);
    const silent: string[] = [];
    for (const { name, place, isClass } of found) {
      const said = String(await refusal(name, place, isClass));
      if (!/^TypeError: .*unknown option "mispelt"; known are \w+/.test(said))
        silent.push(`${name}: ${said}`);
    }
    expect(silent).deep.equal([]);
  });

  it('are checked within other options too', async () => {
    const model = codebook.linearAutoencoder({ inputSize: 2, latentDim: 1 });
    const data = new Float32Array(8);
    const path = join(mkdtempSync(join(tmpdir(), 'options-')), 'run');
    for (const nested of [
      { validation: data, earlyStopping: { patience: 1, ...misspelt } },
      { checkpoint: { path, ...misspelt } },
      { optimizer: { name: 'adam', ...misspelt } as const },
    ]) {
      const run = codebook.fit(model, data, { epochs: 1, progress: false, ...nested });
      expect(String(await run.catch((error: unknown) => error))).contain('unknown option "mispelt"');
    }
    const size = { width: 300, height: 200, ...misspelt };
    const lines = () => codebook.lines({ a: [1, 2] }, { xTitle: 'x', yTitle: 'y', size });
    expect(lines).throw('lines: size: unknown option "mispelt"');
  });

  it('must be a record', () => {
    // Deliberately of a wrong type.
    expect(() => codebook.fitPca([1, 2] as never, 5 as never)).throw(
      'fitPca: options must be an object, got 5',
    );
  });
});
