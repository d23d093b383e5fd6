import type { Declaration } from './transpiled.js';

/** One variable of the notebook. Imported names are read through a getter, so that they follow their module. */
interface Variable {
  value: unknown;
  /** True while `value` is a getter that follows an import. */
  live: boolean;
  constant: boolean;
}

/**
 * The variables of a notebook. There is one variable for each name: a cell that declares the name again gives the same
 * variable a new value, and functions of earlier cells see it, as in Python.
 *
 * Emitted code reaches variables by a *view*: an object of its own for each cell with one accessor a name, which V8
 * inlines, so that loops over top-level variables stay fast however many names there are.
 */
export class NotebookScope {
  readonly #variables = new Map<string, Variable>();

  /** Names that have a value, in the order of their first declaration. */
  names(): string[] {
    return [...this.#variables.keys()];
  }

  has(name: string): boolean {
    return this.#variables.has(name);
  }

  /** The current value of a variable, or undefined where there is none. */
  get(name: string): unknown {
    return this.#variables.get(name)?.value;
  }

  /** Makes `name` read from `read` each time, as an import binding does. */
  bindImport(name: string, read: () => unknown): void {
    const variable = this.#variable(name);
    Object.defineProperty(variable, 'value', { get: read, configurable: true, enumerable: true });
    variable.live = true;
    variable.constant = true;
  }

  /** The object whose properties are the names a cell declares or uses. */
  view(declarations: readonly Declaration[], used: readonly string[]): object {
    // A prototype of its own gives the view a hidden class of its own. Views that shared one would have to disagree on
    // its accessors, and V8 would turn them into dictionaries, where a loop over a variable takes ten times as long.
    const view: object = Object.create({});
    for (const name of used) this.#defineUsed(view, name);
    for (const { name, kind, exists } of declarations)
      if (exists) this.#defineOwn(view, name, kind === 'const');
    return view;
  }

  #variable(name: string): Variable {
    const existing = this.#variables.get(name);
    if (existing) return existing;
    const variable: Variable = { value: undefined, live: false, constant: false };
    this.#variables.set(name, variable);
    return variable;
  }

  #defineUsed(view: object, name: string): void {
    let variable = this.#variables.get(name);
    const find = (): Variable => {
      variable ??= this.#variables.get(name);
      if (variable) return variable;
      if (name in globalThis) return { value: Reflect.get(globalThis, name), live: false, constant: true };
      throw new ReferenceError(`${name} is not defined`);
    };
    Object.defineProperty(view, name, {
      get: () => (variable ?? find()).value,
      set(value: unknown) {
        const target = variable ?? find();
        if (target.constant) throw new TypeError(`Assignment to constant variable '${name}'.`);
        target.value = value;
      },
      enumerable: true,
      configurable: true,
    });
  }

  /** A name that the cell declares: it comes into being, or takes its new value, when the declaration runs. */
  #defineOwn(view: object, name: string, constant: boolean): void {
    let variable = this.#variables.get(name);
    const declare = (): Variable => {
      variable ??= this.#variable(name);
      if (variable.live) Object.defineProperty(variable, 'value', { value: undefined, writable: true });
      variable.live = false;
      variable.constant = constant;
      return variable;
    };
    Object.defineProperty(view, name, {
      get: () => variable?.value,
      set(value: unknown) {
        const target = variable && !variable.live && variable.constant === constant ? variable : declare();
        target.value = value;
      },
      enumerable: true,
      configurable: true,
    });
  }
}
