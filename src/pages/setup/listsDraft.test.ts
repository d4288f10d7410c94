import fc from 'fast-check';

import type { Settings } from '../../core/settings/settings';
import { differs, listsDraft, NEW_ROTATION, readListsDraft } from './listsDraft';

const SETTINGS: Settings = {
  version: 1,
  timezone: 'Europe/Berlin',
  checklists: ['morning', 'weekly'],
  holidays: ['2026-12-25', '2026-12-26'],
  duty: [{ title: 'Platform', people: ['anna', 'ben'], from: '2026-11-02', days: 7, at: '09:00' }],
};

test('what is saved is what was read', () => {
  const { version: _, ...lists } = SETTINGS;
  expect(readListsDraft(listsDraft(SETTINGS))).toEqual({ settings: lists, problems: [] });
});

test('settings of nobody are UTC and empty', () => {
  expect(readListsDraft(listsDraft({ version: 1 })).settings).toEqual({
    timezone: 'UTC',
    checklists: [],
    holidays: [],
    duty: [],
  });
});

test.each([
  ['2026-12-25\n\n 2026-12-26 \n', []],
  ['2026-12-25\n25.12.2026', [{ of: 'holidays', line: 2, text: '25.12.2026' }]],
  ['\n2026-02-29', [{ of: 'holidays', line: 2, text: '2026-02-29' }]],
  ['2028-02-29', []],
])('holidays %j', (holidays, problems) => {
  expect(readListsDraft({ ...listsDraft(SETTINGS), holidays }).problems).toEqual(problems);
});

const GOOD = { title: 'Platform', people: 'anna, ben', from: '2026-11-02', days: '7', at: '09:00' };

test.each([
  [{}, []],
  [{ title: '  ' }, ['title']],
  [{ people: ' , ,' }, ['people']],
  [{ from: '2026-13-01' }, ['from']],
  [{ days: '' }, ['days']],
  [{ days: '0' }, ['days']],
  [{ days: '1.5' }, ['days']],
  [{ days: '32' }, ['days']],
  [{ at: '24:00' }, ['at']],
  [{ at: '9:00', title: '' }, ['title', 'at']],
])('a rotation with %j', (change, fields) => {
  const rotations = [GOOD, { ...GOOD, ...change }];
  const { problems } = readListsDraft({ ...listsDraft(SETTINGS), rotations });
  expect(problems).toEqual(fields.map((field) => ({ of: 'rotation', index: 1, field })));
});

test('a new rotation is not complete', () => {
  const { settings, problems } = readListsDraft({ ...listsDraft(SETTINGS), rotations: [NEW_ROTATION] });
  expect(settings.duty).toEqual([]);
  expect(problems.length).toBeGreaterThan(0);
});

test('no text makes settings that do not fit, and what is left out is named', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.string(), fc.constant('2026-12-25'))), (lines) => {
      const { settings, problems } = readListsDraft({ ...listsDraft(SETTINGS), holidays: lines.join('\n') });
      const written = lines
        .join('\n')
        .split('\n')
        .filter((line) => line.trim() !== '');
      expect(settings.holidays.length + problems.length).toBe(written.length);
    })
  );
});

test('a draft that was typed in and taken back is none', () => {
  const draft = listsDraft(SETTINGS);
  expect(differs(draft, { ...draft, holidays: '' })).toBe(true);
  expect(differs(draft, { ...draft, holidays: `${draft.holidays}` })).toBe(false);
});
