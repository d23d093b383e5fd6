// A learner's record as lines of text, lesson by lesson.

/** @typedef {import('../lessons/front.mjs').Front} Front */
/** @typedef {import('../../lib/dist/study/progress.js').LearningRecord} LearningRecord */

/**
 * What was done of each lesson: exercises with their attempts and helps, quizzes with their best result.
 * @param {Pick<Front, 'number' | 'title'>[]} lessons
 * @param {LearningRecord} record names begin with the lesson's number: "05.unit"
 * @returns {string[]}
 */
export function progressLines(lessons, record) {
  const done = Object.keys(record.exercises).length + Object.keys(record.quizzes).length;
  if (!done) return ['Nothing yet. Answer an exercise or a quiz in a lesson, and it is noted here.'];
  const lines = lessons.flatMap(({ number, title }) => {
    const items = [...exerciseLines(number, record), ...quizLines(number, record)];
    return [`${items.length ? '●' : '○'} ${number} · ${title}`, ...items.map((item) => `    ${item}`)];
  });
  return [...lines, '', summary(record)];
}

/** @param {string} number @param {LearningRecord} record */
function exerciseLines(number, { exercises }) {
  return named(exercises, number).map(([name, { attempts, solved, hints, solutionSeen }]) => {
    const tries = attempts === 1 ? '1 attempt' : `${attempts} attempts`;
    const helps = [hints ? `hint ${hints}` : '', solutionSeen ? 'solution seen' : ''].filter(Boolean);
    const state = solved ? `✓ solved ${day(solved)}` : '· not yet solved';
    return `${name.padEnd(24)} ${state.padEnd(20)} ${[tries, ...helps].join(', ')}`;
  });
}

/** @param {string} number @param {LearningRecord} record */
function quizLines(number, { quizzes }) {
  return named(quizzes, number).map(([name, { tries, best, of, last }]) => {
    const state = `${best === of ? '✓' : '·'} best ${best} of ${of}`;
    return `${`quiz ${name}`.padEnd(24)} ${state.padEnd(20)} ${tries === 1 ? '1 try' : `${tries} tries`}, ${day(last)}`;
  });
}

/**
 * @template T
 * @param {Readonly<Record<string, T>>} things
 * @param {string} number
 * @returns {[string, T][]}
 */
const named = (things, number) => Object.entries(things).filter(([name]) => name.startsWith(number));

/** @param {LearningRecord} record */
function summary({ exercises, quizzes }) {
  const tried = Object.values(exercises);
  const solved = tried.filter((exercise) => exercise.solved !== undefined).length;
  const full = Object.values(quizzes).filter(({ best, of }) => best === of).length;
  return `${solved} of ${tried.length} tried exercises solved, ${full} of ${Object.keys(quizzes).length} tried quizzes all right`;
}

/** The day of an ISO 8601 date. @param {string} date */
const day = (date) => date.slice(0, 10);
