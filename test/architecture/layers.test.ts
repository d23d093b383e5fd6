import { expect } from 'chai';
import { findCircle, folderOf, importsOf } from './imports.js';

/** The folders of the library, each above all that it may import. Folders of one line do not import each other. */
const layers = [
  ['checks'],
  ['files', 'jupyter', 'numerics'],
  ['losses', 'rendering'],
  ['data', 'study'],
  ['penalties', 'corruptions', 'training'],
  ['models', 'decompositions'],
  ['figures'],
  ['analysis', 'pretraining'],
];
/** Lower folders that are out of bounds all the same: a model does not know how it is trained. */
const forbidden = [
  'models → training',
  'decompositions → training',
  'models → penalties',
  'models → corruptions',
];

describe('architecture', () => {
  it('has each folder of the library import from lower layers only', () => {
    const height = new Map(layers.flatMap((layer, i) => layer.map((folder) => [folder, i] as const)));
    for (const [file, targets] of importsOf('lib'))
      for (const target of targets) {
        const [from, to] = [folderOf(file), folderOf(target)];
        if (from === to || from === '') continue;
        expect(height.get(from), `lib/src/${from} stands in no layer`).not.equal(undefined);
        expect(height.get(to), `lib/src/${file} imports ${target}`).below(height.get(from) ?? 0);
        expect(forbidden, `lib/src/${file} imports ${target}`).not.include(`${from} → ${to}`);
      }
  });

  for (const name of ['engine', 'kernel', 'lib'] as const)
    it(`has no files of ${name} that import each other in a circle`, () => {
      expect(findCircle(importsOf(name))?.join(' → ')).equal(undefined);
    });

  it('finds a circle where there is one', () => {
    const circle = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', []],
      ['d', ['b']],
    ]);
    expect(findCircle(circle)).deep.equal(['b', 'd', 'b']);
  });
});
