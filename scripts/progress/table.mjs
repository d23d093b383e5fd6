// @ts-check
// What a learner has tried, as lines of text.

/** @typedef {import('../../lib/dist/study/progress.js').LearningRecord} LearningRecord */

/**
 * A line for each exercise and each quiz that was tried: how it stands, the attempts, the help taken.
 * @param {LearningRecord} record
 * @returns {string[]}
 */
export function triedLines({ exercises, quizzes }) {
  const lines = [
    ...Object.entries(exercises).map(([name, entry]) => exerciseLine(name, entry)),
    ...Object.entries(quizzes).map(([name, entry]) => quizLine(name, entry)),
  ];
  return lines.length
    ? lines.sort()
    : ['Nothing tried yet: answer an exercise or a quiz, and it is noted here.'];
}

/** @param {string} name @param {LearningRecord['exercises'][string]} entry */
function exerciseLine(name, { attempts, solved, hints, solutionSeen }) {
  const tries = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
  const helps = [hints ? `hint ${hints}` : '', solutionSeen ? 'solution seen' : ''].filter(Boolean);
  const state = solved ? `✓ solved ${day(solved)}` : '· not yet solved';
  return `${name.padEnd(36)} ${state.padEnd(20)} ${[tries, ...helps].join(', ')}`;
}

/** @param {string} name @param {LearningRecord['quizzes'][string]} entry */
function quizLine(name, { tries, best, of, last }) {
  const state = `${best === of ? '✓' : '·'} best ${best} of ${of}`;
  return `${`${name}, quiz`.padEnd(36)} ${state.padEnd(20)} ${tries === 1 ? '1 try' : `${tries} tries`}, ${day(last)}`;
}

/** The day of an ISO 8601 date. @param {string} date */
const day = (date) => date.slice(0, 10);
