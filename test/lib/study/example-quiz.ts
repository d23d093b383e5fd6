import type { QuizDefinition } from 'codebook/study';

/** A quiz with a question of each kind. */
export const exampleQuiz: QuizDefinition = {
  name: 'example',
  questions: [
    {
      kind: 'one',
      ask: 'What is the target of an autoencoder?',
      answers: [
        { text: 'The label', feedback: 'There is none.' },
        { text: 'Its input', correct: true, feedback: 'Yes: target = input.' },
      ],
    },
    {
      kind: 'many',
      ask: 'What is true of a code?',
      answers: [
        { text: 'It may be small', correct: true, feedback: 'Undercomplete.' },
        { text: 'It is lossless', feedback: 'Not in general.' },
        { text: 'It depends on the data', correct: true, feedback: 'Yes.' },
      ],
    },
    {
      kind: 'number',
      ask: 'How many weights has a 784-32 layer, without biases?',
      value: 25088,
      feedback: {
        right: '784 × 32.',
        wrong: 'Multiply.',
        slips: [{ value: 25120, say: 'Biases are not asked for.' }],
      },
    },
  ],
};
