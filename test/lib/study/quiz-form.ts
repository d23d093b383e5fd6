import { JSDOM } from 'jsdom';

/** A quiz's form in a page whose scripts run. */
export interface QuizForm {
  readonly window: JSDOM['window'];
  /** Ticks the given letters of a question, or fills in its text, presses Check, and returns what is said. */
  answer(question: number, given: string): string;
  /** What is said of keeping the result, or undefined. */
  kept(): string | undefined;
  /** The line of program text that is to be run, or undefined. */
  line(): string | undefined;
}

/** Opens the HTML of a quiz in a page; `globals` are the window's before any script runs. */
export function openQuiz(html: string, globals: Readonly<Record<string, unknown>> = {}): QuizForm {
  const { window } = new JSDOM(html, {
    runScripts: 'dangerously',
    // jsdom has no TextDecoder, which every browser has.
    beforeParse: (page) => void Object.assign(page, { TextDecoder, ...globals }),
  });
  const { document } = window;
  const field = (question: number) => {
    const found = document.querySelectorAll('fieldset')[question];
    if (!found) throw new Error(`no question ${question} in the form`);
    return found;
  };
  return {
    window,
    answer(question, given) {
      const place = field(question);
      for (const input of place.querySelectorAll('input'))
        if (input.type === 'text') input.value = given;
        else input.checked = given !== 'none' && given.includes(input.value);
      place.querySelector('button')?.click();
      return place.querySelector('[role=status]')?.textContent ?? '';
    },
    kept: () => document.querySelector('[data-keep]')?.textContent ?? undefined,
    line: () => document.querySelector('[data-keep] code')?.textContent ?? undefined,
  };
}
