// @ts-check
// How set-up speaks: one line a step, and one clear error that says what mends it.

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
 * Runs a command's main function; a SetupError is shown as its own words, without a stack. Asked for `--help`, it prints
 * the usage and does nothing else.
 * @param {string} usage
 * @param {() => Promise<void>} main
 */
export async function runMain(usage, main) {
  if (process.argv.slice(2).some((word) => word === '--help' || word === '-h')) return console.log(usage);
  try {
    await main();
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    console.error(`\n✗ ${error.message}\n`);
    process.exitCode = 1;
  }
}

/**
 * Reads a command's flags. An unknown one is an error that names the known ones.
 * @param {string[]} given the words after the command
 * @param {Record<string, 'flag' | 'value'>} known
 * @returns {Record<string, string | true>}
 */
export function readFlags(given, known) {
  /** @type {Record<string, string | true>} */
  const flags = {};
  for (let i = 0; i < given.length; i++) {
    const [name, inline] = (given[i] ?? '').replace(/^--/, '').split('=', 2);
    const kind = name === undefined ? undefined : known[name];
    if (!given[i]?.startsWith('--') || name === undefined || kind === undefined)
      throw unknownFlag(given[i] ?? '', known);
    const value = kind === 'flag' ? true : (inline ?? given[++i]);
    if (value === undefined) throw withoutValue(`--${name}`);
    flags[name] = value;
  }
  return flags;
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
