/** A question about a thing, asked in IPython's manner: `thing?`, or `thing??` for more. */
export interface HelpQuestion {
  code: string;
  detail: 0 | 1;
}

const question = /^(\?{1,2})?\s*([\p{ID_Start}$_][\p{ID_Continue}$.]*)\s*(\?{1,2})?$/u;

/** What a cell asks, if it is a question: one name or path of names with `?` behind or before it. */
export function helpQuestion(code: string): HelpQuestion | undefined {
  const [, before, thing, after] = question.exec(code.trim()) ?? [];
  const mark = after ?? before;
  if (!thing || !mark || (before && after)) return undefined;
  return { code: thing, detail: mark.length > 1 ? 1 : 0 };
}
