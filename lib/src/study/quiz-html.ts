import { escapeHtml } from '../jupyter/html.js';
import { letterOf, type Question, type QuizDefinition } from './questions.js';
import { quizScript } from './quiz-script.js';

let forms = 0;

/**
 * The quiz as a form with a script; nothing is loaded. Without scripts the questions can be read.
 * The form holds the quiz encoded, not in secret: that keeps answers from being read by accident.
 */
export function quizHtml({ questions, name }: QuizDefinition, address: string): string {
  const id = `quiz-${name.replaceAll(/[^\w-]/g, '-')}-${++forms}`;
  const key = Buffer.from(JSON.stringify({ name, questions })).toString('base64');
  const fields = questions.map((question, i) => fieldset(question, i, `${id}-${i}`)).join('');
  const plain =
    '<p data-plain>These buttons work once you run the cell (in a notebook that is not trusted, scripts are off).</p>';
  return (
    `<form id="${id}" data-codebook-quiz="waiting" data-lm-suppress-shortcuts="true" data-key="${key}" ` +
    `data-address="${escapeHtml(address)}">${fields}${plain}</form><script>${quizScript}</script>`
  );
}

function fieldset(question: Question, index: number, id: string): string {
  const ask = `<legend style="font-weight:bold;padding:0">${index + 1}. ${richText(question.ask)}</legend>`;
  const button = '<button type="button" style="margin:0.4em 0">Check</button>';
  const status = '<div role="status" style="padding:0 0.8em"></div>';
  return `<fieldset style="border:0;margin:0 0 1em;padding:0">${ask}${inputs(question, id)}${button}${status}</fieldset>`;
}

function inputs(question: Question, id: string): string {
  if (question.kind === 'number') {
    const unit = question.unit ? ` ${richText(question.unit)}` : '';
    return `<label>Your answer: <input type="text" inputmode="decimal" size="12">${unit}</label> `;
  }
  const type = question.kind === 'one' ? 'radio' : 'checkbox';
  const note = question.kind === 'one' ? '' : '<div>Choose all that are true.</div>';
  const rows = question.answers.map(
    ({ text }, i) =>
      `<label style="display:block;margin:0.2em 0"><input type="${type}" name="${id}" value="${letterOf(i)}"> ` +
      `${letterOf(i)}) ${richText(text)}</label>`,
  );
  return note + rows.join('');
}

/** Escaped text, in which `code` in back-quotes is set as code. */
function richText(text: string): string {
  return escapeHtml(text).replaceAll(/`([^`]+)`/g, '<code>$1</code>');
}
