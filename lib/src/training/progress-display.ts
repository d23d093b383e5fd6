import { type UpdatingDisplay, updatingDisplay } from '../jupyter/display.js';
import { escapeHtml } from '../jupyter/html.js';
import type { Epoch, PartMeans } from './history.js';
import { lossCurveSvg } from './sparkline.js';

/** Where a run is, as its display needs it. */
export interface Status {
  readonly epoch: number;
  readonly epochs: number;
  /** Share of this epoch that is done, 0 … 1. */
  readonly share: number;
  /** Means of this epoch so far. */
  readonly parts: PartMeans;
  readonly rate: number;
  readonly seconds: number;
  readonly secondsLeft: number;
  /** Finished epochs. */
  readonly past: readonly Epoch[];
  /** Said at the end instead of the time left. */
  readonly ending?: string;
}

/** Shows how training goes. */
export interface ProgressDisplay {
  /** Shows the status; calls that come too soon after another are skipped, except with `force`. */
  show(status: Status, force?: boolean): void;
}

/**
 * One display that updates itself: in a notebook (where the kernel is), HTML with a bar, the parts of the
 * loss and its curve; in a terminal one line that is written over; in a file or pipe one line an epoch.
 * @param title stands before the numbers.
 */
export function progressDisplay(title: string): ProgressDisplay {
  const display = updatingDisplay();
  return display ? notebookDisplay(title, display) : terminalDisplay(title, process.stdout);
}

/** A display that shows nothing. */
export const silent: ProgressDisplay = { show: () => undefined };

const millisecondsBetween = 250;

function throttled(show: (status: Status) => void): ProgressDisplay {
  let last = Number.NEGATIVE_INFINITY;
  return {
    show(status, force = false) {
      const now = performance.now();
      if (!force && now - last < millisecondsBetween) return;
      last = now;
      show(status);
    },
  };
}

function notebookDisplay(title: string, display: UpdatingDisplay): ProgressDisplay {
  return throttled((status) =>
    display({ 'text/plain': statusLine(title, status), 'text/html': statusHtml(title, status) }),
  );
}

/** Where a terminal display writes: `process.stdout`, or a stand-in. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** The display for a terminal (one line, written over) or a file (one line an epoch). */
export function terminalDisplay(title: string, out: Terminal): ProgressDisplay {
  if (!out.isTTY) return epochLines(title, out);
  return throttled((status) => {
    out.write(`\r\u001b[2K${statusLine(title, status)}${status.ending ? '\n' : ''}`);
  });
}

function epochLines(title: string, out: Terminal): ProgressDisplay {
  let written = -1;
  return {
    show(status) {
      const done = status.past.length;
      if (done === written || done === 0) return;
      out.write(`${statusLine(title, status)}\n`);
      written = done;
    },
  };
}

/** The status as one line of plain text. */
export function statusLine(title: string, status: Status): string {
  const { epoch, epochs, share, rate, seconds, secondsLeft, ending, past } = status;
  const filled = Math.round((20 * (epoch - 1 + share)) / epochs);
  const bar = `${'█'.repeat(filled)}${'░'.repeat(Math.max(0, 20 - filled))}`;
  const shown = Object.keys(status.parts).length > 0 ? status.parts : (past.at(-1)?.train ?? {});
  const validation = past.at(-1)?.validation?.['total'];
  const against = validation === undefined ? '' : ` · validation ${digits(validation)}`;
  const time = ending ?? `${duration(secondsLeft)} left`;
  const parts = partsText(shown);
  return `${title} ${bar} epoch ${epoch}/${epochs} · ${parts}${against} · rate ${digits(rate)} · ${duration(seconds)}, ${time}`;
}

/** The status as HTML: bar, numbers, and the curve of the loss. */
export function statusHtml(title: string, status: Status): string {
  const share = Math.min(1, (status.epoch - 1 + status.share) / status.epochs);
  const line = statusLine(title, status).replace(/[█░]+ /, '');
  return (
    `<div style="font-family:sans-serif;font-size:13px;max-width:640px"><progress value="${share.toFixed(4)}" max="1" ` +
    `aria-label="${escapeHtml(title)}" style="width:100%"></progress><div>${escapeHtml(line)}</div>` +
    `${lossCurveSvg(status.past)}</div>`
  );
}

function partsText(parts: PartMeans): string {
  const { total, ...others } = parts;
  const named = Object.entries(others).filter(([, value]) => value !== total);
  const isRepeated = (name: string, value: number) =>
    name === 'penalty' && named.some(([other, its]) => other !== name && its === value);
  const shown = named.filter(([name, value]) => !isRepeated(name, value));
  const inParts = shown.map(([name, value]) => `${name} ${digits(value)}`).join(', ');
  return `loss ${digits(total ?? Number.NaN)}${inParts ? ` (${inParts})` : ''}`;
}

function digits(value: number): string {
  return Number(value.toPrecision(4)).toString();
}

/** Seconds as `12 s`, `3 min 05 s` or `1 h 02 min`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const two = (value: number) => String(value).padStart(2, '0');
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`;
  return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`;
}
