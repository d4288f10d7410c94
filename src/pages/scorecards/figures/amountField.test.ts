import fc from 'fast-check';

import { kpi } from '../../../core/kpi/testData';
import { amountOf, amountUnit, fieldOfAmount } from './amountField';
import { firstPeriod } from './entryPeriod';

const shown = (unit: 'ratio' | 'seconds' | 'days' | 'count', value: number) =>
  amountUnit(kpi([], { unit, target: { op: 'lte', value } }));

test.each([
  ['ratio', 0.999, '99.9', 0.999],
  ['seconds', 900, '15', 900],
  ['seconds', 7200, '1.5', 5400],
  ['days', 90, '12', 12],
  ['days', 1, '36', 1.5],
  ['count', 5, '3', 3],
] as const)('%s with a target of %d', (unit, target, text, value) => {
  expect(amountOf(text, shown(unit, target))).toBe(value);
  expect(fieldOfAmount(value, shown(unit, target))).toBe(text);
});

test.each(['', 'most', '1e3', '1.', '12 %', '1,2,3', '0x10'])('"%s" is no number', (text) => {
  expect(amountOf(text, shown('ratio', 0.9))).toBeNull();
});

test('what a field shows is what it reads', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), fc.constantFrom('ratio', 'seconds', 'days'), (n, unit) => {
      const field = shown(unit, unit === 'ratio' ? 0.9 : 900);
      const value = Number(((n / 1000) * field.one).toPrecision(12));
      expect(amountOf(fieldOfAmount(value, field), field)).toBeCloseTo(value, 9);
    })
  );
});

test.each([
  ['2026-02-10', '2026-02-01', '2026-02-28'],
  ['2028-02-29', '2028-02-01', '2028-02-29'],
  ['2026-12-31', '2026-12-01', '2026-12-31'],
  ['2026-04-01', '2026-04-01', '2026-04-30'],
])('on %s the running month', (today, from, to) => {
  const nowMs = Date.parse(`${today}T10:00:00Z`);
  const window = { fromMs: nowMs - 30 * 86_400_000, toMs: nowMs };
  const definition = kpi([{ kind: 'manual', measure: 'value' }]);
  expect(firstPeriod({ definition, window }, nowMs, 'UTC')).toEqual({ from, to });
});
