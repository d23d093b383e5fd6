// @ts-check
// npm run assignments -- VERB …: hands out, collects and grades assignments with nbgrader.
import { autograde } from './assignments/autograde.mjs';
import { collect, feedback, grades, release } from './assignments/instructor.mjs';
import { list } from './assignments/list.mjs';
import { marking } from './assignments/marking.mjs';
import { fetch, fetchFeedback, submit, validate } from './assignments/student.mjs';
import { readWords, runMain, SetupError } from './setup/report.mjs';
import { setup } from './setup.mjs';

const usage = `npm run assignments -- VERB [NAME …] [options]

  instructors
    list                       the assignments, and how far each of them is
    release NAME               make the students' version and put it into the exchange
        --due DATE             2026-12-01T18:00, in your time zone unless you give one
    collect NAME               take the newest submissions out of the exchange
        --before-due           the newest ones that came in time
    autograde NAME             run them and grade them
        --again                also those that are graded already
        --student ID           one student only
    marking                    open the page where written answers are marked
    feedback NAME              write each student's feedback and put it into the exchange
    grades                     write all grades into grades.csv (--to FILE: elsewhere)

  students
    fetch NAME                 copy a released assignment to notebooks/assignments/work/
    validate NAME              run it and see which tests fail
    submit NAME                hand it in (--student ID: under this name)
    fetch-feedback NAME        copy the feedback to your work

notebooks/assignments/README.md tells the whole story.`;

/** @typedef {{ names: string[], flags: Record<string, string | true> }} Words */
/** @type {Record<string, { run: (words: Words) => Promise<void>, flags: Record<string, 'flag' | 'value'> }>} */
const verbs = {
  list: { run: list, flags: {} },
  release: { run: release, flags: { due: 'value' } },
  collect: { run: collect, flags: { 'before-due': 'flag' } },
  autograde: { run: autograde, flags: { again: 'flag', student: 'value' } },
  marking: { run: marking, flags: { 'no-browser': 'flag', port: 'value' } },
  feedback: { run: feedback, flags: { student: 'value' } },
  grades: { run: grades, flags: { to: 'value' } },
  fetch: { run: fetch, flags: {} },
  validate: { run: validate, flags: {} },
  submit: { run: submit, flags: { student: 'value' } },
  'fetch-feedback': { run: fetchFeedback, flags: {} },
};

await runMain(usage, async () => {
  const [verb = 'help', ...words] = process.argv.slice(2);
  if (verb === 'help') return console.log(usage);
  const chosen = verbs[verb];
  if (!chosen) throw unknownVerb(verb);
  const { words: names, flags } = readWords(words, chosen.flags);
  await setup();
  await chosen.run({ names, flags });
});

/** @param {string} verb */
function unknownVerb(verb) {
  return new SetupError({
    problem: 'assignments: there is no such verb.',
    got: verb,
    expected: Object.keys(verbs).join(', '),
    remedy: 'npm run assignments -- help',
  });
}
