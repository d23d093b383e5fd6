import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { TestKernel } from './client.js';
import { runPython } from './python.js';

/** A cell that puts half an emoji somewhere, and where its U+FFFD arrives. */
const places: Record<string, { code: string; type: string; where: string }> = {
  stdout: { code: 'console.log(half)', type: 'stream', where: '\ufffd\n' },
  stderr: { code: 'console.error(half + half)', type: 'stream', where: '\ufffd\ufffd\n' },
  'the second half': { code: "console.log('🙂'.slice(1))", type: 'stream', where: '\ufffd\n' },
  'an error': { code: 'throw new Error(half)', type: 'error', where: 'Error: \ufffd' },
  'a thrown text': { code: 'throw half', type: 'error', where: '\ufffd' },
  'a table': {
    code: `[{ [half]: half }, { [half]: 'x' }]`,
    type: 'execute_result',
    where: '<td>\ufffd</td>',
  },
  'a MIME bundle and its keys': {
    code: `({ [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': half, 'application/json': { [half]: [half] } }) })`,
    type: 'execute_result',
    where: '{"\ufffd":["\ufffd"]}',
  },
  'metadata of a display': {
    code: `display({ 'text/plain': 'x' }, { raw: true, metadata: { note: half } }); undefined`,
    type: 'display_data',
    where: '"note":"\ufffd"',
  },
  'a comm': {
    code: `Reflect.get(globalThis, Symbol.for('Jupyter.kernel')).comms.open('t', { half }, { half }); undefined`,
    type: 'comm_open',
    where: '"half":"\ufffd"',
  },
};

describe('half a surrogate pair', () => {
  let kernel: TestKernel;
  before(async () => {
    kernel = await TestKernel.start();
    await kernel.execute("const half = '🙂 hi'.slice(0, 1);");
  });
  after(() => kernel.stop());

  const wellFormed = (value: unknown) =>
    JSON.stringify(value, (key, part: unknown) => {
      for (const text of [key, part])
        if (typeof text === 'string') expect(text.isWellFormed(), JSON.stringify(text)).to.equal(true);
      return part;
    });

  for (const [place, { code, type, where }] of Object.entries(places)) {
    it(`leaves as U+FFFD in ${place}`, async () => {
      const { iopub, of, reply } = await kernel.execute(code);
      for (const { content, metadata } of [...iopub, reply]) wellFormed([content, metadata]);
      expect(JSON.stringify(of(type)).replaceAll('\\"', '"')).to.include(
        JSON.stringify(where).slice(1, -1).replaceAll('\\"', '"'),
      );
    });
  }

  it('leaves as U+FFFD in user expressions, history, inspection and completion', async () => {
    const shown = "({ [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': half }) })";
    const { reply } = await kernel.execute('half', { user_expressions: { shown } });
    const data = { 'text/plain': '\ufffd' };
    expect(reply.content['user_expressions']).to.deep.equal({ shown: { status: 'ok', data, metadata: {} } });
    await kernel.execute('const named = { "\ud83d": 1 };');
    const code = 'named';
    const asked = [
      await kernel.request('shell', 'history_request', { hist_access_type: 'tail', n: 5, output: true }),
      await kernel.request('shell', 'inspect_request', { code, cursor_pos: 5, detail_level: 1 }),
      await kernel.request('shell', 'complete_request', { code: 'named["', cursor_pos: 7 }),
    ];
    for (const { reply } of asked) wellFormed(reply.content);
  });

  it('is as node prints it', async () => {
    const code = "console.log('a🙂'.slice(0, 2), '🙂b'.slice(1), '🙂')";
    const printed = execFileSync(process.execPath, ['-e', code], { encoding: 'utf8' });
    expect((await kernel.execute(code)).text('stdout')).to.equal(printed);
  });

  it('stays whole where a stream is written in pieces, whatever comes between', async () => {
    const write = (stream: string, text: string) => `process.${stream}.write(${text});`;
    const pause = 'await new Promise((r) => setTimeout(r, 120));';
    const { text } = await kernel.execute(
      [
        write('stdout', "'<🙂>'.slice(0, 2)"),
        pause,
        write('stderr', "'🙃'.slice(0, 1)"),
        "display('between');",
        write('stdout', "'<🙂>'.slice(2)"),
        write('stderr', "'🙃'.slice(1)"),
        write('stdout', "'x'.repeat(300_000) + '🙂'.slice(0, 1)"),
        write('stdout', "'🙂'.slice(1) + half"),
        'undefined',
      ].join('\n'),
    );
    expect(text('stdout').replace(/x+/, 'x')).to.equal('<🙂>x🙂\ufffd');
    expect(text('stderr')).to.equal('🙃');
  });

  it('leaves escapes that only look like one, and whole pairs, as they are', async () => {
    const { of } = await kernel.execute(
      String.raw`({ [Symbol.for('Jupyter.display')]: () => ({ 'text/plain': '\\ud83d \\\\ud83d 🙂 \u0000' }) })`,
    );
    expect(of('execute_result')[0]?.['data']).to.deep.equal({
      'text/plain': '\\ud83d \\\\ud83d 🙂 \u0000',
    });
  });

  it('does not keep a notebook from being run and saved', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'codebook-half-'));
    const source = "console.log('🙂 hi'.slice(0, 1))";
    const cell = { cell_type: 'code', id: 'a', execution_count: null, metadata: {}, outputs: [], source };
    const kernelspec = { name: 'codebook', display_name: 'Codebook', language: 'typescript' };
    const notebook = { cells: [cell], metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 };
    writeFileSync(join(folder, 'in.ipynb'), JSON.stringify(notebook));
    const parameters = ['nbconvert', '--to', 'notebook', '--execute', 'in.ipynb', '--output', 'out.ipynb'];
    const { code, stderr } = await runPython('jupyter', parameters, folder);
    expect(code, stderr).to.equal(0);
    const saved = JSON.parse(readFileSync(join(folder, 'out.ipynb'), 'utf8'));
    expect(saved.cells[0].outputs[0].text).to.deep.equal(['\ufffd\n']);
    rmSync(folder, { recursive: true });
  });
});
