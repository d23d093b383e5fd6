import { registerComm } from '../jupyter/comms.js';
import type { QuizDefinition } from './questions.js';
import { type QuizAnswers, type QuizReply, quizTarget } from './quiz-comm.js';
import { markQuiz } from './quiz-result.js';

const shown = new Map<string, QuizDefinition>();

/**
 * Has the kernel note in the learner's progress what is answered in the form of this quiz. The kernel marks the answers
 * itself. Outside a notebook nothing is done.
 */
export function keepAnswersOf(definition: QuizDefinition): void {
  shown.set(definition.name, definition);
  registerComm(quizTarget, (comm, data) => {
    comm.send(replyTo(data));
    comm.close();
  });
}

function replyTo(data: unknown): QuizReply {
  if (!isQuizAnswers(data)) return { kept: false, message: 'The kernel got no answers of a quiz.' };
  const definition = shown.get(data.name);
  if (!definition)
    return { kept: false, message: `This kernel has shown no quiz "${data.name}": run its cell again.` };
  try {
    const { score, feedback, note } = markQuiz(definition, data.answers);
    if (note !== undefined) return { kept: false, message: note };
    return { kept: true, message: `${score} of ${feedback.length} right. Kept in your progress.` };
  } catch (error) {
    return { kept: false, message: error instanceof Error ? error.message : String(error) };
  }
}

function isQuizAnswers(data: unknown): data is QuizAnswers {
  if (typeof data !== 'object' || data === null || !('name' in data) || !('answers' in data)) return false;
  const { name, answers } = data;
  const isAnswer = (one: unknown) => typeof one === 'string' || typeof one === 'number';
  return typeof name === 'string' && Array.isArray(answers) && answers.every(isAnswer);
}
