import { type Comparison, comparison, type Expectation } from './compare.js';
import { missingPlace } from './missing-place.js';
import { isPromise, kindOf, toNumberArray } from './number-array.js';
import { shapeAdvice } from './shape-fault.js';
import { areAlike, relationOf } from './value-relation.js';

/** One call of the learner's function, and what it must return. */
export interface Case extends Expectation {
  readonly arguments: readonly unknown[];
  /** Words for the call, e.g. "for an image of zeros"; its arguments by default. */
  readonly when?: string;
}

/** A slip of a whole function: the wrong rule that it makes of the right one. */
export interface WrongRule {
  /** What a function with this slip returns. */
  readonly rule: (...args: never[]) => unknown;
  /** What is wrong, and where to look. */
  readonly say: string;
}

/** What one case made of the learner's function. */
interface Trial extends Comparison {
  readonly of: Case;
  /** Undefined also where the function threw. */
  readonly result?: unknown;
  /** The argument that the function changed, counted from 1; 0 for none. */
  readonly changed: number;
}

/** What was found of a function: a fault, or a remark on one that is right. */
export interface FunctionFindings {
  readonly fault?: string;
  readonly remark?: string;
}

/**
 * Calls a function with every case, and looks for what is wrong with it: first a slip that explains *all* results, then
 * what else is true of all results at once, then the first result that is not right.
 */
export function checkFunction(
  answer: unknown,
  cases: readonly Case[],
  wrongRules: readonly WrongRule[],
): FunctionFindings {
  if (typeof answer !== 'function')
    return { fault: `Give the function itself, without calling it; got ${kindOf(answer)}.` };
  const called = (args: unknown[]): unknown => answer(...args);
  const trials = cases.map((one) => tryCase(called, one));
  const failed = trials.find(({ fault }) => fault !== undefined);
  if (failed?.fault === undefined) return remarkOn(trials);
  const isValue = ({ result }: Trial) => result !== undefined && !Number.isNaN(result);
  const told = trials.some(isValue); // that two functions both find nothing does not make them the same
  const slip = wrongRules.find(({ rule }) => told && trials.every((trial) => isOfRule(trial, rule)));
  return {
    fault: slip?.say ?? relationOfAll(trials) ?? shapeFaultOfAll(failed, trials) ?? failed.fault,
  };
}

const callText = ({ when, arguments: args }: Case) => when ?? `for ${args.map(argumentText).join(', ')}`;

function tryCase(answer: (args: unknown[]) => unknown, of: Case): Trial {
  const given = of.arguments.map(copied); // so that a sort in place spoils no later attempt
  const call = callText(of);
  try {
    const result = answer(given);
    const changed = given.findIndex((argument, i) => !isSame(argument, of.arguments[i])) + 1;
    return { of, result, changed, ...faultOfResult(result, of, call, answer) };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { of, result: error, changed: 0, fault: `Your function throws ${call}: ${message}` };
  }
}

function faultOfResult(
  result: unknown,
  of: Case,
  call: string,
  answer: (args: unknown[]) => unknown,
): Comparison {
  if (result === undefined)
    return { fault: `Your function returns nothing ${call}: is a "return" missing, or was nothing found?` };
  if (isPromise(result)) {
    result.then(undefined, () => undefined); // what it would throw later is not the point
    return { fault: `Your function returns a promise ${call}. Return the value itself: leave "async" out.` };
  }
  const { fault, ...compared } = comparison(result, of, 'told');
  if (fault === undefined) return compared;
  const missing = fault.includes('is NaN') ? missingPlace(answer, of.arguments) : undefined;
  const said = `Result ${call}: ${fault}${missing === undefined ? '' : ` ${missing}`}`;
  return { fault: said, ...compared };
}

/** Whether a result is what the wrong rule gives for the same arguments. */
function isOfRule({ of, result }: Trial, rule: WrongRule['rule']): boolean {
  // The author's rule takes the case's arguments; their types are known to the author alone.
  const other: unknown = rule(...(of.arguments.map(copied) as never[]));
  const isOfNumbers = typeof other === 'number' || Array.isArray(other);
  if (!isOfNumbers || typeof result === 'boolean') return Object.is(other, result);
  const [got, right] = [toNumberArray(result), toNumberArray(other)];
  return typeof got !== 'string' && typeof right !== 'string' && areAlike(got, right, of.tolerance);
}

function relationOfAll(trials: readonly Trial[]): string | undefined {
  const pairs = trials.flatMap(({ pair }) => (pair === undefined ? [] : [pair]));
  return pairs.length === trials.length ? relationOf(pairs) : undefined;
}

/** That the shape of a result is wrong, with advice only if it leads to the right answer in every case. */
function shapeFaultOfAll({ of, misshapen }: Trial, trials: readonly Trial[]): string | undefined {
  if (misshapen === undefined) return undefined;
  const advice = shapeAdvice(trials.flatMap((trial) => trial.misshapen?.pair ?? trial.pair ?? []));
  return `Result ${callText(of)}: ${misshapen.said}${advice === undefined ? '' : ` ${advice}`}`;
}

function remarkOn(trials: readonly Trial[]): FunctionFindings {
  const [changed] = trials.flatMap((trial) => (trial.changed > 0 ? [trial.changed] : []));
  if (changed === undefined) return {};
  return {
    remark: `But your function changes its argument number ${changed}, which belongs to the caller: work on a copy, \`[...list]\`.`,
  };
}

function copied(argument: unknown): unknown {
  return Array.isArray(argument) ? argument.map(copied) : argument;
}

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a.length === b.length && a.every((value, i) => isSame(value, b[i]));
}

function argumentText(argument: unknown): string {
  if (typeof argument === 'object' && argument !== null && 'shape' in argument)
    return `an array of shape [${String(argument.shape)}]`;
  const text = JSON.stringify(argument) ?? String(argument);
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
