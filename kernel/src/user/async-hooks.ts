import { createHook } from 'node:async_hooks';

/** What Node keeps about async hooks: counts by kind, and the stack of what is executing. */
interface AsyncWrap {
  async_hook_fields: Uint32Array;
  constants: Record<string, number>;
  clearAsyncIdStack(): void;
}

/**
 * Keeps a termination from ending the process where async hooks are in use (`AsyncLocalStorage` before Node 24, and all
 * that is built on it). Terminated code leaves Node's stack of async ids unbalanced, and Node compares that stack with
 * what it expects where it counts enabled hooks, and aborts. So the two numbers that ask for the comparison are kept at
 * 0; the hooks themselves go by other numbers. They are right only while a hook is enabled or disabled, which reads them.
 *
 * @returns what forgets the stack; to be called after a termination, where no code of a cell can be running
 */
export function surviveTermination(): () => void {
  const wrap = asyncWrap();
  if (!wrap) return () => undefined;
  const { async_hook_fields: fields, constants } = wrap;
  const { kTotals = 0, kCheck = 0 } = constants;
  const kinds = ['kInit', 'kBefore', 'kAfter', 'kDestroy', 'kPromiseResolve'].map((name) => constants[name]);
  const hush = (): void => {
    fields[kTotals] = 0;
    fields[kCheck] = 0;
  };
  const tell = (): void => {
    const hooks = kinds.reduce<number>(
      (sum, kind) => sum + (kind === undefined ? 0 : (fields[kind] ?? 0)),
      0,
    );
    fields[kTotals] = hooks;
    fields[kCheck] = hooks > 0 ? 1 : 0;
  };
  const prototype: object = Object.getPrototypeOf(createHook({}));
  for (const name of ['enable', 'disable']) {
    const original: unknown = Reflect.get(prototype, name);
    if (typeof original !== 'function') continue;
    const change = function (this: unknown): unknown {
      tell();
      try {
        return Reflect.apply(original, this, []);
      } finally {
        hush();
      }
    };
    Object.defineProperty(prototype, name, { value: change, writable: true, configurable: true });
  }
  hush();
  return () => wrap.clearAsyncIdStack();
}

/** Node's binding, where this version gives it: 20 and 22 do; from 24 on AsyncLocalStorage needs no hooks. */
function asyncWrap(): AsyncWrap | undefined {
  const { emitWarning } = process;
  process.emitWarning = () => undefined; // of its age
  try {
    // Node's types leave out `process.binding`.
    return (process as unknown as { binding(name: string): AsyncWrap }).binding('async_wrap');
  } catch {
    return undefined;
  } finally {
    process.emitWarning = emitWarning;
  }
}
