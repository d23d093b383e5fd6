import { escapeHtml } from '../jupyter/html.js';
import { letterOf, type Question, type QuizDefinition } from './questions.js';

/**
 * Marks a form as {@link markAnswer} does. It runs in the reader's browser, so it is plain ES5 and stands
 * alone; the key is encoded, not secret: it keeps answers from being read by accident.
 */
const script = `(function () {
  function mark(question, chosen) {
    if (question.kind === 'number') {
      var number = parseFloat(String(chosen).replace(/[,\\s_]/g, ''));
      var near = function (value) { return Math.abs(number - value) <= (question.tolerance || 0); };
      if (isNaN(number)) return { open: true, text: 'Give a number.' };
      if (near(question.value)) return { right: true, text: question.feedback.right };
      var slips = (question.feedback.slips || []).filter(function (slip) { return near(slip.value); });
      return { right: false, text: slips.length ? slips[0].say : question.feedback.wrong };
    }
    if (question.kind === 'one' && chosen.length === 0) return { open: true, text: 'Choose one answer.' };
    var missed = 0, right = true, told = [];
    question.answers.forEach(function (answer, i) {
      var has = chosen.indexOf(i) >= 0;
      if (has !== Boolean(answer.correct)) right = false;
      if (answer.correct && !has) missed += 1;
      if (has) told.push((question.kind === 'many' ? String.fromCharCode(97 + i) + ': ' : '') + answer.feedback);
    });
    if (question.kind === 'many' && missed) told.push(missed + ' more ' + (missed === 1 ? 'is' : 'are') + ' true.');
    return { right: right, text: told.join(' ') || 'Right: none of them is.' };
  }
  function set(form) {
    var bytes = Uint8Array.from(atob(form.dataset.key), function (c) { return c.charCodeAt(0); });
    var questions = JSON.parse(new TextDecoder().decode(bytes));
    var given = questions.map(function () { return null; });
    form.querySelectorAll('fieldset').forEach(function (field, i) {
      field.querySelector('button').addEventListener('click', function () {
        var inputs = Array.prototype.slice.call(field.querySelectorAll('input'));
        var boxes = inputs.map(function (input, k) { return input.checked ? k : -1; });
        var chosen = questions[i].kind === 'number' ? inputs[0].value : boxes.filter(function (k) { return k >= 0; });
        var result = mark(questions[i], chosen);
        var place = field.querySelector('[role=status]');
        place.textContent = (result.open ? '' : result.right ? '✓ Right. ' : '✗ Not yet. ') + result.text;
        place.style.borderLeft = '4px solid ' + (result.open ? '#767676' : result.right ? '#009e73' : '#d55e00');
        var letters = typeof chosen === 'string' ? chosen.replace(/[,\\s_]/g, '') :
          "'" + (chosen.map(function (k) { return String.fromCharCode(97 + k); }).join('') || 'none') + "'";
        given[i] = result.open ? null : letters;
        if (given.every(function (one) { return one !== null; })) keep(form, given);
      });
    });
  }
  function keep(form, given) {
    var place = form.querySelector('[data-keep]') || form.appendChild(document.createElement('p'));
    place.dataset.keep = '';
    place.setAttribute('role', 'status');
    place.textContent = 'All answered. To keep the result in your progress, run this in a cell: ';
    var code = place.appendChild(document.createElement('code'));
    code.textContent = "await quiz(" + form.dataset.address + ", [" + given.join(', ') + '])';
  }
  document.querySelectorAll('form[data-codebook-quiz=waiting]').forEach(function (form) {
    form.dataset.codebookQuiz = 'set';
    form.querySelector('[data-plain]').remove();
    form.addEventListener('submit', function (event) { event.preventDefault(); });
    form.addEventListener('keydown', function (event) { event.stopPropagation(); });
    set(form);
  });
})();`;

let forms = 0;

/** The quiz as a form with a script; nothing is loaded or sent. Without scripts the questions can be read. */
export function quizHtml({ questions, name }: QuizDefinition, address: string): string {
  const id = `quiz-${name.replaceAll(/[^\w-]/g, '-')}-${++forms}`;
  const key = Buffer.from(JSON.stringify(questions)).toString('base64');
  const fields = questions.map((question, i) => fieldset(question, i, `${id}-${i}`)).join('');
  const plain =
    '<p data-plain>These buttons work once you run the cell (in a notebook that is not trusted, scripts are off).</p>';
  return (
    `<form id="${id}" data-codebook-quiz="waiting" data-lm-suppress-shortcuts="true" data-key="${key}" ` +
    `data-address="${escapeHtml(address)}">${fields}${plain}</form><script>${script}</script>`
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
