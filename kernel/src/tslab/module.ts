import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Displays } from '../user/displays.js';
import { isObject } from '../wire/message.js';
import { type Display, displayThrough } from './display.js';

/** The module 'tslab': `display`, `newDisplay` and `versions`, on this kernel's displays. */
export function tslabModule(displays: Displays, version: string): object {
  return {
    display: displayThrough((bundle) => void displays.display(bundle, { raw: true })),
    newDisplay(): Display {
      const displayId = randomUUID();
      let update = false;
      return displayThrough((bundle) => {
        displays.display(bundle, { raw: true, displayId, update });
        update = true;
      });
    },
    versions: { tslab: version, typescript: typescriptVersion(), node: process.version },
  };
}

/** The version of the compiler, without loading it. Throws where it is not installed. */
export function typescriptVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(typescriptManifest(), 'utf8'));
  return isObject(manifest) ? String(manifest['version']) : '';
}

function typescriptManifest(): string {
  try {
    return createRequire(import.meta.url).resolve('typescript/package.json');
  } catch (cause) {
    const remedy = 'Run npm install where it is installed.';
    throw new Error(`The kernel's package 'typescript' is missing. ${remedy}`, { cause });
  }
}

/** Its declarations, for the type checks of cells: those of {@link Display} as compiled, and the names of the module. */
export function tslabTypes(): string {
  return `${readFileSync(new URL('./display.d.ts', import.meta.url), 'utf8').replace(/^\/\/#.*$/m, '')}
/** Shows rich contents below the cell. */
export declare const display: Display;
/** A display that overwrites itself: each call replaces what the last one showed. */
export declare function newDisplay(): Display;
export declare const versions: { tslab: string; typescript: string; node: string };
`;
}
