import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Displays } from '../user/displays.js';
import { isObject } from '../wire/message.js';

/** What tslab's users import from 'tslab' to show rich output (tslab 1.0.22, `public.d.ts`). */
export interface TslabDisplay {
  javascript(s: string): void;
  html(s: string): void;
  markdown(s: string): void;
  latex(s: string): void;
  svg(s: string): void;
  png(b: Uint8Array): void;
  jpeg(b: Uint8Array): void;
  gif(b: Uint8Array): void;
  pdf(b: Uint8Array): void;
  text(s: string): void;
  raw(contentType: string, b: string | Uint8Array): void;
}

/** The module 'tslab': `display`, `newDisplay` and `versions`, on this kernel's displays. */
export function tslabModule(displays: Displays, version: string): object {
  return {
    display: tslabDisplay((bundle) => void displays.display(bundle, { raw: true })),
    newDisplay(): TslabDisplay {
      const displayId = randomUUID();
      let update = false;
      return tslabDisplay((bundle) => {
        displays.display(bundle, { raw: true, displayId, update });
        update = true;
      });
    },
    versions: { tslab: version, typescript: typescriptVersion(), node: process.version },
  };
}

/** The version of the compiler, without loading it. */
export function typescriptVersion(): string {
  const file = createRequire(import.meta.url).resolve('typescript/package.json');
  const manifest: unknown = JSON.parse(readFileSync(file, 'utf8'));
  return isObject(manifest) ? String(manifest['version']) : '';
}

function tslabDisplay(show: (bundle: Record<string, string>) => void): TslabDisplay {
  const raw = (type: string, data: string | Uint8Array): void => {
    show({ [type]: typeof data === 'string' ? data : Buffer.from(data).toString('base64') });
  };
  return {
    javascript: (s) => raw('text/javascript', s),
    html: (s) => raw('text/html', s),
    markdown: (s) => raw('text/markdown', s),
    latex: (s) => raw('text/latex', s),
    svg: (s) => raw('image/svg+xml', s),
    png: (b) => raw('image/png', b),
    jpeg: (b) => raw('image/jpeg', b),
    gif: (b) => raw('image/gif', b),
    pdf: (b) => raw('application/pdf', b),
    text: (s) => raw('text/plain', s),
    raw,
  };
}

/** Its declarations, for the type checks of cells. */
export const tslabTypes = `
export interface Display {
  javascript(s: string): void;
  html(s: string): void;
  markdown(s: string): void;
  latex(s: string): void;
  svg(s: string): void;
  png(b: Uint8Array): void;
  jpeg(b: Uint8Array): void;
  gif(b: Uint8Array): void;
  pdf(b: Uint8Array): void;
  text(s: string): void;
  raw(contentType: string, b: string | Uint8Array): void;
}
/** Shows rich contents below the cell. */
export declare const display: Display;
/** A display that overwrites itself: each call replaces what the last one showed. */
export declare function newDisplay(): Display;
export declare const versions: { tslab: string; typescript: string; node: string };
`;
