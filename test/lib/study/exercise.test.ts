import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { check, exercise, hint, readProgress, solution } from 'codebook/study';

describe('exercise', () => {
  const folder = mkdtempSync(join(tmpdir(), 'codebook-exercise-'));
  const file = join(folder, 'progress.json');
  const before = process.env.CODEBOOK_PROGRESS;
  beforeEach(() => {
    process.env.CODEBOOK_PROGRESS = file;
    rmSync(file, { force: true });
  });
  after(() => {
    if (before === undefined) delete process.env.CODEBOOK_PROGRESS;
    else process.env.CODEBOOK_PROGRESS = before;
    rmSync(folder, { recursive: true });
  });

  const ratio = exercise('05.ratio', {
    values: 24.5,
    mistakes: [
      { answer: 32 / 784, say: 'That is the code over the image; the ratio is the other way round.' },
    ],
    right: '784 numbers become 32.',
    hints: ['How many numbers has an image?', 'Divide 784 by the size of the code.'],
    solution: '784 / 32',
  });

  it('leaves an exercise that was not tried open, and notes nothing', () => {
    expect(check(ratio, undefined).verdict).to.equal('open');
    expect(readProgress(file).exercises).to.deep.equal({});
  });

  it('knows the slips it was told of, says why a right answer is right, and counts attempts', () => {
    expect(check(ratio, 32 / 784).message).to.equal(
      'That is the code over the image; the ratio is the other way round.',
    );
    const right = check(ratio, 24.5);
    expect([right.passed, right.message]).to.deep.equal([true, '784 numbers become 32.']);
    const noted = readProgress(file).exercises['05.ratio'];
    expect(noted?.attempts).to.equal(2);
    expect(Number.isNaN(Date.parse(noted?.solved ?? ''))).to.equal(false);
  });

  it('keeps the date of the first right answer', () => {
    check(ratio, 24.5);
    const first = readProgress(file).exercises['05.ratio']?.solved;
    check(ratio, 1);
    check(ratio, 24.5);
    expect(readProgress(file).exercises['05.ratio']).to.deep.equal({ attempts: 3, solved: first });
  });

  it('tries a function on each case and says for which one it fails, how, or that it throws', () => {
    const sigmoid = exercise('sigmoid', {
      cases: [
        { arguments: [0], values: 0.5, range: [0, 1] },
        { arguments: [-1000], values: 0, when: 'for −1000' },
      ],
      hints: ['1 / (1 + e^−x)'],
      solution: '(x) => 1 / (1 + Math.exp(-x))',
    });
    expect(check(sigmoid, (x: number) => 1 / (1 + Math.exp(-x))).passed).to.equal(true);
    expect(check(sigmoid, (x: number) => Math.exp(x) + 1).message).to.equal(
      'Result for 0: The value is 2; it must lie between 0 and 1.',
    );
    const overflowing = (x: number) => Math.exp(-x) / (1 + Math.exp(-x));
    expect(check(sigmoid, (x: number) => 1 - overflowing(x)).message).to.match(
      /^Result for −1000: The value is NaN/,
    );
    expect(check(sigmoid, () => undefined).message).to.equal(
      'Your function returns nothing for 0: is a "return" missing, or was nothing found?',
    );
    const thrower = () => {
      throw new Error('x is not defined');
    };
    expect(check(sigmoid, thrower).message).to.equal('Your function throws for 0: x is not defined');
    expect(check(sigmoid, 0.5).message).to.equal(
      'Give the function itself, without calling it; got a number.',
    );
    expect(check(sigmoid, [0.5]).message).to.match(/got a list\.$/);
  });

  const product = (a: number, b: number) => a * b;
  const area = exercise('area', {
    cases: [
      { arguments: [2, 3], values: 6 },
      { arguments: [0.5, 5], values: 2.5 },
      { arguments: [0, 4], values: 0 },
    ],
    mistakes: [{ rule: (a: number, b: number) => 2 * (a + b), say: 'That is the length of the border.' }],
    hints: ['Multiply.'],
    solution: 'product',
  });

  it('names a slip only if it explains every case, and not one alone', () => {
    expect(check(area, product).passed).to.equal(true);
    expect(check(area, (a: number, b: number) => 2 * (a + b)).message).to.equal(
      'That is the length of the border.',
    );
    expect(check(area, () => 10).message).to.equal('Result for 2, 3: 10 is too large: it should be 6.');
    expect(check(area, (a: number, b: number) => 2 * a * b).message).to.match(
      /^Every value is twice as large/,
    );
    expect(check(area, (a: number, b: number) => (a === 2 ? 12 : a * b)).message).to.equal(
      'Result for 2, 3: 12 is too large: it should be 6.',
    );
  });

  it('says of two functions that find nothing that one finds nothing, not that they are the same', () => {
    const first = exercise('first', {
      cases: [{ arguments: [[3, 1]], values: 1 }],
      mistakes: [{ rule: (list: number[]) => list.find((one) => one > 9), say: 'You sought more than 9.' }],
      hints: ['find'],
      solution: '(list: number[]) => list.find((one) => one < 2)',
    });
    expect(check(first, () => undefined).message).to.match(/^Your function returns nothing/);
  });

  it('tells that a function returns a promise, whether or not that fails later', () => {
    for (const answer of [async () => 6, () => Promise.reject(new Error('later'))])
      expect(check(area, answer).message).to.equal(
        'Your function returns a promise for 2, 3. Return the value itself: leave "async" out.',
      );
  });

  it('finds the place that a function reads and a list does not have, where NaN comes of it', () => {
    const sum = exercise('sum', {
      cases: [{ arguments: [[1, 2]], values: 3 }],
      hints: ['Add.'],
      solution: '(list: number[]) => list.reduce((a, b) => a + b, 0)',
    });
    const tooFar = (list: number[]) => list.reduce((a, _, i) => a + (list[i + 1] as number), 0);
    expect(check(sum, tooFar).message).to.match(
      /is NaN\..*reads place \[2\] of a list of 2, which is undefined\.$/,
    );
    expect(check(sum, () => Number.NaN).message).not.to.match(/reads place/);
  });

  it('reads tensors and typed arrays for the author’s test as lists', () => {
    const pair = exercise('pair', {
      test: (answer: unknown) => (JSON.stringify(answer) === '[1,2]' ? undefined : JSON.stringify(answer)),
      hints: ['two'],
      solution: '[1, 2]',
    });
    expect(check(pair, Float32Array.of(1, 2)).passed).to.equal(true);
  });

  it('gives each attempt fresh lists, so that a sort in place does not change the next attempt', () => {
    const median = exercise('median', {
      cases: [{ arguments: [[3, 9, 1]], values: 3 }],
      hints: ['Sort.'],
      solution: '(list: number[]) => [...list].sort()[1]',
    });
    expect(check(median, (list: number[]) => list.sort()[1]).passed).to.equal(true);
    expect(check(median, (list: number[]) => list[1]).passed).to.equal(false);
    expect(check(median, (list: number[]) => list.sort()[1]).message).to.match(
      /changes its argument number 1, which belongs to the caller/,
    );
    expect(check(median, (list: number[]) => [...list].sort()[1]).message).not.to.match(/changes/);
  });

  it("runs the author's own test last, and tells when that cannot be run", () => {
    const sorted = exercise('sorted', {
      test: (answer: number[]) => (answer[0] === 1 ? undefined : 'The smallest comes first.'),
      hints: ['sort()'],
      solution: '[1, 2]',
    });
    expect(check(sorted, [2, 1]).message).to.equal('The smallest comes first.');
    expect(check(sorted, [1, 2]).passed).to.equal(true);
  });

  it('gives hints step by step and the solution on request, and notes both', () => {
    expect(String(hint(ratio))).to.equal('→ Hint 1 of 2. How many numbers has an image? More: hint(…, 2).');
    expect(String(hint(ratio, 2))).to.equal('→ Hint 2 of 2. Divide 784 by the size of the code.');
    expect(hint(ratio, 3).message).to.equal('There is no further hint. To see a solution: solution(…).');
    expect(String(solution(ratio)).endsWith('\n\n784 / 32')).to.equal(true);
    const noted = readProgress(file).exercises['05.ratio'];
    expect([noted?.attempts, noted?.hints, typeof noted?.solutionSeen]).to.deep.equal([0, 2, 'string']);
  });

  it('says right and wrong by a sign and a word in HTML, and escapes what the learner wrote', () => {
    const word = exercise('word', { values: 'code', hints: ['c…'], solution: "'code'" });
    expect(check(word, '<b>x</b>').toHtml()).to.include(
      '<strong>✗ Not yet.</strong> &quot;&lt;b&gt;x&lt;/b&gt;&quot; is not it.',
    );
    const sorting = exercise('sorting', { values: 1, hints: ['Use `a < b`.'], solution: '1' });
    expect(hint(sorting).toHtml()).to.include('Use <code>a &lt; b</code>.');
  });

  it('checks on when the progress cannot be saved, and says so', () => {
    process.env.CODEBOOK_PROGRESS = '/dev/null/progress.json';
    const right = check(ratio, 24.5);
    expect(right.passed).to.equal(true);
    expect(right.message).to.match(/^784 numbers become 32\.\nYour progress was not saved: /);
  });

  it('refuses a definition without an answer, hint or solution, and unknown parts', () => {
    expect(() => exercise('x', { hints: ['h'], solution: 's' })).to.throw('exercise "x": say what is right');
    expect(() => exercise('x', { values: 1, hints: [], solution: 's' })).to.throw(
      'at least one hint and a solution',
    );
    const oneResult = { cases: [{ arguments: [1], values: 1 }], mistakes: [{ answer: 2, say: 'No.' }] };
    expect(() => exercise('x', { ...oneResult, hints: ['h'], solution: 's' })).to.throw(
      'one result shows no rule',
    );
    const misspelled = { values: 1, hints: ['h'], solution: 's', tolerence: 1 };
    expect(() => exercise('x', misspelled)).to.throw('exercise "x": unknown part "tolerence"');
  });
});
