/** @jest-environment node */
import fc from 'fast-check';
import { monthIn } from '../time/month';
import { hourGrid } from './hours';
import { tallyHours, worstByDay } from './strips';

const october = monthIn('2026-10', 'Europe/Berlin');
if (!october.ok) {
  throw new Error(october.problem.detail);
}
const OCTOBER = hourGrid(october.month);

const letters = fc
  .array(fc.constantFrom('p', 'w', 'f', 'u', '-'), { minLength: 745, maxLength: 745 })
  .map((list) => list.join(''));

it('gives each day its worst hour', () => {
  fc.assert(
    fc.property(letters, (hours) => {
      const days = worstByDay(hours, OCTOBER);
      expect(days).toHaveLength(31);
      [...days].forEach((letter, day) => {
        const own = [...hours].filter((_, slot) => OCTOBER.dayOf[slot] === day);
        const worst = ['f', 'u', 'w', 'p', '-'].find((candidate) => own.includes(candidate));
        expect(letter).toBe(worst);
      });
    }),
    { numRuns: 40 }
  );
});

it('counts each hour once and never more in a run than in all', () => {
  fc.assert(
    fc.property(letters, (hours) => {
      const tally = tallyHours(hours);
      const passing = [...hours].filter((letter) => letter === 'p').length;
      expect(tally.judged).toBe(passing + tally.notPassing + tally.unknown);
      expect(tally.longest).toBeLessThanOrEqual(tally.notPassing);
      expect(tally.failing).toBeLessThanOrEqual(tally.notPassing);
    }),
    { numRuns: 40 }
  );
});

it('finds the longest run', () => {
  expect(tallyHours('ppwwfpwu-f')).toEqual({ notPassing: 5, failing: 2, unknown: 1, judged: 9, longest: 3 });
});
