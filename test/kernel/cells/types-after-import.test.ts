import { expect } from 'chai';
import { TestNotebook } from './notebook.js';
import { packages } from './typed-packages.js';

describe('cells: types that are loaded after an import', () => {
  let notebook: TestNotebook;
  before(() => {
    notebook = new TestNotebook({ typeCheck: true });
    notebook.write(packages);
  });
  beforeEach(() => {
    notebook.count = 0;
  });
  after(() => notebook.dispose());

  it('are known in the next cell', async () => {
    const fresh = (name: string) =>
      notebook.write(
        Object.fromEntries(
          Object.entries(packages)
            .filter(([file]) => file.includes('/typed/'))
            .map(([file, text]) => [
              file.replace('/typed/', `/${name}/`),
              text.replace('"typed"', `"${name}"`),
            ]),
        ),
      );
    for (const name of ['fresh1', 'fresh2', 'fresh3', 'fresh4']) fresh(name);
    expect(await notebook.run("import * as fresh1 from 'fresh1'; 2")).to.equal(2);
    expect(await notebook.typeErrors('fresh1.nope')).to.deep.equal(['2339']);
    expect(await notebook.run('fresh1.shape().sides')).to.equal(3);
    // What the cell itself gets wrong is found as ever, also where it looks into the package.
    expect(
      await notebook.typeErrors("import * as fresh2 from 'fresh2';\nconst n: string = 3;"),
    ).to.deep.equal(['2322']);
    expect(await notebook.typeErrors("import * as fresh2 from 'fresh2'; fresh2.nope")).to.deep.equal([
      '2339',
    ]);
    expect(await notebook.typeErrors('fresh2')).to.deep.equal(['2304']);
    expect(await notebook.typeErrors("import * as fresh3 from 'fresh3'; const fresh3 = 1;")).to.include(
      '2440',
    );
    expect(
      await notebook.typeErrors("import * as f from 'fresh3'; import { nope } from 'fresh4';"),
    ).to.deep.equal(['2614']);
    expect(await notebook.typeErrors("import * as f from 'not-there'; 2")).to.deep.equal(['2307']);
    await notebook.run("import * as fresh4 from 'fresh4'; const later = 1;");
    const { matches } = await notebook.session.complete('fresh4.sh', 9);
    expect(matches).to.deep.equal(['shape']);
  });
});
