/**
 * The line of a cell that answers a quiz.
 *
 * @param address the first argument of `quiz` in the lesson, as program text
 * @param answers letters and numbers, as {@link markAnswer} understood them
 */
export function quizCall(address: string, answers: readonly (string | number)[]): string {
  const written = answers.map((answer) => (typeof answer === 'number' ? String(answer) : `'${answer}'`));
  return `await quiz(${address}, [${written.join(', ')}])`;
}
