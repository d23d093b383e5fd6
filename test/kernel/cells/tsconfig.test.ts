import { expect } from 'chai';
import { TestNotebook } from './notebook.js';

describe('cells: tsconfig.json', () => {
  it('is honoured: the nearest one, with paths and looser or stricter checks', async () => {
    const configured = new TestNotebook(
      { typeCheck: true },
      {
        'tsconfig.json':
          '{ "compilerOptions": { "strict": false, "experimentalDecorators": true, ' +
          '"paths": { "@/*": ["./src/*"] }, "nonsense": 1, }, }',
        'src/deep/name.ts': 'import { x } from "@/other"; export const name = `deep${x}`;',
        'src/other.ts': 'export const x = 1;',
      },
    );
    expect(
      await configured.run('function loose(a) { return a.b } let n: number = null; loose({ b: 1 })'),
    ).to.equal(1);
    expect(await configured.run('import { name } from "@/deep/name"; name')).to.equal('deep1');
    expect(
      await configured.run(
        'const marks: string[] = []; function mark(target: object, key: string) { marks.push(key) }\nclass A { @mark m() {} }\nmarks',
      ),
    ).to.deep.equal(['m']);
    expect(configured.log.join('\n')).to.match(/tsconfig\.json: Unknown compiler option 'nonsense'/);
    configured.dispose();
  });

  it('is not needed: checks are strict without one', async () => {
    const notebook = new TestNotebook({ typeCheck: true });
    expect((await notebook.fail('function loose(a) { return a }')).evalue).to.match(/^TS7006/);
    notebook.dispose();
  });
});
