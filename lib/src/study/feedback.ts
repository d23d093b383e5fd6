import { displaySymbol } from '../jupyter/display.js';
import { escapeHtml } from '../jupyter/html.js';

/** How an attempt stands. */
export type Verdict = 'right' | 'wrong' | 'open' | 'note';

const marks: Readonly<Record<Verdict, { sign: string; word: string; colour: string }>> = {
  right: { sign: '✓', word: 'Right', colour: '#009e73' },
  wrong: { sign: '✗', word: 'Not yet', colour: '#d55e00' },
  open: { sign: '…', word: 'Not tried yet', colour: '#767676' },
  note: { sign: '→', word: 'Hint', colour: '#0072b2' },
};

/** What is said to the learner about one attempt, hint or solution; shows itself in Jupyter. */
export class Feedback {
  /** True when the attempt is right. */
  readonly passed: boolean;

  /**
   * @param verdict how the attempt stands; said by a sign and a word, not by colour alone
   * @param message one or more sentences; program text in them stands between backticks
   * @param code program text to show below
   * @param heading in place of the verdict's own word
   */
  constructor(
    readonly verdict: Verdict,
    readonly message: string,
    readonly code?: string,
    readonly heading: string = marks[verdict].word,
  ) {
    this.passed = verdict === 'right';
  }

  /** The feedback as plain text. */
  toString(): string {
    const { sign } = marks[this.verdict];
    const text = `${sign} ${this.heading}. ${this.message}`;
    return this.code === undefined ? text : `${text}\n\n${this.code}`;
  }

  /** Jupyter's display hook (Deno's convention). */
  [displaySymbol](): Readonly<Record<string, string>> {
    return { 'text/html': this.toHtml(), 'text/plain': this.toString() };
  }

  /** The feedback as HTML, with `program text` set as such, that keeps the page's own text colour, in a light and in a dark theme. */
  toHtml(): string {
    const { sign, colour } = marks[this.verdict];
    const message = escapeHtml(this.message)
      .replaceAll('\n', '<br>')
      .replaceAll(/`([^`]+)`/g, '<code>$1</code>');
    const code = this.code === undefined ? '' : `<pre><code>${escapeHtml(this.code)}</code></pre>`;
    return (
      `<div role="status" style="border-left:4px solid ${colour};padding:0.2em 0.8em;margin:0.3em 0">` +
      `<strong>${sign} ${escapeHtml(this.heading)}.</strong> ${message}${code}</div>`
    );
  }
}
