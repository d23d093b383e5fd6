import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** In the describe that calls it, answers are noted in a file of the tests' own and in no learner's record. */
export function keepRecordApart(): void {
  let kept: string | undefined;
  before(() => {
    kept = process.env.CODEBOOK_PROGRESS;
    process.env.CODEBOOK_PROGRESS = path.join(mkdtempSync(path.join(tmpdir(), 'codebook-record-')), 'p.json');
  });
  after(() => {
    if (kept === undefined) delete process.env.CODEBOOK_PROGRESS;
    else process.env.CODEBOOK_PROGRESS = kept;
  });
}
