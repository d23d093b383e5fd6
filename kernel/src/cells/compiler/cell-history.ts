import ts from 'typescript';
import type { CellImport } from '../transpiled.js';
import type { CellSource } from './cell-source.js';
import { declarationsOf, importOf } from './declarations.js';
import type { ModuleHub } from './module-hub.js';

/** Where a name's present meaning comes from. */
interface Origin {
  cell: number;
  /** `let` and `const` become variables of the header, everything else an alias. */
  form: 'let' | 'const' | 'function' | 'alias' | 'type';
  /** Whether its type speaks of an imported module. */
  modular: boolean;
  /** Of a generic type: the names of its parameters. */
  parameters: readonly string[];
}

/** Which meanings of a name a cell declares itself. */
export type Meaning = 'value' | 'type' | 'both';

/** The lines in front of a cell that bring in earlier names. */
export interface Header {
  text: string;
  modular: boolean;
}

/** The names a cell declares or imports, with what they mean. */
export function ownMeanings(cell: CellSource): Map<string, Meaning> {
  const own = new Map<string, Meaning>();
  for (const { name, kind } of cell.declarations) {
    const meaning =
      kind === 'type' ? 'type' : kind === 'let' || kind === 'const' || kind === 'function' ? 'value' : 'both';
    own.set(name, own.has(name) && own.get(name) !== meaning ? 'both' : meaning);
  }
  for (const { names } of cell.imports) for (const { local } of names) own.set(local, 'both');
  return own;
}

const wordPattern = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/gu;

/**
 * What earlier cells declared, as one ambient namespace a cell (`$cell_3`), made from the cell's emitted declarations.
 * A name's old types survive its re-declaration, because namespaces are only added, never changed.
 */
export class CellHistory {
  readonly #hub: ModuleHub;
  readonly #isTyped: (specifier: string) => boolean;
  readonly #values = new Map<string, Origin>();
  readonly #types = new Map<string, Origin>();
  readonly #sources = new Map<string, string>();
  #count = 0;

  constructor(hub: ModuleHub, isTyped: (specifier: string) => boolean) {
    this.#hub = hub;
    this.#isTyped = isTyped;
  }

