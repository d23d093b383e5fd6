/** One change of a text: `length` characters at `start` become `text`. */
export interface TextEdit {
  start: number;
  length: number;
  text: string;
}

/** Edits of one text, and the way back from an offset in the edited text to the offset in the original. */
export class TextEdits {
  readonly #edits: TextEdit[] = [];
  readonly #original: string;
  #sorted = true;

  constructor(original: string) {
    this.#original = original;
  }

  /** Puts `text` in front of the character at `start`. Insertions at one place keep the order they were made in. */
  insert(start: number, text: string): void {
    this.replace(start, start, text);
  }

  /** Replaces the characters from `start` up to `end`. */
  replace(start: number, end: number, text: string): void {
    this.#edits.push({ start, length: end - start, text });
    this.#sorted = false;
  }

  /** Replaces the characters from `start` up to `end` by spaces, keeping line breaks. */
  blank(start: number, end: number): void {
    this.replace(start, end, this.#original.slice(start, end).replace(/[^\r\n]/g, ' '));
  }

  /** The edited text. */
  apply(): string {
    let result = '';
    let position = 0;
    for (const edit of this.#inOrder()) {
      if (edit.start < position) continue;
      result += this.#original.slice(position, edit.start) + edit.text;
      position = edit.start + edit.length;
    }
    return result + this.#original.slice(position);
  }

  /** The offset in the original that an offset in the edited text came from; inserted text maps to where it was put. */
  originalOffset(edited: number): number {
    let position = 0;
    let shift = 0;
    for (const edit of this.#inOrder()) {
      if (edit.start < position) continue;
      const start = edit.start + shift;
      if (edited < start) break;
      if (edited < start + edit.text.length) return edit.start + Math.min(edited - start, edit.length);
      shift += edit.text.length - edit.length;
      position = edit.start + edit.length;
    }
    return edited - shift;
  }

  /** The offset in the edited text of the character at `original`; one that was replaced gives its replacement. */
  editedOffset(original: number): number {
    let position = 0;
    let shift = 0;
    for (const edit of this.#inOrder()) {
      if (edit.start < position) continue;
      if (original < edit.start || (original === edit.start && edit.length > 0)) break;
      if (original < edit.start + edit.length)
        return edit.start + shift + Math.min(original - edit.start, edit.text.length);
      shift += edit.text.length - edit.length;
      position = edit.start + edit.length;
    }
    return original + shift;
  }

  #inOrder(): readonly TextEdit[] {
    if (!this.#sorted)
      this.#edits.sort((a, b) => a.start - b.start || Number(a.length > 0) - Number(b.length > 0));
    this.#sorted = true;
    return this.#edits;
  }
}

/** Lines and columns (zero-based) of a text's offsets. */
export class LineTable {
  readonly #starts: number[];

  constructor(text: string) {
    this.#starts = [0, ...[...text.matchAll(/\r\n|\n|\r/g)].map((match) => match.index + match[0].length)];
  }

  /** The offset of a line and column. */
  offset(line: number, column: number): number {
    return (this.#starts[line] ?? 0) + column;
  }

  /** Line and column of an offset. */
  position(offset: number): { line: number; column: number } {
    let low = 0;
    let high = this.#starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return { line: low, column: offset - (this.#starts[low] ?? 0) };
  }
}
