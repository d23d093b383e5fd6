import { currentCell } from './current-cell.js';
import { type Output, toJson } from './output.js';

/** Tells the reader what a cell waits for, when it waits long for something that may never come. */
export interface LongWaits {
  /**
   * Says once that the current cell waits for `what`, unless by then it has ended, or `work`, if given, has settled.
   */
  tell(what: string, work?: Promise<unknown>): void;
}

/** How long a wait may take before it is told, in ms. */
const patience = 10_000;

/** Tells on stdout: graders take text on stderr for a failure. */
export function createLongWaits(output: Output, milliseconds = patience): LongWaits {
  const later = setTimeout; // the kernel's own, before timers are wrapped for user code
  return {
    tell(what, work) {
      const cell = currentCell();
      if (!cell || cell.settled) return;
      const timer = later(() => {
        if (cell.settled) return;
        const text = `The cell waits for ${what} to settle, for ${milliseconds / 1000} s so far. Stop ends the wait.\n`;
        // Not as printed text is sent: that may itself wait, behind the place of what is to be displayed.
        const content = toJson({ name: 'stdout', text });
        output.post({ type: 'publish', job: cell.job, message: 'stream', content });
      }, milliseconds);
      timer.unref();
      const clear = () => clearTimeout(timer);
      void work?.then(clear, clear);
    },
  };
}
