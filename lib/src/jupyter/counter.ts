import { updatingDisplay } from './display.js';

/** Tells how far a long piece of work is; `done` is the number of finished parts. */
export type Counter = (done: number) => void;

const millisecondsBetween = 250;

/**
 * A counter such as "Drawing faces: 1,200 of 5,000". In a notebook it is one display that updates itself, in a
 * terminal one line that is written over, and silent in a pipe or file.
 * @param title what is being done.
 * @param total how many parts there are.
 */
export function counter(title: string, total: number): Counter {
  const show = shower();
  let last = Number.NEGATIVE_INFINITY;
  return (done) => {
    const now = performance.now();
    if (done < total && now - last < millisecondsBetween) return;
    last = now;
    show(`${title}: ${done.toLocaleString('en')} of ${total.toLocaleString('en')}`, done >= total);
  };
}

function shower(): (line: string, end: boolean) => void {
  const display = updatingDisplay();
  if (display) return (line) => display({ 'text/plain': line });
  if (!process.stdout.isTTY) return () => undefined;
  return (line, end) => process.stdout.write(`\r${line}${end ? '\n' : ''}`);
}
