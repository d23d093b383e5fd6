// @ts-check
// How set-up speaks: one line a step, and one clear error that says what mends it.
import { parseArgs } from 'node:util';

/** An error of set-up that a reader can mend: what was found, what is needed, what to run. */
export class SetupError extends Error {
  /**
   * @param {{ problem: string, got: string, expected: string, remedy: string }} parts
   * @param {unknown} [cause]
   */
  constructor({ problem, got, expected, remedy }, cause) {
    super(`${problem}\n  got:      ${got}\n  expected: ${expected}\n  to do:    ${remedy}`, { cause });
    this.name = 'SetupError';
  }
}

/** Prints one step of set-up. @param {string} what @param {string} [detail] */
export function step(what, detail = '') {
  console.log(`• ${what}${detail ? ` ${detail}` : ''}`);
}

/**
 * Runs a command's main function; a SetupError is shown as its own words, without a stack, and so is
 * the system's refusal to read or write a file. Asked for `--help`, it prints
 * the usage and does nothing else.
 * @param {string} usage
 * @param {() => Promise<void>} main
 */
export async function runMain(usage, main) {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) return console.log(usage);
  try {
    await main();
  } catch (error) {
    const { isDenied, refused } = await import('./ownership.mjs');
    const told = error instanceof Error && isDenied(error) ? refused(error) : error;
    if (!(told instanceof SetupError)) throw told;
    console.error(`\n✗ ${told.message}\n`);
    process.exitCode = 1;
  }
}

/**
 * Reads a command's flags and no other words. An unknown one is an error that names the known ones.
 * @param {string[]} given the words after the command
 * @param {Record<string, 'flag' | 'value'>} known
 * @returns {Record<string, string | true>}
 */
export function readFlags(given, known) {
  const { flags, words } = readWords(given, known);
  if (words[0] !== undefined) throw unknownFlag(words[0], known);
  return flags;
}

/**
 * Reads a command's words: names, and flags before, between or behind them. After `--` all are names.
 * @param {string[]} given the words after the command
 * @param {Record<string, 'flag' | 'value'>} known
 * @returns {{ words: string[], flags: Record<string, string | true> }}
 * @throws {SetupError} for an unknown flag, one without its value, and one with a value that takes none
 */
export function readWords(given, known) {
  const options = Object.fromEntries(
    Object.entries(known).map(([name, kind]) => [
      name,
      { type: kind === 'flag' ? /** @type {const} */ ('boolean') : /** @type {const} */ ('string') },
    ]),
  );
  try {
    const { values, positionals } = parseArgs({ args: given, options, allowPositionals: true });
    // A boolean option that is there is true; none of ours may be given twice as a list.
    return { words: positionals, flags: /** @type {Record<string, string | true>} */ ({ ...values }) };
  } catch (error) {
    throw explained(error, known);
  }
}

/** What parseArgs refuses, in our words. @param {unknown} error @param {Record<string, string>} known */
function explained(error, known) {
  const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
  // parseArgs names the option in quotes: '--port', or '--port <value>' and '-p, --port' where its value is wrong.
  const option = /'([^' ]+)/.exec(message ?? '')?.[1] ?? '';
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') return unknownFlag(option, known);
  if (code !== 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') return error;
  return known[option.slice(2)] === 'flag' ? withValue(option) : withoutValue(option);
}

/** @param {string} got @param {Record<string, string>} known */
function unknownFlag(got, known) {
  const names = Object.keys(known).map((name) => `--${name}`);
  return new SetupError({
    problem: 'This option is not known.',
    got,
    expected: names.join(', ') || 'no options',
    remedy: 'leave it out, or spell it as above; npm wants -- before the first option',
  });
}

/** @param {string} flag */
function withoutValue(flag) {
  return new SetupError({
    problem: `The option ${flag} needs a value.`,
    got: flag,
    expected: `${flag} VALUE`,
    remedy: 'write the value behind it',
  });
}

/** @param {string} flag */
function withValue(flag) {
  return new SetupError({
    problem: `The option ${flag} takes no value.`,
    got: `${flag} and a value`,
    expected: flag,
    remedy: 'leave the value out',
  });
}
