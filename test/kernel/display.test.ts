import { inspect } from 'node:util';
import { bundleOf, plainText } from '@codebook/kernel';
import * as tf from '@tensorflow/tfjs-core';
import { expect } from 'chai';
import ndarray from 'ndarray';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('display', () => {
  it('shows what a value says of itself, bytes as base64', async () => {
    const own = { [Symbol.for('Jupyter.display')]: () => ({ 'image/png': png, 'text/plain': 'own' }) };
    expect(await bundleOf(own)).to.deep.equal({ 'image/png': png.toString('base64'), 'text/plain': 'own' });
  });

  it('waits for a value that takes time', async () => {
    const own = { [Symbol.for('Jupyter.display')]: async () => ({ 'text/plain': 'later' }) };
    expect(await bundleOf(own)).to.deep.equal({ 'text/plain': 'later' });
  });

  it('refuses a bundle that is none', () => {
    const own = { [Symbol.for('Jupyter.display')]: () => 'text' };
    expect(() => bundleOf(own)).to.throw(TypeError, "must return an object of MIME types, got 'text'");
  });

  it('lets nodejs.util.inspect.custom speak', () => {
    expect(plainText({ [inspect.custom]: () => 'custom' })).to.equal('custom');
  });

  it('shows the bytes of a PNG as an image', async () => {
    expect(await bundleOf(png)).to.deep.equal({
      'image/png': png.toString('base64'),
      'text/plain': '<image/png, 70 bytes>',
    });
  });

  it('shows the bytes of a JPEG as an image', async () => {
    expect(await bundleOf(new Uint8Array([0xff, 0xd8, 0xff, 0xe0]))).to.have.property(
      'image/jpeg',
      '/9j/4A==',
    );
  });

  it('shows a typed array with its length and values', () => {
    expect(plainText(new Float32Array([1, 0.1, Number.NaN]))).to.equal('Float32Array(3) [1, 0.1, NaN]');
    expect(plainText(new Uint8Array(1000))).to.equal('Uint8Array(1000) [0, 0, 0, …, 0, 0, 0]');
  });

  it('shows a matrix as rows', () => {
    const matrix = ndarray(new Float64Array([1, 2, 3, 4, 5, 6]), [2, 3]);
    expect(plainText(matrix)).to.equal('ndarray float64 [2, 3]\n[[1, 2, 3],\n [4, 5, 6]]');
    expect(plainText(matrix.transpose(1, 0))).to.equal(
      'ndarray float64 [3, 2]\n[[1, 4],\n [2, 5],\n [3, 6]]',
    );
  });

  it('shows a tensor with dtype, shape and values', () => {
    const tensor = Object.assign(Object.create(tf.Tensor.prototype), {
      dtype: 'float32',
      shape: [2, 2],
      isDisposedInternal: false,
    });
    tensor.dataSync = () => new Float32Array([1, 2.5, 3, 4]);
    expect(plainText(tensor)).to.equal('Tensor float32 [2, 2]\n[[  1, 2.5],\n [  3,   4]]');
  });

  it('shows maps, sets, dates and errors as Node does', () => {
    expect(plainText(new Map([['a', 1]]))).to.equal("Map(1) { 'a' => 1 }");
    expect(plainText(new Set([1]))).to.equal('Set(1) { 1 }');
    expect(plainText(new Date(0))).to.equal('1970-01-01T00:00:00.000Z');
    expect(plainText(new TypeError('wrong'))).to.match(/^TypeError: wrong\n/);
  });

  it('shows records as a table, escaped, and as text', async () => {
    const bundle = await bundleOf([
      { name: '<a>', n: 1 },
      { name: 'b', when: new Date(0) },
    ]);
    expect(bundle['text/html']).to.equal(
      '<table><thead><tr><th></th><th scope="col">name</th><th scope="col">n</th><th scope="col">when</th></tr></thead><tbody>' +
        '<tr><th scope="row">0</th><td>&lt;a&gt;</td><td>1</td><td></td></tr>' +
        '<tr><th scope="row">1</th><td>b</td><td></td><td>1970-01-01T00:00:00.000Z</td></tr></tbody></table>',
    );
    expect(bundle['text/plain']).to.include("name: '<a>'");
  });

  it('shows nested objects and short lists as text only', async () => {
    expect(await bundleOf([{ a: { b: 1 } }, { a: 2 }])).to.have.all.keys('text/plain');
    expect(await bundleOf([{ a: 1 }])).to.have.all.keys('text/plain');
    expect(await bundleOf([])).to.deep.equal({ 'text/plain': '[]' });
  });
});
