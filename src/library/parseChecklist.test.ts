import { parseChecklist } from './parseChecklist';
import { formatContentError } from './readYaml';

describe('parseChecklist', () => {
  const LIST = `version: 1
id: morning
title: Morning
days: [mon]
opens: '08:30'
due: '09:00'
window: 16h
items:
  - id: disks
    title: Disks
    shortTitle: Disks
    checks: [t.disk]
    byHand: Look.
`;
  const errorsIn = (text: string) => {
    const reading = parseChecklist(text, 'list.yaml', new Set(['t.disk']));
    return reading.ok ? [] : reading.errors.map(formatContentError);
  };

  it('compiles', () => {
    const reading = parseChecklist(LIST, 'list.yaml', new Set(['t.disk']));
    expect(reading.ok && reading.checklist).toMatchObject({
      id: 'morning',
      windowSeconds: 57_600,
      items: [{ need: 'all' }],
    });
  });

  it.each([
    [/days: .*/, 'monthly: { nth: last, day: workday }', { every: 'month', on: { nth: 'last', day: 'workday' } }],
    [/days: .*/, 'quarterly: { month: 1, day: 5 }', { every: 'quarter', month: 1, on: 5 }],
  ])('reads when it is', (days, said, recurrence) => {
    const reading = parseChecklist(LIST.replace(days, `${said}\nholiday: next`), 'list.yaml', new Set(['t.disk']));
    expect(reading.ok && reading.checklist).toMatchObject({ recurrence, onHoliday: 'next' });
  });

  it.each([
    [
      'a check that is not there',
      LIST.replace('t.disk', 't.disc'),
      /:12:14: items\[0\]\.checks\[0\]: there is no check "t.disc"/,
    ],
    ['a list that is never', LIST.replace(/days: .*\n/, ''), /it says not when, or more than once/],
    ['a list that is twice', LIST.replace('window:', 'monthly: 1\nwindow:'), /it says not when, or more than once/],
    ['a day that no month has', LIST.replace(/days: .*/, 'monthly: 32'), /monthly: .*<=31/],
    [
      'shifts that overlap',
      LIST.replace(
        'window:',
        "shifts: [{ id: a, opens: '06:00', due: '15:00' }, { id: a, opens: '14:00', due: '22:00' }]\nwindow:"
      ),
      /shifts: shifts overlap or stand in no order/,
    ],
    ['a time that is none', LIST.replace("'09:00'", "'24:00'"), /due: must be a quoted time/],
    [
      'a long short title',
      LIST.replace('shortTitle: Disks', `shortTitle: ${'x'.repeat(41)}`),
      /items\[0\]\.shortTitle/,
    ],
    [
      'a title twice',
      LIST + LIST.slice(LIST.indexOf('  - id')).replace('id: disks', 'id: other'),
      /items\[1\]\.title: "Disks" is used twice/,
    ],
  ])('refuses %s', (_what, text, message) => {
    expect(errorsIn(text).join('\n')).toMatch(message);
  });
});
