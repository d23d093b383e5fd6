import { expect } from 'chai';
import { lessonsInFull } from '../../scripts/lessons/share.mjs';

/** 21 lessons, each third one long. */
const lessons = Array.from({ length: 21 }, (_, i) => ({
  number: String(i).padStart(2, '0'),
  changed: false,
  seconds: i % 3 === 2 ? 240 : 90,
}));
const secondsOf = (chosen: ReadonlySet<string>) =>
  lessons.filter(({ number }) => chosen.has(number)).reduce((sum, { seconds }) => sum + seconds, 0);
const seeds = Array.from({ length: 60 }, (_, i) => `commit ${i}`);

describe('the share of the lessons that runs in full', () => {
  it('is the same for the same commit, and fits the budget', () => {
    for (const seed of seeds) {
      const chosen = lessonsInFull(lessons, seed, 360);
      expect([...lessonsInFull(lessons, seed, 360)]).to.deep.equal([...chosen]);
      expect(secondsOf(chosen)).to.be.within(270, 360);
    }
  });

  it('comes to every lesson within 60 commits, long or short', () => {
    const met = new Set(seeds.flatMap((seed) => [...lessonsInFull(lessons, seed, 360)]));
    expect(met.size).to.equal(21);
  });

  it('has at least one lesson, though it be longer than the budget', () => {
    for (const seed of seeds) expect(lessonsInFull(lessons, seed, 60).size).to.equal(1);
  });

  it('holds every changed lesson beside its share', () => {
    const changed = lessons.map((lesson) => ({ ...lesson, changed: ['02', '05'].includes(lesson.number) }));
    for (const seed of seeds) {
      const chosen = lessonsInFull(changed, seed, 360);
      expect(chosen).to.include('02').and.to.include('05');
      expect(chosen.size).to.be.above(2);
    }
  });
});
