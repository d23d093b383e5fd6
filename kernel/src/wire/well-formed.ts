/** An escape of JSON text: a pair of surrogates, one half of a pair, or any other. */
const escapes = /\\(?:(u[dD][89abAB]..\\u[dD][c-fC-F]..)|(u[dD][89a-fA-F]..)|.)/g;
/** What an escape of half a pair begins with; text without it has none. */
const halfPair = /\\u[dD][89a-fA-F]/;

/**
 * JSON text whose strings and keys are well-formed Unicode: U+FFFD, the replacement character, stands for each
 * half of a surrogate pair. JSON can write such a half down (`"\ud83d"`), UTF-8 cannot, and so a front end that
 * gets one cannot save its notebook.
 */
export function wellFormedJson(text: string): string {
  const escaped = halfPair.test(text)
    ? text.replace(escapes, (sequence, _pair, half?: string) => (half === undefined ? sequence : '\\ufffd'))
    : text;
  return escaped.toWellFormed();
}
