import { render, screen } from '@testing-library/react';
import fc from 'fast-check';

import { VERDICTS_WORST_FIRST, verdictRank } from '../../core/check/verdict';
import { sectionVerdict, WorstFirst } from './WorstFirst';

test('sections stand in the order of their worst rows, equally bad ones as they were given', () => {
  const verdicts = fc.array(fc.constantFrom(...VERDICTS_WORST_FIRST), { maxLength: 8 });
  fc.assert(
    fc.property(verdicts, (given) => {
      const sections = given.map((verdict, at) => ({
        key: String(at),
        verdict,
        content: <h2>{`${verdictRank(verdict)} ${at}`}</h2>,
      }));
      const { unmount } = render(<WorstFirst sections={sections} />);
      const shown = screen.queryAllByRole('heading').map(({ textContent }) => textContent ?? '');
      unmount();
      expect(shown).toEqual(
        [...shown].sort((a, b) => {
          const [[rankA, atA], [rankB, atB]] = [a, b].map((one) => one.split(' ').map(Number)) as [number[], number[]];
          return (rankA ?? 0) - (rankB ?? 0) || (atA ?? 0) - (atB ?? 0);
        })
      );
      expect(shown).toHaveLength(given.length);
    })
  );
});

test('a section that could not be read is unknown, and so is one of which a part is missing', () => {
  expect(sectionVerdict(['pass', 'warn'])).toBe('warn');
  expect(sectionVerdict(['pass'], { ok: false })).toBe('unknown');
  expect(sectionVerdict(['pass'], { ok: true, partial: { code: 'no-data' } })).toBe('unknown');
  expect(sectionVerdict([], undefined)).toBe('na');
});
