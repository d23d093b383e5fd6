import { spawnSync } from 'node:child_process';
import { expect } from 'chai';

/** Prints the megabytes of TensorFlow's file that a process holds, and that nobody wrote into. */
const program = `
await import('@codebook/engine');
const tf = await import('@tensorflow/tfjs');
tf.matMul(tf.ones([8, 8]), tf.ones([8, 8])).dataSync();
const { readFileSync } = await import('node:fs');
let inside = false;
let kilobytes = 0;
for (const line of readFileSync('/proc/self/smaps', 'utf8').split('\\n')) {
  if (/^[0-9a-f]+-[0-9a-f]+ /.test(line)) inside = line.includes('libtensorflow_');
  if (inside && line.startsWith('Rss:')) kilobytes += Number(line.split(/\\s+/)[1]);
  if (inside && line.startsWith('Anonymous:')) kilobytes -= Number(line.split(/\\s+/)[1]);
}
console.log(kilobytes / 1024);`;

describe('the engine’s memory after the import', () => {
  it('is free of what TensorFlow reads to be loaded: 240 MB', () => {
    if (process.platform !== 'linux') return;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', program], {
      encoding: 'utf8',
    });
    expect(stderr).equal('');
    expect(Number(stdout)).within(1, 100);
  });
});
