import { currentCell } from './current-cell.js';
import { KeyboardInterrupt } from './interrupt.js';
import type { Output } from './output.js';

/** Questions to the person at the front end. */
export interface Inputs {
  /** Asks and waits for the answer. Rejects where the front end cannot ask, and when the cell is stopped. */
  input(prompt?: string, password?: boolean): Promise<string>;
  answer(input: number, value: string): void;
  /** Rejects all open questions: their cell was stopped, or has ended. */
  cancel(): void;
}

/** Input over Jupyter's stdin channel. */
export function createInputs(output: Output): Inputs {
  const open = new Map<number, { resolve(value: string): void; reject(error: Error): void }>();
  let count = 0;
  return {
    async input(prompt = '', password = false) {
      const cell = currentCell();
      if (!cell?.allowStdin) {
        throw new Error(
          'input: this front end takes no input (allow_stdin is false); run the cell in a notebook or console',
        );
      }
      const input = ++count;
      return new Promise((resolve, reject) => {
        open.set(input, { resolve, reject });
        output.post({ type: 'inputRequest', job: cell.job, input, prompt: String(prompt), password });
      });
    },
    answer(input, value) {
      open.get(input)?.resolve(value);
      open.delete(input);
    },
    cancel() {
      for (const question of open.values()) question.reject(new KeyboardInterrupt(false));
      open.clear();
    },
  };
}
