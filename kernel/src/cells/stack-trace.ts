import type { PositionMap } from './transpiled.js';

/** What is known about one emitted script: how frames name it, and how its positions map to its source. */
export interface ScriptOrigin {
  /** `cell 3`, or the path of a module. */
  label: string;
  isCell: boolean;
  source: string;
  positions: PositionMap;
}

/** A place in a cell or module, one-based. */
export interface SourcePosition {
  origin: ScriptOrigin;
  line: number;
  column: number;
}

type PrepareStackTrace = (error: Error, frames: NodeJS.CallSite[]) => unknown;

/** Maps stack frames of emitted scripts back to lines of cells and local modules. */
export class StackTraces {
  readonly #origins = new Map<string, ScriptOrigin>();
  readonly #previous: PrepareStackTrace | undefined;
  readonly #own: PrepareStackTrace;
  #serial = 0;

  /** Installs itself as V8's `Error.prepareStackTrace`; errors without a frame of ours go to the former one. */
  constructor() {
    this.#previous = Error.prepareStackTrace;
    this.#own = (error, frames) => this.#format(error, frames);
    Error.prepareStackTrace = this.#own;
  }

  /** Puts back what was there before. */
  dispose(): void {
    if (Error.prepareStackTrace !== this.#own) return;
    // Deleting gives V8's own formatting back where nothing was installed before.
    if (this.#previous) Error.prepareStackTrace = this.#previous;
    else Reflect.deleteProperty(Error, 'prepareStackTrace');
  }

  /** Remembers a script about to be compiled, and gives the file name to compile it under. */
  register(origin: ScriptOrigin): string {
    this.#serial += 1;
    const file = `codebook:script/${this.#serial}`;
    this.#origins.set(file, origin);
    return file;
  }

  /** Where an emitted position (one-based) came from, or undefined for scripts that are not ours. */
  locate(file: string, line: number, column: number): SourcePosition | undefined {
    const origin = this.#origins.get(file);
    if (!origin) return undefined;
    const place = findPosition(origin.positions, line - 1, column - 1);
    return place && { origin, line: place[0] + 1, column: place[1] + 1 };
  }

  /** Replaces emitted positions in a stack that was formatted by somebody else. */
  mapText(stack: string): string {
    return stack.replace(
      /(codebook:script\/\d+):(\d+):(\d+)/g,
      (all, file: string, line: string, column: string) => {
        const place = this.locate(file, Number(line), Number(column));
        return place ? placeText(place) : all;
      },
    );
  }

  #format(error: Error, frames: NodeJS.CallSite[]): unknown {
    const places = frames.map((frame) => this.#placeOf(frame));
    if (!places.some(Boolean) && this.#previous) return this.#previous(error, frames);
    // What lies below the cell's own code is the kernel.
    const last = places.findLastIndex((place) => place?.origin.isCell);
    const shown = last < 0 ? frames : frames.slice(0, last + 1);
    const lines = shown.map((frame, index) => `    at ${frameText(frame, places[index])}`);
    return [headline(error), ...lines].join('\n');
  }

  #placeOf(frame: NodeJS.CallSite): SourcePosition | undefined {
    const file = frame.getFileName();
    return file ? this.locate(file, frame.getLineNumber() ?? 1, frame.getColumnNumber() ?? 1) : undefined;
  }
}

function findPosition(positions: PositionMap, line: number, column: number): [number, number] | undefined {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [l, c] = positions[middle] ?? [0, 0];
    if (l < line || (l === line && c <= column)) low = middle + 1;
    else high = middle;
  }
  const found = positions[low - 1];
  return found && [found[2], found[3]];
}

function placeText({ origin, line, column }: SourcePosition): string {
  return origin.isCell ? `${origin.label}, line ${line}` : `${origin.label}:${line}:${column}`;
}

function frameText(frame: NodeJS.CallSite, place: SourcePosition | undefined): string {
  if (!place) return frame.toString();
  const name = frame
    .toString()
    .replace(/\(?codebook:script\/[^)]*\)?/, '')
    .trim();
  return name === '' || name === 'async'
    ? `${name} ${placeText(place)}`.trim()
    : `${name} (${placeText(place)})`;
}

function headline(error: Error): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error';
  }
}
