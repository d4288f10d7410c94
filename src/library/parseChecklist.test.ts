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

  const ON_DEMAND = LIST.replace(/days: .*\n/, 'onDemand: true\n').replace(/(?:opens|due): .*\n/g, '');

  it('reads a list on demand, which has no hours', () => {
    const reading = parseChecklist(ON_DEMAND, 'list.yaml', new Set(['t.disk']));
    expect(reading.ok && Object.keys(reading.checklist).sort()).toEqual([
      'id',
      'items',
      'recurrence',
      'title',
      'windowSeconds',
    ]);
    expect(reading.ok && reading.checklist.recurrence).toBeNull();
  });

  it.each([
    ['signatures: 1\n', undefined],
    ['signatures: 2\n', 2],
  ])('reads how many people sign: %j', (said, signatures) => {
    const reading = parseChecklist(LIST + said, 'list.yaml', new Set(['t.disk']));
    expect(reading.ok && reading.checklist.signatures).toBe(signatures);
  });

  it.each([
    ['a list on demand that is due', `${ON_DEMAND}due: '09:00'\n`, /:12:1: due: a list on demand is never due/],
    ['a list on demand with holidays', `${ON_DEMAND}holiday: skip\n`, /holiday: a list on demand is never due/],
    ['a list on demand with days', `${ON_DEMAND}days: [mon]\n`, /it says not when, or more than once/],
    ['a list without hours', LIST.replace(/due: .*\n/, ''), /it says not at what time/],
    ['three signatures', `${LIST}signatures: 3\n`, /signatures/],
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
