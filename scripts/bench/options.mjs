// @ts-check
// What npm run bench is asked for, checked before anything is installed.
import { readFlags, SetupError } from '../setup/report.mjs';
import { peerNames } from './peers.mjs';

const known = /** @type {const} */ ({
  models: 'value',
  rounds: 'value',
  starts: 'value',
  examples: 'value',
  peers: 'value',
  busy: 'flag',
});

const modelNames = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
/** The largest batch of a model. */
const leastExamples = 200;

/** How npm run bench is used. */
export const usage = `npm run bench -- [options]
  --models A,B     some of A to G (all)
  --rounds N       epochs of each program after the first (7)
  --starts N       how often each program starts anew for a first epoch (1)
  --examples N     in an epoch (60000; G: 10000)
  --peers "codebook,torch fused"   some of: ${peerNames.join(', ')}
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
    peers: some('peers', flags.peers, peerNames),
    rounds: whole('rounds', flags.rounds, 0) ?? 7,
    starts: whole('starts', flags.starts, 1) ?? 1,
    examples: whole('examples', flags.examples, leastExamples),
    busy: flags.busy === true,
  };
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
