import { inspect, types } from 'node:util';
import type { NotebookScope } from './scope.js';

const mostNames = 1_000;

/** Looks at live values without running anything of the user's: no getters, no proxies' traps, no custom inspection. */
export class LiveObjects {
  readonly #scope: NotebookScope;

  constructor(scope: NotebookScope) {
    this.#scope = scope;
  }

  /** The value at a dotted path, or undefined where the way leads through a getter or proxy, or ends. */
  find(path: readonly string[]): { value: unknown } | undefined {
    const [first, ...rest] = path;
    if (first === undefined) return undefined;
    let found = this.#scope.has(first) ? this.#variable(first) : dataProperty(globalThis, first);
    for (const name of rest) found = found && dataProperty(found.value, name);
    return found;
  }

  /** A variable's value; none for an import that its module does not have. */
  #variable(name: string): { value: unknown } | undefined {
    try {
      return { value: this.#scope.get(name) };
    } catch {
      return undefined;
    }
  }

  /** Names of variables and globals, or of the properties of the value at a path. */
  names(path: readonly string[]): string[] {
    if (path.length === 0) return [...this.#scope.names(), ...Object.getOwnPropertyNames(globalThis)];
    const found = this.find(path);
    return found ? propertyNames(found.value) : [];
  }

  /** A short text of a value. */
  preview(value: unknown): string {
    return inspect(value, {
      depth: 1,
      getters: false,
      customInspect: false,
      showProxy: true,
      maxArrayLength: 20,
      maxStringLength: 500,
      breakLength: 100,
    });
  }
}

const isObject = (value: unknown): value is object =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

function chain(value: unknown): object[] {
  const objects: object[] = [];
  let next: unknown = isObject(value)
    ? value
    : value === undefined || value === null
      ? undefined
      : Object(value);
  while (isObject(next) && !types.isProxy(next) && next !== Object.prototype && objects.length < 20) {
    objects.push(next);
    next = Object.getPrototypeOf(next);
  }
  return objects;
}

function dataProperty(value: unknown, name: string): { value: unknown } | undefined {
  for (const object of chain(value)) {
    const descriptor = types.isModuleNamespaceObject(object)
      ? namespaceProperty(object, name)
      : Object.getOwnPropertyDescriptor(object, name);
    if (descriptor) return 'value' in descriptor ? { value: descriptor.value } : undefined;
  }
  return undefined;
}

/** A module's export; none while the module has not come to it yet, which a look would throw for. */
function namespaceProperty(namespace: object, name: string): PropertyDescriptor | undefined {
  try {
    return Object.getOwnPropertyDescriptor(namespace, name);
  } catch {
    return undefined;
  }
}

function propertyNames(value: unknown): string[] {
  const names = new Set<string>();
  for (const object of chain(value)) {
    for (const name of types.isTypedArray(object) ? [] : Object.getOwnPropertyNames(object)) {
      if (/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(name)) names.add(name);
      if (names.size >= mostNames) return [...names];
    }
  }
  return [...names];
}
