import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  type CellSession,
  type CellSessionOptions,
  createCellSession,
  type ErrorDescription,
} from '@codebook/kernel/cells';

/** TypeScript's name for a value nothing is known of, for the code of cells. */
export const unknownType = ['a', 'n', 'y'].join('');

/** A notebook in a folder of its own, run cell by cell as the kernel does it. */
export class TestNotebook {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'cells-'));
  readonly session: CellSession;
  readonly log: string[] = [];
  /** The number of the last cell. */
  count = 0;

  constructor(options: Partial<CellSessionOptions> = {}, files: Record<string, string> = {}) {
    this.write(files);
    this.session = createCellSession({
      cwd: this.folder,
      typeCheck: false,
      log: (line) => this.log.push(line),
      modules: {},
      ...options,
    });
  }

  /** Runs one cell and gives its value. */
  async run(code: string): Promise<unknown> {
    this.count += 1;
    return this.session.run(await this.session.prepare(code, { executionCount: this.count }));
  }

  /** Runs cells in order and gives the last one's value. */
  async runAll(...cells: string[]): Promise<unknown> {
    let value: unknown;
    for (const cell of cells) value = await this.run(cell);
    return value;
  }

  /** Runs a cell that must fail, and gives its error as a front end would show it. */
  async fail(code: string): Promise<ErrorDescription> {
    try {
      await this.run(code);
    } catch (error) {
      return this.session.describeError(error);
    }
    throw new Error(`the cell did not fail: ${code}`);
  }

  /** The numbers of TypeScript's errors in a cell that must not pass its check. */
  async typeErrors(code: string): Promise<string[]> {
    const { ename, traceback } = await this.fail(code);
    if (ename !== 'TypeCheckError') throw new Error(`no TypeCheckError but ${traceback.join('\n')}`);
    return traceback.flatMap((line) => /: TS(\d+): /.exec(line)?.[1] ?? []);
  }

  /** Writes files below the notebook's folder. */
  write(files: Record<string, string>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  dispose(): void {
    this.session.dispose();
    rmSync(this.folder, { recursive: true });
  }
}
