// One temporary folder for a whole run, removed at its end: tests, and the programs that they start, leave nothing behind.
const { mkdtempSync, rmSync } = require('node:fs');
const { tmpdir } = require('node:os');
const path = require('node:path');

const folder = mkdtempSync(path.join(tmpdir(), 'codebook-test-'));
for (const name of ['TMPDIR', 'TMP', 'TEMP']) process.env[name] = folder;
process.on('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }));
