/** A value in several representations, keyed by MIME type. Binary values are base64 strings. */
export type MimeBundle = Record<string, unknown>;

/** What a front end shows of an error: its class, its message, and lines of traceback in cell coordinates. */
export interface ErrorDescription {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** A cell's syntax or type errors, found before anything of the cell ran. */
export class CellError extends Error implements ErrorDescription {
  readonly ename: string;
  readonly evalue: string;
  readonly traceback: string[];

  constructor(description: ErrorDescription) {
    super(description.evalue);
    this.name = description.ename;
    this.ename = description.ename;
    this.evalue = description.evalue;
    this.traceback = description.traceback;
  }
}

/** A cell that passed its checks and is ready to run. Opaque to the kernel. */
export interface PreparedCell {
  readonly executionCount: number;
}

/** Whether code is ready to run, as Jupyter's `is_complete_reply` says it. */
export interface Completeness {
  status: 'complete' | 'incomplete' | 'invalid' | 'unknown';
  indent?: string;
}

/** Completions; `start` and `end` are UTF-16 offsets of the text to be replaced. */
export interface Completions {
  matches: string[];
  start: number;
  end: number;
  metadata: object;
}

/** What is known about the thing under the cursor. */
export interface Inspection {
  found: boolean;
  data: MimeBundle;
}

/** One notebook's cells: everything that was declared lives here. Used on the user's (main) thread. */
export interface CellSession {
  /**
   * Checks and compiles one cell. Throws {@link CellError} on syntax or type errors; only this cell fails. When `signal`
   * aborts before the cell's own code has begun, nothing of it begins any more and its declarations are forgotten;
   * while it is still being compiled, the signal's reason is thrown at once.
   */
  prepare(code: string, cell: { executionCount: number; signal?: AbortSignal }): Promise<PreparedCell>;
  /**
   * Loads what a prepared cell imports, and runs it: the value of its last expression, or undefined. Rejects with the
   * user's own error.
   */
  run(prepared: PreparedCell): Promise<unknown>;
  isComplete(code: string): Completeness;
  /** `cursor` is a UTF-16 offset. */
  complete(code: string, cursor: number): Promise<Completions>;
  /** `cursor` is a UTF-16 offset. */
  inspect(code: string, cursor: number, detail: 0 | 1): Promise<Inspection>;
  /** An error's class, message and traceback, with stack frames mapped to lines of cells. Never throws. */
  describeError(error: unknown): ErrorDescription;
  dispose(): void;
}

/** What a cell session needs from its kernel. */
export interface CellSessionOptions extends Partial<StopHooks> {
  /** Where relative imports of cells start: the notebook's folder. */
  cwd: string;
  typeCheck: boolean;
  log(line: string): void;
  /** Modules that exist only in the kernel, such as `tslab`, by specifier. */
  modules: Record<string, unknown>;
  /** Their declarations (`.d.ts` text) by specifier, so that cells importing them are checked. */
  moduleTypes?: Record<string, string>;
  /** Declarations of the kernel's globals: `display`, `input`, `clearOutput`. A cell may declare the same names anew. */
  globalTypes?: string;
  /** To be called with the value of a cell's last expression, before it is awaited if it is a promise: returns it. */
  result?: <T>(value: T) => T;
}

/** How a kernel stops cells: what a session calls where code could go on. */
export interface StopHooks {
  /**
   * To be called by the emitted code of a cell or local module when it goes on after an `await`
   * (`afterAwait(await x)`), and at each turn of a `for await`: returns its argument, and throws KeyboardInterrupt in a
   * cell that was stopped meanwhile, so that a stopped cell's loops of I/O end.
   */
  afterAwait<T>(value: T): T;
  /** Called before code of a cell or local module begins: throws where the cell was stopped, or shall be. */
  refuseStopped(): void;
  /** Called when a package begins to load; the result when it has. */
  loading(): () => void;
}
