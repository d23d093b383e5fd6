/** Wrong answers to a solution cell: what is wrong, and the cell's text. */
export type Wrong = readonly (readonly [what: string, source: string])[];

/** Wrong answers by the name of the solution cell. */
export type WrongAnswers = Readonly<Record<string, Wrong>>;

/** The body of a function with this head, as the text of a cell. */
export const functionOf = (head: string) => (body: string) => `${head} {\n  ${body}\n}`;
