import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import type { QuizDefinition } from 'codebook';
import { markAnswer } from '../../lib/dist/study/marking.js';
import { at } from '../../scripts/setup/paths.mjs';

/** What is made of an answer: right; or wrong with these words; or neither, since it is no answer of that kind. */
type Made = 'right' | 'unread' | RegExp;

/** Lesson, number of the question from 1, and what is made of answers to it. */
const tried: readonly (readonly [lesson: string, question: number, [Made, (string | number)[]][]])[] = [
  [
    '00',
    2,
    [
      ['right', ['25088', '25,088', '25 088', 32 * 28 * 28, '2.5088e4', '25088.', "25'088", ' = 25088']],
      ['right', ['25,088.0', '25_088']],
      ['unread', ['25.088', '32 · 784', '25 088 numbers', 'many', '25.088,0', '784*32', '25 kB', 'NaN', '']],
      [/Multiply the lengths/, ['25088.5', '2.5e4', '12544', '3']],
      [/added the lengths/, ['88', 88]],
      [/one image/, ['784']],
      [/occurs twice/, ['896']],
      [/Multiply the lengths/, ['25087', '25089', '78400', '785', '0', -25088]],
    ],
  ],
  [
    '01',
    1,
    [
      [
        'right',
        ['63.4', '63,4 %', '63.4%', '63', '63.4 per cent', '≈ 63.4 %', 100 * (1 - 0.99 ** 100), '634/10'],
      ],
      [/That is the inside\. The/, ['36.6', '36,6 %', '37']],
      [/Right as a fraction/, ['0.634', '0,63', 1 - 0.99 ** 100]],
      [/inside, as a fraction/, ['0.366', '0.37']],
      [/added 1 %/, ['100', '100 %']],
      [/one outer end/, ['86.7', 100 * (1 - 0.98 ** 100)]],
      [/in one dimension/, ['1', '1 %']],
      [/inside has radius 0\.99/, ['99.6', '99', '0.9', '-63.4', '0', '70', '1.1', '3']],
      ['unread', ['63.4 cm', '60–65', '']],
    ],
  ],
  [
    '02',
    2,
    [
      ['right', ['90', '90 %', '90%', '90 percent', '90.0', '90,0', (100 * 9) / 10, '+90']],
      ['right', ['~90', '89.99', '90.005']],
      ['unread', ['90 out of 100', 'ninety', '90–91', '> 90']],
      [/share that is lost/, ['10', '10 %', '10 per cent']],
      [/Add the eigenvalues/, ['0.9 %', '9/10 %', '100', '70', '0.1']],
      [/first alone/, ['60']],
      [/second alone/, ['30']],
      [/asks for percent/, ['0.9', '0,9', '9/10', '.9']],
      [/Add the eigenvalues/, ['0.91', '0.89', '9', '91', '−90', '900']],
    ],
  ],
  [
    '04',
    3,
    [
      ['right', ['0.5', '0,5', '.5', '1/2', '½', '50 %', '5e-1', 0.5, '0.50']],
      [/before the logistic function\. What/, ['0', '0.0', '−0']],
      [/bias is missing/, ['0.731', '0,731', '73.1 %', 1 / (1 + Math.exp(-1))]],
      [/without the bias, before/, ['1', '1.0', '100 %']],
      [/Multiply and add/, ['-0.5', '−0,5', '0.51', '0.269', '2']],
      ['unread', ['a half', '0.5 V']],
    ],
  ],
  [
    '05',
    5,
    [
      ['right', ['128', '128 bits', '128 bit', '128bits', '128 Bits', '128.0', '1.28 × 10^2', 32 * 4]],
      ['right', ['0128', '128,0', '1.28e2']],
      ['unread', ['16 bytes', '32 × 4', '128 B', '128b', '2^7', '128 bits per image']],
      [/32 numbers of 32 bits/, ['1024', '1,024', '1024 bits']],
      [/in bytes/, ['16']],
      [/You added/, ['36']],
      [/Multiply the numbers/, ['127', '129', '8', '0', '12.8']],
    ],
  ],
  [
    '07',
    2,
    [
      ['right', ['3.1', '3,1', '3.10', 2 * 1.55, 1.55 / 0.5, '3.1 squared error per image', '31/10']],
      [/with its factor ½ still/, ['1.55', '1,55']],
      [/halved once more/, ['0.775', '0,775']],
      [/do not multiply by 784/, ['1215.2', 1.55 * 784]],
      [/without the factor ½/, ['3', '3.00', '3.11', '6.2', '2.4025', '-3.1']],
    ],
  ],
  [
    '08',
    1,
    [
      ['right', ['9248', '9,248', '9 248', '9248 parameters', '9248 Parameter', 9 * 32 * 32 + 32, '9248.0']],
      ['unread', ['9.248', '9k', '9216 + 32']],
      [/These are the weights/, ['9216', '9,216']],
      [/one channel to 32/, ['320']],
      [/a kernel for every channel/, ['288']],
      [/kernel for each of the 32/, ['9247', '9249', '1812608', '1024', '0']],
    ],
  ],
  [
    '10',
    2,
    [
      ['right', ['7.84', '7,84', '7.840', 784 * 0.01, '784/100']],
      ['unread', ['0.01 · 784', '784 × 0.01']],
      [/left it as it was/, ['0.01', '0,01', '1e-2']],
      [/write ½ before the square/, ['15.68', '15,68']],
      [/no ½ here/, ['3.92']],
      [/You divided/, ['0.00001275', '0.0000128', '1.28e-5', 0.01 / 784]],
      [/Which factor/, ['784', '78.4', '6', '0', '-7.84']],
    ],
  ],
  [
    '00',
    1,
    [
      ['right', ['b', 'B', 'b)', '(b)', ' b. ']],
      [/runs in the kernel/, ['a']],
      ['unread', ['ab', 'd', '2', '']],
    ],
  ],
  [
    '00',
    3,
    [
      ['right', ['abd', 'a, b, d', 'A B D', 'a and b and d', 'd+b+a', 'a/b/d']],
      [/2 more are true/, ['a']],
      [/^3 of them are true\.$/, ['none']],
      [/adds wrong labels/, ['abcd', 'c']],
      ['unread', ['', 'e', 'all']],
    ],
  ],
  [
    '06',
    3,
    [
      ['right', ['bc', 'c & b']],
      [/midpoints of both classes still coincide/, ['abc']],
      [/1 more is true/, ['b', 'C']],
    ],
  ],
  [
    '09',
    2,
    [
      ['right', ['0.48', '0,48', '.48', 0.5 - 0.2 * 2 * 0.1 * 0.5, '12/25']],
      [/the 2 is missing/, ['0.49']],
      [/makes a weight smaller/, ['0.52']],
      [/multiplies the decay/, ['0.4', '0,4']],
      [/The step is the rate/, ['0.02', '0.5', '0', '0.1', '0.46']],
    ],
  ],
  [
    '09',
    4,
    [
      ['right', ['1', '1.0', '1,0', (100 * 0.02) / 2]],
      [/right for Keras/, ['2']],
      [/The half is right/, ['0.01']],
      [/divided by the pixels\. A sum/, ['0.0001']],
      [/factor ½ is missing/, ['0.0002']],
      [/784 pixels are MNIST/, ['7.84', '7,84']],
      [/adds half of weight_decay/, ['0.02', '4', '100', '15.68']],
      ['unread', ['λ', 'one']],
    ],
  ],
  [
    '11',
    3,
    [
      ['right', ['0.1', '0,1', '.1', '1/10', '10 %', '1e-1', 1 / 9 / (1 / 9 + 1)]],
      [/likelier value/, ['0', '0.0']],
      [/answer for one pixel/, ['0.25', '¼', '25 %']],
      [/before you look/, ['0.5', '½']],
      [/Compare two ways/, ['0.9', '1', '0.33', '2']],
    ],
  ],
  [
    '13',
    1,
    [
      ['right', ['0.01', '0,01', '1/100', '1 %', '1e-2', (0.25 * 0.02 * Math.sqrt(400)) ** 2]],
      [/That is one layer/, ['0.1', '10 %', 0.25 * 0.02 * 20]],
      [/multiply, they do not add/, ['0.2']],
      [/slope of the sigmoid, ¼, is missing/, ['0.16', (0.02 * 20) ** 2]],
      [/grows like √400/, ['4', (0.25 * 0.02 * 400) ** 2]],
      [/units are missing/, ['0.000025', '2.5e-5']],
      [/slope of the sigmoid at 0/, ['100', '0.05', '0', '1']],
    ],
  ],
];

describe('answers that students try in the quizzes', () => {
  it('are at least 60 numbers', () => {
    const numbers = tried.slice(0, 7).flatMap(([, , made]) => made.flatMap(([, answers]) => answers));
    expect(numbers.length).to.be.at.least(60);
  });

  for (const [lesson, place, made] of tried)
    for (const [expected, answers] of made)
      it(`${lesson}, question ${place}: ${expected}: ${answers.join(' | ')}`, () => {
        // The file's content is checked by `quiz`.
        const file = JSON.parse(
          readFileSync(at('notebooks', 'quizzes', `${lesson}.json`), 'utf8'),
        ) as QuizDefinition;
        const question = file.questions[place - 1];
        if (question === undefined) throw new Error('no such question');
        for (const given of answers) {
          const marked = markAnswer(question, given);
          const said = 'problem' in marked ? 'unread' : marked.right ? 'right' : marked.feedback;
          if (expected instanceof RegExp) expect(said, `"${given}"`).to.match(expected);
          else expect(said, `"${given}"`).to.equal(expected);
        }
      });
});
