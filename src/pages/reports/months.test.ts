import { chooseMonth, fullMonths } from './months';

jest.mock('@grafana/i18n', () => ({
  t: (_key: string, english: string, values: Record<string, string>) =>
    english.replace(/{{(\w+)}}/g, (_whole, name: string) => values[name] ?? ''),
}));

const NOW = Date.parse('2026-11-20T12:00:00Z');

it('offers the months that are over, the newest first', () => {
  expect(fullMonths(NOW, 'Europe/Berlin').slice(0, 2)).toEqual(['2026-10', '2026-09']);
  expect(fullMonths(NOW, 'Europe/Berlin')).toHaveLength(24);
});

it('takes the last full month when the address names none', () => {
  expect(chooseMonth(null, 'Europe/Berlin', NOW)).toMatchObject({ ok: true, month: { id: '2026-10', hours: 745 } });
});

it('takes the month of the address, however old', () => {
  expect(chooseMonth('2024-02', 'UTC', NOW)).toMatchObject({ ok: true, month: { id: '2024-02' } });
});

it.each(['2026-13', '2026-11', '2027-01', 'october'])('refuses %s with a sentence', (text) => {
  const choice = chooseMonth(text, 'UTC', NOW);
  expect(choice.ok ? '' : choice.error).toMatch(/not/);
});
