import { MessageChannel, type MessagePort, receiveMessageOnPort, Worker } from 'node:worker_threads';
import type {
  CompiledCell,
  CompilerSettings,
  Transpiled,
  TypedCompletions,
  TypedInspection,
} from '../transpiled.js';
import type { Completeness } from '../types.js';

/** What the compiler's thread is asked. */
export type CompilerCall =
  | { method: 'compileCell'; code: string }
  /** The cell compiled by the call of this number was stopped before it began. */
  | { method: 'withdrawCell'; call: number }
  | { method: 'compileModule'; code: string; file: string }
  | { method: 'isComplete'; code: string }
  | { method: 'complete'; code: string; cursor: number }
  | { method: 'inspect'; code: string; cursor: number; detail: 0 | 1 };

/** What the compiler's thread is started with. */
export interface CompilerThreadData {
  settings: CompilerSettings;
  /** Answers for a caller that waits without its event loop, and the number of the last such answer. */
  answers: MessagePort;
  answered: Int32Array;
}

interface Answer {
  id: number;
  value?: unknown;
  error?: unknown;
  log?: string;
}

const longestWait = 5_000;

/** The compiler of one notebook, in a thread of its own: the user's thread never loads TypeScript. */
export class CompilerClient {
  readonly #settings: CompilerSettings;
  readonly #log: (line: string) => void;
  readonly #known: () => string[];
  readonly #answered = new Int32Array(new SharedArrayBuffer(4));
  readonly #pending = new Map<number, { resolve(value: unknown): void; reject(error: unknown): void }>();
  #worker: Worker;
  #answers: MessagePort;
  #last = 0;
  #disposed = false;
  /** Whether the thread that runs now has answered, or said anything. */
  #heard = false;
  /** Set once a thread without type checks broke before it said anything: another one would do the same. */
  #broken: Error | undefined;

  /** `known` gives the names of the notebook's variables, for a compiler that takes over from one that broke. */
  constructor(settings: CompilerSettings, log: (line: string) => void, known: () => string[]) {
    this.#settings = settings;
    this.#log = log;
    this.#known = known;
    [this.#worker, this.#answers] = this.#start(settings);
  }

  #start(settings: CompilerSettings): [Worker, MessagePort] {
    const { port1, port2 } = new MessageChannel();
    const workerData: CompilerThreadData = { settings, answers: port2, answered: this.#answered };
    const worker = new Worker(new URL('./compiler-thread.js', import.meta.url), {
      workerData,
      transferList: [port2],
      execArgv: [],
      // Young objects die young here: a small nursery keeps memory low at no cost in time.
      resourceLimits: { maxYoungGenerationSizeMb: 24, maxOldGenerationSizeMb: 2048 },
    });
    this.#heard = false;
    worker.on('message', (answer: Answer) => {
      this.#heard = true;
      if (answer.log === undefined) this.#settle(answer);
      else this.#log(answer.log);
    });
    worker.on('error', (error) =>
      settings.typeCheck || this.#heard ? this.#takeOver(error) : this.#giveUp(error),
    );
    worker.unref();
    port1.unref();
    return [worker, port1];
  }

  /** Where the compiler cannot even be loaded. */
  #giveUp(error: Error): void {
    const remedy = 'Run codebook-kernel doctor, and npm install where the kernel is installed.';
    this.#broken = new Error(`No cell can be compiled: ${error.message}. ${remedy}`, { cause: error });
    if (!this.#disposed) this.#log(this.#broken.message);
    this.#fail(this.#broken);
  }

  /** After a crash (out of memory, say) cells go on without type checks, which is better than not at all. */
  #takeOver(error: Error): void {
    this.#fail(new Error(`The compiler of cells broke: ${error.message}`, { cause: error }));
    if (this.#disposed) return;
    this.#log(
      `The compiler of cells broke (${error.message}). Cells run without type checks until a restart.`,
    );
    this.#answers.close();
    [this.#worker, this.#answers] = this.#start({
      ...this.#settings,
      typeCheck: false,
      known: this.#known(),
    });
  }

  /**
   * Compiles and checks a cell. `withdraw` of the result makes the compiler forget the cell's names and types, if none
   * was compiled after it. An aborted `signal` does so, and its reason is thrown at once.
   */
  async compileCell(code: string, signal?: AbortSignal): Promise<CompiledCell & { withdraw(): void }> {
    signal?.throwIfAborted();
    const call = this.#post({ method: 'compileCell', code }, false);
    const withdraw = (): void => void this.#post({ method: 'withdrawCell', call }, false);
    const giveUp = (): void => {
      withdraw();
      this.#settle({ id: call, error: signal?.reason });
    };
    signal?.addEventListener('abort', giveUp);
    try {
      // The thread answers each method with its own type; see `compiler-thread.ts`.
      const compiled = (await this.#answer(call)) as CompiledCell;
      return { ...compiled, withdraw };
    } finally {
      signal?.removeEventListener('abort', giveUp);
    }
  }

  /** Compiles a local module. */
  async compileModule(code: string, file: string): Promise<Transpiled> {
    // As above.
    return (await this.#ask({ method: 'compileModule', code, file })) as Transpiled;
  }

  /** What could stand at the cursor, by types. */
  async complete(code: string, cursor: number): Promise<TypedCompletions> {
    // As above.
    return (await this.#ask({ method: 'complete', code, cursor })) as TypedCompletions;
  }

  /** What the types and the documentation say of the thing under the cursor. */
  async inspect(code: string, cursor: number, detail: 0 | 1): Promise<TypedInspection> {
    // As above.
    return (await this.#ask({ method: 'inspect', code, cursor, detail })) as TypedInspection;
  }

  /** Answers at once, by waiting for the thread without the event loop; `unknown` if it takes too long. */
  isComplete(code: string): Completeness {
    if (this.#broken) return { status: 'unknown' };
    const id = this.#post({ method: 'isComplete', code }, true);
    const end = Date.now() + longestWait;
    for (let now = Date.now(); now < end; now = Date.now()) {
      const last = Atomics.load(this.#answered, 0);
      if (last === id) break;
      Atomics.wait(this.#answered, 0, last, end - now);
    }
    for (let next = receiveMessageOnPort(this.#answers); next; next = receiveMessageOnPort(this.#answers)) {
      const { message }: { message: Answer } = next;
      // As above.
      if (message.id === id && message.value) return message.value as Completeness;
    }
    return { status: 'unknown' };
  }

  /** Ends the thread; calls still open are rejected. */
  dispose(): void {
    this.#disposed = true;
    this.#fail(new Error('The notebook’s compiler was closed.'));
    this.#answers.close();
    void this.#worker.terminate();
  }

  #ask(call: CompilerCall): Promise<unknown> {
    return this.#answer(this.#post(call, false));
  }

  #answer(id: number): Promise<unknown> {
    if (this.#broken) return Promise.reject(this.#broken);
    return new Promise((resolve, reject) => {
      this.#worker.ref();
      this.#pending.set(id, { resolve, reject });
    });
  }

  #post(call: CompilerCall, wait: boolean): number {
    this.#last += 1;
    this.#worker.postMessage({ id: this.#last, call, wait });
    return this.#last;
  }

  #settle({ id, value, error }: Answer): void {
    const waiting = this.#pending.get(id);
    this.#pending.delete(id);
    if (this.#pending.size === 0) this.#worker.unref();
    if (error === undefined) waiting?.resolve(value);
    else waiting?.reject(error);
  }

  #fail(error: unknown): void {
    for (const { reject } of this.#pending.values()) reject(error);
    this.#pending.clear();
  }
}
