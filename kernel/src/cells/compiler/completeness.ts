import ts = require('typescript');

import type { Completeness } from '../types.js';
import { isObjectLiteral } from './cell-source.js';

/** An ordinary string ends with its line, so no further line completes it. */
const unterminatedString = 1002;

const openEnded = new Set([
  1010, // '*/' expected
  1160, // Unterminated template literal
]);

/** Whether code can run as it stands, or waits for more lines; with the indentation of the next line if it does. */
export function completenessOf(code: string): Completeness {
  if (code.trim() === '' || isObjectLiteral(code)) return { status: 'complete' };
  const { diagnostics } = ts.transpileModule(code, {
    reportDiagnostics: true,
    compilerOptions: {
      target: ts.ScriptTarget.ESNext,
      module: ts.ModuleKind.ESNext,
      moduleDetection: ts.ModuleDetectionKind.Force,
    },
  });
  const [first] = (diagnostics ?? []).filter(({ category }) => category === ts.DiagnosticCategory.Error);
  if (!first) return { status: 'complete' };
  const end = code.trimEnd().length;
  if (openEnded.has(first.code) || ((first.start ?? 0) >= end && first.code !== unterminatedString))
    return { status: 'incomplete', indent: nextIndent(code) };
  return { status: 'invalid' };
}

function nextIndent(code: string): string {
  const last = code.trimEnd().split('\n').at(-1) ?? '';
  const indent = /^\s*/.exec(last)?.[0] ?? '';
  return /[{([]\s*$/.test(last) ? `${indent}  ` : indent;
}