  /** Names with a value or a type, in the order of their first declaration. */
  names(): string[] {
    return [...new Set([...this.#values.keys(), ...this.#types.keys()])];
  }

  /**
   * The header of a cell that uses these words and declares `own` names itself. With `aliases`, also variables are
   * brought in as aliases: they cannot be assigned to, but keep their documentation.
   */
  header(words: Iterable<string>, own: ReadonlyMap<string, Meaning>, aliases = false): Header {
    const parts: string[] = [];
    let modular = false;
    for (const word of words) {
      const hidden = own.get(word);
      if (hidden === 'both') continue;
      const value = hidden === 'value' ? undefined : this.#values.get(word);
      const anyType = this.#types.get(word);
      // A class does not survive a new value of its name; an interface or type alias does.
      const type =
        hidden === 'type' || (hidden === 'value' && anyType?.form !== 'type') ? undefined : anyType;
      modular ||= (value?.modular ?? false) || (type?.modular ?? false);
      if (aliases) parts.push(...aliasLines(word, value, type));
      else parts.push(...headerLines(word, value, type, hidden !== undefined));
    }
    return { text: parts.join(''), modular };
  }

  /** The text that declared a name last. */
  source(name: string): string | undefined {
    return this.#sources.get(name);
  }

  /** Adds a checked cell, and gives the namespace that later headers refer to. */
  add(cell: CellSource, declarations: string): string {
    this.#count += 1;
    for (const statement of cell.source.statements) {
      for (const { name } of declarationsOf(statement))
        this.#sources.set(name, statement.getText(cell.source));
    }
    const statements = readDeclarations(this.#hub.withoutImportTypes(declarations));
    const lines = [...cell.imports.flatMap((each) => this.#importLines(each)), ...statements.inside];
    const modularWords = this.#modularWords(statements.inside);
    const origin = (form: Origin['form'], name: string, parameters: readonly string[] = []): Origin => ({
      cell: this.#count,
      form,
      modular: modularWords.has(name),
      parameters,
    });
    for (const { names } of cell.imports)
      for (const { local } of names) this.#both(local, { ...origin('alias', local), modular: true });
    for (const { name, kind } of cell.declarations) {
      if (kind === 'type') this.#types.set(name, origin('type', name, statements.parameters.get(name)));
      else if (kind === 'let' || kind === 'const' || kind === 'function')
        this.#value(name, origin(kind, name));
      else this.#both(name, origin('alias', name));
    }
    return `namespace $cell_${this.#count} {\n${lines.join('\n')}\n}\n${statements.outside.join('\n')}`;
  }

  #both(name: string, origin: Origin): void {
    this.#values.set(name, origin);
    this.#types.set(name, origin);
  }

  /** A new value hides a class or import of its name, but not an interface or type alias. */
  #value(name: string, origin: Origin): void {
    this.#values.set(name, origin);
    const type = this.#types.get(name);
    if (type && type.form !== 'type' && type.cell !== origin.cell) this.#types.delete(name);
  }

  #importLines({ specifier, names }: CellImport): string[] {
    if (this.#isTyped(specifier)) {
      return names.map(
        ({ local, imported }) => `export import ${local} = ${this.#hub.reach(specifier, imported)};`,
      );
    }
    return names.map(
      ({ local }) => `export const ${local}: ${anything}; export type ${local} = ${anything};`,
    );
  }

  /** Names whose declarations speak of modules, directly or through a name that does. */
  #modularWords(statements: readonly string[]): Set<string> {
    const modular = new Set(['$hub']);
    for (const [name, { modular: is }] of [...this.#values, ...this.#types]) if (is) modular.add(name);
    const found = new Set<string>();
    for (const text of statements) {
      const words = text.match(wordPattern) ?? [];
      if (words.some((word) => modular.has(word))) for (const word of words) found.add(word);
    }
    return found;
  }
}

// TypeScript's name for a value nothing is known of; here as text of a declaration.
const anything = ['a', 'n', 'y'].join('');

function aliasLines(name: string, value: Origin | undefined, type: Origin | undefined): string[] {
  const origin = value ?? type;
  return origin ? [`import ${name} = $cell_${origin.cell}.${name};`] : [];
}

function headerLines(
  name: string,
  value: Origin | undefined,
  type: Origin | undefined,
  besideOwn: boolean,
): string[] {
  const at = (origin: Origin): string => `$cell_${origin.cell}.${name}`;
  // Beside a declaration of the cell itself an alias would be in the way.
  const variable = besideOwn || value?.form === 'let' || value?.form === 'const';
  if (value && type && value.cell === type.cell && !variable) return [`import ${name} = ${at(value)};`];
  if (value && !type && !variable) return [`import ${name} = ${at(value)};`];
  if (!value && type && !besideOwn) return [`import ${name} = ${at(type)};`];
  const lines: string[] = [];
  if (value) lines.push(`declare ${value.form === 'let' ? 'let' : 'const'} ${name}: typeof ${at(value)};`);
  if (type) {
    const parameters = type.parameters.length > 0 ? `<${type.parameters.join(', ')}>` : '';
    const optional =
      type.parameters.length > 0
        ? `<${type.parameters.map((each) => `${each} = ${anything}`).join(', ')}>`
        : '';
    lines.push(`type ${name}${optional} = ${at(type)}${parameters};`);
  }
  return lines;
}

/** Splits emitted declarations into what goes inside the cell's namespace, and augmentations, which stay outside. */
function readDeclarations(text: string): {
  inside: string[];
  outside: string[];
  parameters: Map<string, string[]>;
} {
  const source = ts.createSourceFile('cell.d.ts', text, ts.ScriptTarget.ESNext, false);
  const inside: string[] = [];
  const outside: string[] = [];
  const parameters = new Map<string, string[]>();
  for (const statement of source.statements) {
    if (importOf(statement, source) || ts.isExportDeclaration(statement)) continue;
    if (
      ts.isModuleDeclaration(statement) &&
      (ts.isStringLiteral(statement.name) || statement.name.text === 'global')
    ) {
      outside.push(statement.getFullText(source));
      continue;
    }
    inside.push(
      statement
        .getFullText(source)
        .trim()
        .replace(/^((?:\/\*[\s\S]*?\*\/\s*)*(?:export )?)declare /, '$1'),
    );
    if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) {
      const [declared] = declarationsOf(statement);
      if (declared)
        parameters.set(
          declared.name,
          (statement.typeParameters ?? []).map(({ name }) => name.text),
        );
    }
  }
  return { inside, outside, parameters };
}
