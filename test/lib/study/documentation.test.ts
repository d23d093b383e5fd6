import { expect } from 'chai';
import { runPage } from '../pages.js';

describe('documentation', () => {
  it('shows figures that can be made and written as it says', () => {
    const [alt, moved, sizes] = runPage('figures').trim().split('\n');
    expect(alt).to.equal(
      'Lines of squared error against model: error goes from 13.87 at 1 to 3.5 at 2 (lowest 3.5).',
    );
    expect(moved).to.match(/^3 pictures, for power from 1 to 3\. power = 2: Lines of y against x/);
    const [png, svg, page] = (sizes ?? '').split(' ').map(Number);
    expect([png, svg].every((size) => (size ?? 0) > 3000)).to.equal(true);
    expect(page).to.be.above(4_000_000);
  });

  it('shows exercises, quizzes and progress that answer as it says', () => {
    const said = runPage('study');
    expect(said).to.include('✗ Not yet. That is the code over the image');
    expect(said).to.include('→ Hint 2 of 2. Divide 784 by the size of the code.');
    expect(said).to.include('✗ Not yet. That is the length of the border.');
    expect(said).to.include('✓ Right. Your answer agrees');
    expect(said).to.include('b) Its input').and.include(' 1\n');
    expect(said).to.include("[ '05.ratio', 'area' ]");
  });
});
