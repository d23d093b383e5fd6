import { inspect } from 'node:util';

/** What a look at an object gives, or undefined where its getters or a proxy's traps throw. */
export function read<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}

/** Whether a value is an error, of this context or another. */
export function isErrorLike(value: unknown): value is Error {
  const is = () => value instanceof Error || Object.prototype.toString.call(value) === '[object Error]';
  return read(is) ?? false;
}

/** How deep fields and thrown values are shown. */
const options = { depth: 1, breakLength: 100, maxStringLength: 10_000 } as const;

/** A value as text, also one whose own inspection throws. */
export function textOf(value: unknown): string {
  return (
    read(() => inspect(value, options)) ??
    read(() => inspect(value, { ...options, customInspect: false, showProxy: true })) ??
    `(a ${typeof value} that cannot be shown)`
  );
}

/**
 * An error's class, as `console.log` names it: its `name`, or that of its class where the class left the name of the
 * built-in one that it extends (`class HttpError extends Error`).
 */
export function errorName(error: Error): string {
  const found = read(() => classNameOf(error)) || read((): unknown => error.name);
  return typeof found === 'string' && found !== '' ? found : 'Error';
}

const builtIn = new Set<object>(
  [Error, AggregateError, EvalError, RangeError, ReferenceError, SyntaxError, TypeError, URIError].map(
    ({ prototype }) => prototype,
  ),
);

/** The name of a class that gave its errors none; undefined for others. */
function classNameOf(error: Error): string | undefined {
  const [own, ...inherited] = chainOf(error).filter((object) => object !== error);
  if (own === undefined || Object.hasOwn(error, 'name') || Object.hasOwn(own, 'name')) return undefined;
  const namedBy = inherited.find((object) => Object.hasOwn(object, 'name'));
  return namedBy && builtIn.has(namedBy) ? own.constructor.name : undefined;
}

/** An object and its prototypes. */
function chainOf(object: object): object[] {
  const prototype: unknown = Object.getPrototypeOf(object);
  return typeof prototype === 'object' && prototype !== null ? [object, ...chainOf(prototype)] : [object];
}

const shownElsewhere = new Set<PropertyKey>(['name', 'message', 'stack', 'cause']);

/** An error's own fields, such as `{ status: 404 }`, as text; undefined where it has none. Getters are not run. */
export function errorFields(error: Error): string | undefined {
  return read(() => {
    const isShown = (key: PropertyKey) =>
      !shownElsewhere.has(key) && !(key === 'errors' && error instanceof AggregateError);
    const fields = Object.entries(Object.getOwnPropertyDescriptors(error)).filter(
      ([key, { enumerable }]) => enumerable && isShown(key),
    );
    return fields.length === 0 ? undefined : textOf(Object.defineProperties({}, Object.fromEntries(fields)));
  });
}
