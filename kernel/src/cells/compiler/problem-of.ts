import ts = require('typescript');

import type { Problem } from '../transpiled.js';

/** A TypeScript diagnostic as plain data; none for warnings and for those without a place in the text. */
export function problemOf(diagnostic: ts.Diagnostic): Problem[] {
  if (diagnostic.category !== ts.DiagnosticCategory.Error || diagnostic.start === undefined) return [];
  const message = withPlainPaths(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
  return [{ code: diagnostic.code, message, start: diagnostic.start, length: diagnostic.length ?? 0 }];
}

/** Undoes, for readers, the names that `nameModule` gives to modules: "~/a/~modules/b" is /a/node_modules/b. */
function withPlainPaths(message: string): string {
  return message.replace(/"~(\/[^"]*)"/g, (_, file: string) => file.replaceAll('~modules', 'node_modules'));
}
