/// <reference lib="dom" />
import { type Marked, markAnswer, type Unmarked } from './marking.js';
import type { Question, QuizDefinition } from './questions.js';
import { quizCall } from './quiz-call.js';
import { sendToKernel } from './quiz-page-kernel.js';

/**
 * Brings the quiz forms of a page to life. It runs in the reader's browser, where `npm run build` has put it and all it
 * imports into one script, {@link quizScript}.
 */
export function setQuizForms(page: Document): void {
  for (const form of page.querySelectorAll<HTMLFormElement>('form[data-codebook-quiz=waiting]')) {
    form.dataset['codebookQuiz'] = 'set';
    form.querySelector('[data-plain]')?.remove();
    form.addEventListener('submit', (event) => event.preventDefault());
    form.addEventListener('keydown', (event) => event.stopPropagation()); // a notebook's shortcuts
    setForm(form);
  }
}

function setForm(form: HTMLFormElement): void {
  const quiz = readKey(form.dataset['key'] ?? '');
  const given: (string | number | undefined)[] = quiz.questions.map(() => undefined);
  form.querySelectorAll('fieldset').forEach((field, i) => {
    const question = quiz.questions[i];
    if (question === undefined) return;
    field.querySelector('button')?.addEventListener('click', () => {
      const outcome = markAnswer(question, answerIn(field, question));
      say(field, outcome);
      given[i] = 'answer' in outcome ? outcome.answer : undefined;
      const answers = given.filter((answer) => answer !== undefined);
      if (answers.length === given.length) keep(form, quiz.name, answers);
      else form.querySelector('[data-keep]')?.remove();
    });
  });
}

/** The quiz as the form holds it: encoded, not secret, so that no answer is read by accident. */
function readKey(key: string): QuizDefinition {
  const bytes = Uint8Array.from(atob(key), (character) => character.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(bytes)) as QuizDefinition; // written by quizHtml
}

function answerIn(field: Element, { kind }: Question): string {
  const inputs = [...field.querySelectorAll('input')];
  if (kind === 'number') return inputs[0]?.value ?? '';
  const letters = inputs.filter(({ checked }) => checked).map(({ value }) => value);
  return letters.join('') || (kind === 'many' ? 'none' : '');
}

function say(field: Element, outcome: Marked | Unmarked): void {
  const place = field.querySelector<HTMLElement>('[role=status]');
  if (!place) return;
  const [verdict, colour] =
    'problem' in outcome
      ? ['', '#767676']
      : outcome.right
        ? ['✓ Right. ', '#009e73']
        : ['✗ Not yet. ', '#d55e00'];
  place.textContent = verdict + ('problem' in outcome ? outcome.problem : outcome.feedback);
  place.style.borderLeft = `4px solid ${colour}`;
}

/** Hands a quiz's answers to the kernel where there is one, once for the same answers; else says how to keep them. */
function keep(form: HTMLFormElement, name: string, answers: readonly (string | number)[]): void {
  const line = quizCall(form.dataset['address'] ?? '', answers);
  const place = keepingPlace(form);
  if (place.dataset['keep'] === line) return;
  place.dataset['keep'] = line;
  const isSent = sendToKernel(form, { name, answers }, (reply) => {
    if (place.dataset['keep'] !== line) return; // answered anew in the meantime
    if (reply?.kept) place.textContent = reply.message;
    else
      tell(
        place,
        `${reply?.message ?? 'All answered.'} To keep the result in your progress, run this in a cell: `,
        line,
      );
  });
  if (isSent)
    tell(place, 'All answered. The kernel keeps the result as soon as it is free. If it does not: ', line);
  else tell(place, 'All answered. To keep the result in your progress, run this in a cell: ', line);
}

function keepingPlace(form: HTMLFormElement): HTMLElement {
  const there = form.querySelector<HTMLElement>('[data-keep]');
  if (there) return there;
  const place = form.appendChild(form.ownerDocument.createElement('p'));
  place.dataset['keep'] = '';
  place.setAttribute('role', 'status');
  return place;
}

function tell(place: HTMLElement, text: string, line: string): void {
  place.textContent = text;
  place.appendChild(place.ownerDocument.createElement('code')).textContent = line;
}
