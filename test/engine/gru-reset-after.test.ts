import '@codebook/engine';
import { readFileSync } from 'node:fs';
import * as tf from '@tensorflow/tfjs';
import { expect } from 'chai';

interface Case {
  readonly name: string;
  readonly config: { readonly name: string; readonly use_bias: boolean };
  readonly weights: readonly { readonly shape: number[]; readonly values: number[] }[];
  readonly x: number[][][];
  readonly y: number[][] | number[][][];
}

const file = new URL('fixtures/gru-reset-after/gru.json', import.meta.url);
// make.py beside it writes this.
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] };

/** A model file of one layer, as the converter of Keras' models writes it. */
function artifacts({ config, weights }: Case): tf.io.ModelArtifacts {
  const parts = ['kernel', 'recurrent_kernel', 'bias'];
  return {
    modelTopology: {
      class_name: 'Sequential',
      config: { name: 'keras', layers: [{ class_name: 'GRU', config }] },
      backend: 'tensorflow',
      keras_version: '2.15.0',
    },
    weightSpecs: weights.map(({ shape }, i) => ({
      name: `${config.name}/${config.name}/${parts[i]}`,
      shape,
      dtype: 'float32',
    })),
    weightData: Float32Array.from(weights.flatMap(({ values }) => values)).buffer,
  };
}

const flat = (x: tf.Tensor): number[] => [...x.dataSync()];

describe('a GRU that resets after its product', () => {
  for (const one of cases) {
    it(`loads and computes what Keras computes: ${one.name}`, async () => {
      const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts(one)));
      const y = model.predict(tf.tensor3d(one.x)) as tf.Tensor;
      const expected = one.y.flat(2) as number[];
      expect(y.size).to.equal(expected.length);
      for (const [i, value] of flat(y).entries())
        expect(value).to.be.closeTo(expected[i] ?? Number.NaN, 1e-5);
    });
  }

  it('is the same after it is saved and loaded again', async () => {
    const [one] = cases;
    if (one === undefined) throw new Error('no case');
    const model = await tf.loadLayersModel(tf.io.fromMemory(artifacts(one)));
    const saved = await new Promise<tf.io.ModelArtifacts>((resolve, reject) => {
      const keep = async (made: tf.io.ModelArtifacts) => {
        resolve(made);
        return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' as const } };
      };
      model.save(tf.io.withSaveHandler(keep)).catch(reject);
    });
    const again = await tf.loadLayersModel(tf.io.fromMemory(saved));
    const x = tf.tensor3d(one.x);
    expect(flat(again.predict(x) as tf.Tensor)).to.deep.equal(flat(model.predict(x) as tf.Tensor));
  });

  it('trains, with dropout of inputs and state, and leaves no tensors', () => {
    const config = { units: 3, resetAfter: true, dropout: 0.4, recurrentDropout: 0.4, name: 'gru' };
    const { classNameMap } = tf.serialization.SerializationMap.getMap();
    const [cls, fromConfig] = classNameMap['GRU'] ?? [];
    if (cls === undefined || fromConfig === undefined) throw new Error('GRU is not registered');
    const layer = fromConfig(cls, config as never) as tf.layers.Layer;
    const x = tf.ones([2, 4, 2]);
    const loss = () => tf.mean(tf.square(layer.apply(x, { training: true }) as tf.Tensor)) as tf.Scalar;
    layer.apply(x);
    const optimizer = tf.train.sgd(0.1);
    optimizer.minimize(loss);
    const before = tf.memory().numTensors;
    for (let i = 0; i < 3; i++) optimizer.minimize(loss);
    expect(tf.memory().numTensors).to.equal(before);
    const bias = layer.getWeights()[2];
    expect(bias?.shape).to.deep.equal([2, 9]);
    expect(flat(tf.abs(bias ?? x)).some((value) => value > 0)).to.equal(true);
  });

  it('and one that resets before, as tfjs has it, is as it was', () => {
    const layer = tf.layers.gru({ units: 3 });
    layer.apply(tf.ones([2, 4, 2]));
    expect(layer.getWeights().map(({ shape }) => shape)).to.deep.equal([[2, 9], [3, 9], [9]]);
    expect(layer.getConfig()['resetAfter']).to.not.equal(true);
  });
});
