/** The comm target by which a quiz's form hands its answers to the kernel that showed it. */
export const quizTarget = 'codebook.quiz';

/** What the form sends when it opens the comm. */
export interface QuizAnswers {
  /** The quiz's name, by which progress is kept. */
  readonly name: string;
  /** One answer a question, as it was understood. */
  readonly answers: readonly (string | number)[];
}

/** What the kernel sends back before it closes the comm. */
export interface QuizReply {
  /** Whether the result stands in the learner's progress. */
  readonly kept: boolean;
  /** What to tell the learner. */
  readonly message: string;
}
