import { expect } from 'chai';
import { jupyterEnvironment } from '../../scripts/assignments/nbgrader.mjs';
import { capture } from '../../scripts/setup/command.mjs';
import { at, venvProgram } from '../../scripts/setup/paths.mjs';

interface Worth {
  readonly value: string | null;
  readonly most: number;
  readonly points: number;
  readonly mistake: string | null;
}

describe('the last value of a test', () => {
  let rows: readonly Worth[];

  before(async () => {
    const script = at('test', 'journeys', 'submissions', 'last_values.py');
    const { code, output } = await capture(venvProgram('python'), [script], { env: jupyterEnvironment() });
    expect(code, output).to.equal(0);
    const lines = output.split('\n').filter((line) => line.startsWith('{'));
    rows = lines.map((line) => JSON.parse(line) as Worth); // printed by last_values.py
  });

  const worth = (value: string | null) => rows.find((row) => row.value === value);

  for (const [value, points, mistake] of [
    ['0.30000000000000004', 0.3, null], // 0.1 + 0.1 + 0.1 of 0.3: nbgrader gives up on the submission
    ['3', 3, null],
    [null, 3, null],
    ['1.5', 1.5, /gives your own answers 1\.5 of 3/],
    ['0', 0, /gives your own answers 0 of 3/],
    ['-0', 0, /gives your own answers/],
    ['4', 3, /ends with 4, which is not within 0 to 3 points/],
    ['-1', 0, /ends with -1, which is not within/], // nbgrader gives all points
    ...['1e400', 'NaN', 'Infinity', '-Infinity', 'undefined', '3n', "'3'", '1_0', '[ 1, 2 ]', 'true', ''].map(
      (text) => [text, 0, /which is no number of points/] as const,
    ),
  ] as const) {
    it(`${value === null ? 'none' : value || 'a picture'}: ${points} points, and ${mistake ? 'a mistake' : 'fine'} at release`, () => {
      expect(worth(value)?.points).to.equal(points);
      if (mistake) expect(worth(value)?.mistake).to.match(mistake);
      else expect(worth(value)?.mistake).to.equal(null);
    });
  }
});
