import vm from 'node:vm';
import { wrapperParameters } from './emitted-names.js';

/** The values of an emitted script's parameters. */
export type ScriptArguments = Record<(typeof wrapperParameters)[number], unknown>;

/**
 * Runs emitted JavaScript as the body of an async function in this context, under the name `file`, and gives its
 * promise. Throws SyntaxError if V8 refuses the code.
 */
export function runScript(javascript: string, file: string, values: ScriptArguments): Promise<unknown> {
  const head = `(async function (${wrapperParameters.join(', ')}) {`;
  const script = new vm.Script(`${head}${javascript}\n})`, { filename: file, columnOffset: -head.length });
  const body: (...values: unknown[]) => Promise<unknown> = script.runInThisContext();
  return body.apply(
    undefined,
    wrapperParameters.map((name) => values[name]),
  );
}
