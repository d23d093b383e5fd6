import { expect } from 'chai';
import { TestKernel } from './client.js';

const kernels: TestKernel[] = [];
const start = async (options = {}) => {
  const kernel = await TestKernel.start(options);
  kernels.push(kernel);
  return kernel;
};

const shownBy = async (kernel: TestKernel, code: string) =>
  (await kernel.execute(code)).of('execute_result')[0]?.['data'];

describe('programs that start the kernel', () => {
  afterEach(async () => {
    await Promise.all(kernels.splice(0).map((kernel) => kernel.stop()));
  });

  it('VS Code: asks before it listens, many times, on both channels, then runs cells without waiting', async () => {
    const kernel = await start({
      env: { VSCODE_PID: String(process.pid), VSCODE_CWD: '/', ELECTRON_RUN_AS_NODE: '1' },
    });
    const { iopub } = kernel.sockets;
    const address = `tcp://127.0.0.1:${kernel.connection.ports.iopub}`;
    iopub.disconnect(address);
    const asked = await Promise.all(
      (['shell', 'control', 'shell', 'control'] as const).map((channel) =>
        kernel.send(channel, 'kernel_info_request', {}),
      ),
    );
    for (const id of asked) expect((await kernel.reply(id)).content['status']).to.equal('ok');
    iopub.connect(address);
    const welcomed = kernel.iopub.filter(({ header }) => header.msg_type === 'iopub_welcome').length;
    await kernel.until(
      () => kernel.iopub.filter(({ header }) => header.msg_type === 'iopub_welcome').length > welcomed,
      'the welcome of a second subscription',
    );
    const silent = { silent: true, store_history: false, allow_stdin: false };
    const ids = [await kernel.begin('const started = 1', silent), await kernel.begin('const x = 20; x + 1')];
    const [, second] = await Promise.all(ids.map((id) => kernel.exchange(id)));
    expect(second?.of('execute_result')[0]?.['data']).to.deep.equal({ 'text/plain': '21' });
    expect(second?.reply.content['execution_count']).to.equal(1);
    expect((await kernel.request('control', 'interrupt_request')).reply.content).to.deep.equal({
      status: 'ok',
    });
    await kernel.send('control', 'shutdown_request', { restart: true });
    expect(await kernel.ended()).to.equal(0);
  });

  it('JupyterHub: a home that cannot be written, its variables kept from nobody', async () => {
    const env = {
      HOME: '/dev/null',
      CODEBOOK_HISTORY: '/dev/null/history.jsonl',
      JPY_PARENT_PID: String(process.pid),
      JUPYTERHUB_USER: 'ada',
      JUPYTERHUB_SERVICE_PREFIX: '/user/ada/',
    };
    const kernel = await start({ env, cwd: '/' });
    expect(await shownBy(kernel, 'process.env.JUPYTERHUB_USER')).to.deep.equal({ 'text/plain': "'ada'" });
    expect(await shownBy(kernel, '[process.cwd(), __dirname].join()')).to.deep.equal({
      'text/plain': "'/,/'",
    });
    expect(kernel.log).to.match(/^[^\n]*history \/dev\/null\/history\.jsonl: [^\n]*(ENOTDIR|EEXIST)/);
  });

  it('a shell without HOME, PATH or a terminal', async () => {
    const kernel = await start({ env: { HOME: '', PATH: '', TERM: '', LANG: 'C' } });
    expect(await shownBy(kernel, "'ä' + '😀'.length")).to.deep.equal({ 'text/plain': "'ä2'" });
    expect(kernel.log).to.equal('');
  });
});
