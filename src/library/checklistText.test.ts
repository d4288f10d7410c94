/** @jest-environment node */
import fc from 'fast-check';

import type { ChecklistTemplate, ItemTemplate } from '../core/checklist/template';
import { builtin } from './builtin.gen';
import { readMarkdown, withMarkdown, writeMarkdown } from './checklistMarkdown';
import { parseChecklist } from './parseChecklist';
import { writeChecklist } from './writeChecklist';

const checkIds = new Set(builtin.checks.map(({ id }) => id));

/** What a line of text may hold; nobody writes line ends or spaces around it. */
const line = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
  .map((text) => text.replace(/[\r\n]/g, '').trim())
  .filter((text) => text !== '' && text.length <= 200);
const words = fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.join('\n').trim());
const slug = fc.stringMatching(/^[a-z0-9]{1,8}(-[a-z0-9]{1,8})?$/);
const someChecks = fc.subarray([...checkIds].slice(0, 12));

const item = fc
  .record({ id: slug, title: line, shortTitle: line, checks: someChecks, isAny: fc.boolean(), byHand: words })
  .map(({ isAny, ...rest }): ItemTemplate => {
    const need = isAny && rest.checks.length > 0 ? 'any' : 'all';
    return { ...rest, shortTitle: [...rest.shortTitle].slice(0, 10).join('').trim().slice(0, 40), need, seeds: [] };
  });
const items = fc.uniqueArray(item, {
  minLength: 1,
  maxLength: 6,
  comparator: (a, b) => a.id === b.id || a.title === b.title || a.shortTitle === b.shortTitle,
});

const MONTH_DAYS = [1, 31, 'last', { nth: 1, day: 'workday' }, { nth: 'last', day: 'fri' }] as const;
const calendar = fc.oneof(
  fc.constant({ recurrence: null }),
  fc.record({
    recurrence: fc.oneof(
      fc.constant({ every: 'week' as const, days: ['mon' as const, 'thu' as const] }),
      fc.constantFrom(...MONTH_DAYS).map((on) => ({ every: 'month' as const, on })),
      fc.constantFrom(...MONTH_DAYS).map((on) => ({ every: 'quarter' as const, month: 2 as const, on }))
    ),
    onHoliday: fc.constantFrom('skip' as const, 'next' as const, 'previous' as const, 'keep' as const),
    opens: fc.constantFrom('08:30', '22:00'),
    due: fc.constantFrom('09:00', '12:30'),
  })
);
const template = fc
  .record({ id: slug, title: line, windowSeconds: fc.integer({ min: 1, max: 5_000_000 }), items, calendar })
  .map(({ calendar: when, ...body }): ChecklistTemplate => ({ ...body, ...when }));

test.each(builtin.checklists.map((list) => [list.id, list] as const))('%s is read as it was written', (_id, list) => {
  expect(parseChecklist(writeChecklist(list), 'list.yaml', checkIds)).toEqual({ ok: true, checklist: list });
  expect(withMarkdown(list, readMarkdown(writeMarkdown(list)))).toEqual(list);
});

test('any list is read as it was written, as YAML', () => {
  fc.assert(
    fc.property(template, (list) => {
      expect(parseChecklist(writeChecklist(list), 'list.yaml', checkIds)).toEqual({ ok: true, checklist: list });
    })
  );
});

test('any list is read as it was written, as Markdown', () => {
  fc.assert(
    fc.property(template, (list) => {
      const read = readMarkdown(writeMarkdown(list));
      expect(read.ignored).toEqual([]);
      expect(withMarkdown(list, read)).toEqual(list);
    })
  );
});

test('a task list of somebody else', () => {
  const read = readMarkdown('Intro\n\n# Before the release\r\n\n* [x] Tag it\n  - [ ] Tell everybody\n1. not one\n');
  expect(read).toEqual({
    title: 'Before the release',
    items: ['Tag it', 'Tell everybody'].map((title) => ({ title, checks: [], need: 'all', byHand: '' })),
    ignored: [1, 7],
  });
  const list = withMarkdown(builtin.checklists[0]!, read);
  expect(list.items.map(({ id }) => id)).toEqual(['tag-it', 'tell-everybody']);
  expect(parseChecklist(writeChecklist(list), 'list.yaml', checkIds).ok).toBe(true);
});

test('an item that stays keeps its id, whatever its place; a new one takes a free id', () => {
  const list = builtin.checklists[0]!;
  const [first, second] = list.items as [ItemTemplate, ItemTemplate];
  const text = `- [ ] ${second.title}\n- [ ] ${first.id}\n- [ ] ${first.title}\n`;
  expect(withMarkdown(list, readMarkdown(text)).items.map(({ id }) => id)).toEqual([
    second.id,
    `${first.id}-2`,
    first.id,
  ]);
});
