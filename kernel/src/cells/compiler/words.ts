const continues = /[\p{ID_Continue}$\u200c\u200d]/u;
const begins = /[\p{ID_Start}$_]/u;

/**
 * Where the identifier begins that ends at `end`, a private one with its `#`; `end` if there is none. Looks at the
 * identifier only: an expression that searches the text in front of a cursor takes its length squared.
 */
export function identifierStart(code: string, end: number): number {
  let start = end;
  for (let next = characterBefore(code, start); continues.test(next); next = characterBefore(code, start))
    start -= next.length;
  while (start < end && !begins.test(characterAt(code, start))) start += characterAt(code, start).length;
  return code[start - 1] === '#' ? start - 1 : start;
}

/** The dotted path of names in front of `start`, as in `a.b.`; empty for a bare name, undefined after anything else. */
export function pathInFront(code: string, start: number): string[] | undefined {
  const names: string[] = [];
  let at = start;
  for (let found = nameAndDot(code, at); found; found = nameAndDot(code, at)) {
    names.push(found.name);
    at = found.start;
  }
  const before = code[spaceStart(code, at) - 1] ?? '';
  if (names.length === 0) return '.\'"`'.includes(before) && before !== '' ? undefined : [];
  // `f().a.` and `x[0].a.` begin with something that cannot be looked at without running it.
  return ')]}\'"`.'.includes(before) && before !== '' ? undefined : names.reverse();
}

/** The name in front of the dot (or `?.`) in front of `end`, and where it starts. */
function nameAndDot(code: string, end: number): { name: string; start: number } | undefined {
  const dot = spaceStart(code, end) - 1;
  if (code[dot] !== '.') return undefined;
  const nameEnd = spaceStart(code, code[dot - 1] === '?' ? dot - 1 : dot);
  const start = identifierStart(code, nameEnd);
  if (start === nameEnd || code[start] === '#') return undefined;
  return { name: code.slice(start, nameEnd), start };
}

/** Where the white space begins that ends at `end`. */
function spaceStart(code: string, end: number): number {
  let start = end;
  while (start > 0 && /\s/.test(code.charAt(start - 1))) start -= 1;
  return start;
}

/** The character that ends at `end`: two units if it is a surrogate pair; empty at the start. */
function characterBefore(code: string, end: number): string {
  const pair = code.slice(Math.max(0, end - 2), end);
  return (pair.codePointAt(0) ?? 0) > 0xffff ? pair : pair.slice(-1);
}

function characterAt(code: string, start: number): string {
  return String.fromCodePoint(code.codePointAt(start) ?? 0);
}
