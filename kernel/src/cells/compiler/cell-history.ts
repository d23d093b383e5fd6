import ts = require('typescript');

import type { CellSource } from './cell-source.js';
import { declarationsOf } from './declarations.js';

/** Where a name's present meaning comes from. */
interface Origin {
  /** The cell's module, as in `./~cell-3`. */
  module: string;
  /** `let` and `const` become variables of the header, everything else is imported. */
  form: 'let' | 'const' | 'function' | 'alias' | 'type';
  /** Of a generic type: the names of its parameters. */
  parameters: readonly string[];
}

/** Which meanings of a name a cell declares itself. */
type Meaning = 'value' | 'type' | 'both';

// TypeScript's name for a value nothing is known of; here as text of a declaration.
const anything = ['a', 'n', 'y'].join('');

/**
 * What earlier cells declared. Each cell is a module of its own (`./~cell-3`), kept as its emitted declarations, so that
 * a name's old types survive its re-declaration.
 */
export class CellHistory {
  #values = new Map<string, Origin>();
  #types = new Map<string, Origin>();
  #sources = new Map<string, string>();

  /** Names with a value or a type, in the order of their first declaration. */
  names(): string[] {
    return [...new Set([...this.#values.keys(), ...this.#types.keys()])];
  }

  /** The text that declared a name last. */
  source(name: string): string | undefined {
    return this.#sources.get(name);
  }

  /** The lines that bring in what `cell` uses of these words and does not declare itself. */
  header(cell: CellSource, words: Iterable<string>): string {
    const own = ownMeanings(cell);
    const parts: string[] = [];
    for (const word of words) {
      const hidden = own.get(word);
      if (hidden === 'both') continue;
      const value = hidden === 'value' ? undefined : this.#values.get(word);
      const anyType = this.#types.get(word);
      // A class does not survive a new value of its name; an interface or type alias does.
      const type =
        hidden === 'type' || (hidden === 'value' && anyType?.form !== 'type') ? undefined : anyType;
      if (value || type) parts.push(...headerLines(word, value, type, hidden !== undefined));
    }
    return parts.join('');
  }

  /** The same for code that is only asked about: also variables are imported, which keeps their documentation. */
  queryHeader(cell: CellSource): string {
    const own = ownMeanings(cell);
    const names = this.names().filter((name) => !own.has(name));
    return names.map((name) => importLine(name, this.#values.get(name) ?? this.#types.get(name))).join('');
  }

  /** Remembers what is known now; the result goes back to it. */
  mark(): () => void {
    const [values, types, sources] = [new Map(this.#values), new Map(this.#types), new Map(this.#sources)];
    return () => {
      this.#values = values;
      this.#types = types;
      this.#sources = sources;
    };
  }

  /** Adds a checked cell, whose declarations are the module `module`. */
  add(cell: CellSource, module: string): void {
    for (const statement of cell.source.statements) {
      for (const { name } of declarationsOf(statement))
        this.#sources.set(name, statement.getText(cell.source));
      const { name, parameters } = typeParameters(statement);
      if (name) this.#types.set(name, { module, form: 'type', parameters });
    }
    for (const { names } of cell.imports) for (const { local } of names) this.#both(local, module);
    for (const { name, kind } of cell.declarations) {
      if (kind === 'let' || kind === 'const' || kind === 'function')
        this.#value(name, { module, form: kind, parameters: [] });
      else if (kind !== 'type') this.#both(name, module);
    }
  }

  #both(name: string, module: string): void {
    const origin: Origin = { module, form: 'alias', parameters: [] };
    this.#values.set(name, origin);
    this.#types.set(name, origin);
  }

  /** A new value hides a class or import of its name, but not an interface or type alias. */
  #value(name: string, origin: Origin): void {
    this.#values.set(name, origin);
    const type = this.#types.get(name);
    if (type && type.form !== 'type' && type.module !== origin.module) this.#types.delete(name);
  }
}

function typeParameters(statement: ts.Statement): { name?: string; parameters: string[] } {
  if (!ts.isInterfaceDeclaration(statement) && !ts.isTypeAliasDeclaration(statement))
    return { parameters: [] };
  return {
    name: statement.name.text,
    parameters: (statement.typeParameters ?? []).map(({ name }) => name.text),
  };
}

/** The names a cell declares or imports, with what they mean. */
function ownMeanings(cell: CellSource): Map<string, Meaning> {
  const own = new Map<string, Meaning>();
  for (const { name, kind } of cell.declarations) {
    const meaning =
      kind === 'type' ? 'type' : kind === 'let' || kind === 'const' || kind === 'function' ? 'value' : 'both';
    own.set(name, own.has(name) && own.get(name) !== meaning ? 'both' : meaning);
  }
  for (const { names } of cell.imports) for (const { local } of names) own.set(local, 'both');
  return own;
}

function importLine(name: string, origin: Origin | undefined): string {
  return origin ? `import { ${name} } from '${origin.module}';` : '';
}

/** Beside a declaration of the cell itself (`besideOwn`) an import would be in the way. */
function headerLines(
  name: string,
  value: Origin | undefined,
  type: Origin | undefined,
  besideOwn: boolean,
): string[] {
  const variable = besideOwn || value?.form === 'let' || value?.form === 'const';
  if (value && !variable && (!type || value.module === type.module)) return [importLine(name, value)];
  if (!value && type && !besideOwn) return [importLine(name, type)];
  const lines: string[] = [];
  if (value) {
    lines.push(
      `declare ${value.form === 'let' ? 'let' : 'const'} ${name}: typeof import('${value.module}').${name};`,
    );
  }
  if (type) {
    const listed = (suffix: string): string =>
      type.parameters.length > 0 ? `<${type.parameters.map((each) => each + suffix).join(', ')}>` : '';
    lines.push(`type ${name}${listed(` = ${anything}`)} = import('${type.module}').${name}${listed('')};`);
  }
  return lines;
}
