import '@codebook/engine';
import { expect } from 'chai';
import { denseAutoencoder, fit } from 'codebook';
import {
  duration,
  type Status,
  statusHtml,
  statusLine,
  terminalDisplay,
} from '../../../lib/dist/training/progress-display.js';
import { curvedPatterns } from '../models/patterns.js';

const status: Status = {
  epoch: 2,
  epochs: 4,
  share: 0.5,
  parts: { total: 10, reconstruction: 8, penalty: 2 },
  rate: 0.001,
  seconds: 61,
  secondsLeft: 102,
  past: [{ epoch: 1, train: { total: 12 }, validation: { total: 13 }, rate: 0.001, seconds: 40 }],
};

describe('progress', () => {
  it('says epoch, loss and parts, rate, time so far and time left in one line', () => {
    expect(statusLine('Training', status)).equal(
      'Training ████████░░░░░░░░░░░░ epoch 2/4 · loss 10 (reconstruction 8, penalty 2) · validation 13 · ' +
        'rate 0.001 · 1 min 01 s, 1 min 42 s left',
    );
    const variational = { ...status, parts: { total: 10, reconstruction: 8, penalty: 2, kl: 2 } };
    expect(statusLine('', variational)).contain('loss 10 (reconstruction 8, kl 2)');
    expect(duration(3725)).equal('1 h 02 min');
  });

  it('draws the curve of the loss in a notebook, and escapes the title', () => {
    const second = { epoch: 2, train: { total: 10 }, rate: 0.001, seconds: 80 };
    const html = statusHtml('a < b', { ...status, past: [...status.past, second] });
    expect(html).contain('aria-label="Loss from 12.00 to 10.00 in 2 epochs"');
    expect(html).contain('a &lt; b');
    expect(html).contain('value="0.3750"');
  });

  it('writes one line over in a terminal, and one line an epoch to a file', () => {
    const written: string[] = [];
    const write = (text: string) => void written.push(text);
    const file = terminalDisplay('T', { write });
    file.show({ ...status, past: [] });
    file.show(status);
    file.show(status);
    file.show({ ...status, ending: 'finished' });
    expect(written).lengthOf(1);
    expect(written[0]).contain('left\n');
    written.length = 0;
    const terminal = terminalDisplay('T', { write, isTTY: true });
    terminal.show(status);
    terminal.show(status);
    expect(written).lengthOf(1);
    expect(written[0]?.startsWith('\r\u001b[2KT ')).equal(true);
    expect(written[0]?.endsWith('\n')).equal(false);
  });

  it('uses one display of the kernel, updated, with html and plain text', async () => {
    const name = Symbol.for('Jupyter.kernel');
    const shown: string[] = [];
    const bundle = (value: object): Record<string, string> =>
      // What the display contract says.
      (Reflect.get(value, Symbol.for('Jupyter.display')) as () => Record<string, string>)();
    const note = (kind: string) => (value: object) =>
      void shown.push(`${kind} ${Object.keys(bundle(value)).join()}`);
    const update = note('update');
    const display = (value: object) => {
      note('display')(value);
      return { id: '1', update };
    };
    Reflect.set(globalThis, name, { display });
    try {
      const model = denseAutoencoder({ inputSize: 8, latentDim: 2 });
      await fit(model, curvedPatterns(50, 8), { epochs: 3 });
      model.dispose();
    } finally {
      Reflect.deleteProperty(globalThis, name);
    }
    expect(shown.filter((line) => line.startsWith('display'))).lengthOf(1);
    expect(shown[0]).equal('display text/plain,text/html');
    expect(shown.at(-1)).equal('update text/plain,text/html');
    expect(shown.length).within(3, 12);
  });
});
