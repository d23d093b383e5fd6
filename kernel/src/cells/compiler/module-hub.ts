/**
 * One file that imports every module the notebook uses. History and cells reach modules through it, so that their own
 * imports never change, which is what lets a cell be checked without building the program anew.
 */
export class ModuleHub {
  readonly #entries: string[] = [];
  readonly #names = new Map<string, string>();

  /** The text of the hub. */
  get text(): string {
    return `${this.#entries.join('\n')}\nexport {};`;
  }

  /** Whether the hub has all of these already. */
  has(specifier: string, imported: string): boolean {
    return this.#names.has(`${imported} ${specifier}`);
  }

  /**
   * The expression for what a module exports as `imported` (`*`: all of it, `=`: what `require` gives), which joins the
   * hub with it: `$hub.$3`.
   */
  reach(specifier: string, imported: string): string {
    const key = `${imported} ${specifier}`;
    const known = this.#names.get(key);
    if (known) return known;
    const name = `$${this.#entries.length + 1}`;
    this.#names.set(key, `$hub.${name}`);
    this.#entries.push(statement(specifier, imported, name));
    return `$hub.${name}`;
  }

  /** Replaces `import("x")` in the text of declarations by the hub's name for x. */
  withoutImportTypes(declarations: string): string {
    return declarations.replace(/\bimport\("([^"]+)"(?:, [^)]*)?\)/g, (_all, specifier: string) =>
      this.reach(specifier, '*'),
    );
  }
}

function statement(specifier: string, imported: string, name: string): string {
  const from = JSON.stringify(specifier);
  if (imported === '*') return `export * as ${name} from ${from};`;
  if (imported === '=') return `export import ${name} = require(${from});`;
  return `export { ${imported} as ${name} } from ${from};`;
}
