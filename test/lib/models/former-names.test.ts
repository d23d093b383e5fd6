import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { random } from '@codebook/engine';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';
import { loadModel } from 'codebook';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'saved');

/**
 * Models saved at commit 712e141, when a code's size was `codeSize`, `hidden` or `units`, and losses were `bce`, `mse`,
 * `categorical` and `observed`; each with its code of the input 0, ¼, ½, 0, … then, and its loss.
 */
const saved = {
  dense: { code: [0, 0.0742621049284935], loss: 0.3023671507835388 },
  bits: { code: [0.502951443195343, 0.40602487325668335], loss: 2.105161666870117 },
  convolutional: { code: [0.31658637523651123, -0.3657847046852112], loss: 11.2574462890625 },
  sparse: {
    code: [0.01681235432624817, 0, -0.4258495271205902, 0.4195025563240051],
    loss: 0.04632581025362015,
  },
  boltzmann: { code: [0.4980838894844055, 0.49994954466819763], loss: 2.073253870010376 },
  sequence: {
    code: [-0.07915570586919785, -0.0763009637594223, -0.14269010722637177, -0.15318143367767334],
    loss: 4.156524181365967,
  },
  words: { code: [0.10807525366544724, 0], loss: 0.8505781888961792 },
  ratings: { code: [0.10807525366544724, 0], loss: 0.34109294414520264 },
};

describe('models saved under former names', () => {
  for (const [name, { code, loss }] of Object.entries(saved))
    it(`load as they were: ${name}`, () => {
      const model = loadModel(join(folder, `${name}.model`));
      const size = model.inputShape.reduce((product, side) => product * side, 1);
      const x = tf.tensor2d([Array.from({ length: size }, (_, i) => (i % 3) / 4)]);
      expect(tf.sub(model.encode(x), [code]).abs().max().dataSync()[0]).below(1e-6);
      if (!('loss' in model)) throw new Error('a model with a loss expected');
      expect(model.loss(x, { key: random.key(1) })['reconstruction']?.dataSync()[0]).closeTo(loss, 1e-5);
      model.dispose();
    });
});
