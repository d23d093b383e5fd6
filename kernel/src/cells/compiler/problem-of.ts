import ts = require('typescript');

import type { Problem } from '../transpiled.js';

/** A TypeScript diagnostic as plain data; none for warnings and for those without a place in the text. */
export function problemOf(diagnostic: ts.Diagnostic): Problem[] {
  if (diagnostic.category !== ts.DiagnosticCategory.Error || diagnostic.start === undefined) return [];
  const message = ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n');
  return [{ code: diagnostic.code, message, start: diagnostic.start, length: diagnostic.length ?? 0 }];
}
