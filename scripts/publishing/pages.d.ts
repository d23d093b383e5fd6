// What the pages of decks and book have as globals, put there by the scripts that they load.
import type MiniSearchClass from 'minisearch';
import type { Options } from 'minisearch';
import type RevealObject from 'reveal.js';

declare global {
  var Reveal: typeof RevealObject;
  var RevealNotes: () => { id: string };
  var MiniSearch: typeof MiniSearchClass;
  /** Written by scripts/book/make.mjs. */
  var codebookSearch: { options: Options<{ id: number; title: string; text: string }>; index: string };
}
