// @ts-check
// What npm run bench is asked for, checked before anything is installed.
import { readFlags, SetupError } from '../setup/report.mjs';
import { models } from './models.mjs';
import { programNames } from './programs.mjs';

const known = /** @type {const} */ ({
  models: 'value',
  rounds: 'value',
  starts: 'value',
  examples: 'value',
  peers: 'value',
  json: 'value',
  table: 'value',
  busy: 'flag',
});

const modelNames = Object.keys(models);
const leastExamples = Math.max(...Object.values(models).map(({ batch }) => batch));

/** How npm run bench is used. */
export const usage = `npm run bench -- [options]
  --models A,B     some of ${modelNames.join(', ')} (all)
  --rounds N       turns of each program after its first epoch (7)
  --starts N       how often each program starts anew for a first epoch (1)
  --examples N     of a round, in whole batches; there are 60000 (A: ${models.A?.examples}, others fewer)
  --peers "codebook,torch fused"   some of: ${programNames.join(', ')}
  --json FILE      adds what was measured to FILE, model by model
  --table FILE     measures nothing: prints the tables of FILE in Markdown
  --busy           also on a machine that is not idle`;

/**
 * Reads the options.
 * @param {string[]} words the words after the command
 * @throws {SetupError} for a number that is none, and for a model or program that there is not
 */
export function readOptions(words) {
  const flags = readFlags(words, known);
  return {
    models: some('models', flags.models, modelNames),
    peers: some('peers', flags.peers, programNames),
    rounds: whole('rounds', flags.rounds, 0) ?? 7,
    starts: whole('starts', flags.starts, 1) ?? 1,
    examples: whole('examples', flags.examples, leastExamples),
    json: text(flags.json),
    table: text(flags.table),
    busy: flags.busy === true,
  };
}

/** @param {string | true | undefined} given */
function text(given) {
  return typeof given === 'string' ? given : undefined;
}

/** @param {string} name @param {string | true | undefined} given @param {string[]} all */
function some(name, given, all) {
  if (given === undefined) return all;
  const chosen = String(given).split(',');
  const stranger = chosen.find((one) => !all.includes(one));
  if (stranger === undefined) return chosen;
  throw wrong(name, `"${stranger}"`, `some of ${all.join(', ')}, with commas between`);
}

/** @param {string} name @param {string | true | undefined} given @param {number} least */
function whole(name, given, least) {
  if (given === undefined) return undefined;
  const value = Number(given);
  if (Number.isInteger(value) && value >= least) return value;
  throw wrong(name, String(given), `a whole number from ${least}`);
}

/** @param {string} name @param {string} got @param {string} expected */
function wrong(name, got, expected) {
  return new SetupError({
    problem: `The option --${name} cannot have this value.`,
    got,
    expected,
    remedy: 'npm run bench -- --help shows the options',
  });
}
