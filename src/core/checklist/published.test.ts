import fc from 'fast-check';

import { encodeEvent, eventTags, journalCodec, type AnnotationRow } from '../journal/codec';
import { activeTemplates, NONE_PUBLISHED, originOf, publishedIn, versionOf, type VersionOrigin } from './published';
import type { ChecklistTemplate, ItemTemplate } from './template';
import { publishDraft, TEMPLATE_EVENTS, templateSha, type PublishedDraft } from './templateEvent';
import { templateId } from './templateId';
import { isTemplate } from './templateSchema';

const item = (id: string): ItemTemplate => {
  return {
    id,
    title: `Look at ${id}`,
    shortTitle: id,
    checks: [`node.${id}`],
    need: 'all',
    byHand: 'Look.',
    seeds: [],
  };
};
const morning: ChecklistTemplate = {
  id: 'morning',
  title: 'Morning routine',
  recurrence: { every: 'month', on: { nth: 1, day: 'workday' } },
  onHoliday: 'next',
  opens: '08:30',
  due: '09:00',
  dueDays: 2,
  windowSeconds: 57_600,
  signatures: 2,
  items: ['cpu', 'memory', 'disk', 'clock'].map(item),
};
const standup: ChecklistTemplate = {
  id: 'standup',
  title: 'Stand-up',
  recurrence: null,
  windowSeconds: 3600,
  items: [item('cpu')],
};
const changed: ChecklistTemplate = { ...morning, title: 'Morning routine of ours', items: morning.items.slice(0, 3) };
const codec = journalCodec([TEMPLATE_EVENTS]);

function row(draft: PublishedDraft, id: number, over: Partial<AnnotationRow> = {}): AnnotationRow {
  return {
    id,
    text: encodeEvent(draft, TEMPLATE_EVENTS),
    tags: eventTags(draft.class, draft.list),
    login: 'anna',
    created: 1000 + id,
    updated: 1000 + id,
    ...over,
  };
}

const read = (...rows: AnnotationRow[]) => publishedIn(codec.decodeRows(rows));

test.each([morning, standup])('$title is read as it was published', (list) => {
  const said = read(row(publishDraft(list), 1)).get(templateSha(list));
  expect(said).toMatchObject({ template: list, by: 'anna', publishedMs: 1001 });
  expect(templateId(said!.template)).toBe(templateId(list));
});

test('published twice it is one, of the first who wrote it', () => {
  const draft = publishDraft(changed);
  const said = read(row(draft, 1), row(draft, 2, { login: 'ben' }));
  expect([...said.values()].map(({ by }) => by)).toEqual(['anna']);
});

test.each<[string, () => AnnotationRow]>([
  ['edited', () => row(publishDraft(changed), 1, { updated: 5000 })],
  [
    'of another content than its hash says',
    () => {
      const draft = publishDraft(changed);
      return row({ ...draft, payload: { ...publishDraft(morning).payload, sha: draft.payload.sha } }, 1);
    },
  ],
  [
    'of a shape that is none of ours',
    () => {
      const template = { id: 'morning', title: 'Morning', items: [] };
      const sha = templateSha(template);
      return row({ ...publishDraft(changed), payload: { sha, template } }, 1);
    },
  ],
])('a version that is %s does not count', (_what, make) => {
  const bySha = read(make());
  expect([...bySha]).toEqual([]);
  const active = { morning: templateSha(changed) };
  const { checklists, missing } = activeTemplates([morning, standup], active, { bySha, failed: null });
  expect(checklists).toEqual([morning, standup]);
  expect(missing).toEqual([{ list: 'morning', insteadOf: 'Morning routine', sha: templateSha(changed), failed: null }]);
});

test('an edited version counts again when it is written again', () => {
  const draft = publishDraft(changed);
  expect(read(row(draft, 1, { updated: 5000 }), row(draft, 2)).size).toBe(1);
});

test('an activated version takes the place of the list of the library, and only of that one', () => {
  const bySha = read(row(publishDraft(changed), 1), row(publishDraft({ ...changed, id: 'own' }), 2));
  const own = { ...changed, id: 'own' };
  const active = { morning: templateSha(changed), own: templateSha(own), standup: templateSha(changed) };
  const { checklists, missing } = activeTemplates([morning, standup], active, { bySha, failed: null });
  expect(checklists).toEqual([changed, standup, own]);
  // The version that is named for it is of another list.
  expect(missing.map(({ list }) => list)).toEqual(['standup']);
});

test('a journal that does not answer leaves every activated version missing, with the reason', () => {
  const failed = { code: 'timeout', detail: 'no answer in 10 s' } as const;
  const { missing } = activeTemplates(
    [morning],
    { morning: 'a'.repeat(64), own: 'b'.repeat(64) },
    {
      ...NONE_PUBLISHED,
      failed,
    }
  );
  expect(missing.map(({ list, insteadOf, failed: why }) => [list, insteadOf, why])).toEqual([
    ['morning', 'Morning routine', failed],
    ['own', null, failed],
  ]);
});

test('a round finds the version it began with among all that are at hand', () => {
  const { versions } = activeTemplates(
    [morning, standup],
    {},
    { bySha: read(row(publishDraft(changed), 1)), failed: null }
  );
  expect(versionOf(templateId(changed), versions)).toEqual(changed);
  expect(versionOf(templateId(morning), versions)).toEqual(morning);
  expect(versionOf('morning@00000000', versions)).toBeNull();
});

test('whatever stands in an event, what counts has the hash that names it', () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.boolean(), (extra, isHashed) => {
      const template = JSON.parse(JSON.stringify({ ...morning, ...extra }));
      const sha = isHashed ? templateSha(template) : templateSha(morning);
      for (const [name, said] of read(row({ ...publishDraft(morning), payload: { sha, template } }, 1))) {
        expect(templateSha(said.template)).toBe(name);
        expect(isTemplate(said.template)).toBe(true);
      }
    })
  );
});

describe('where the version that counts comes from', () => {
  const own: ChecklistTemplate = { ...standup, id: 'plants' };
  const bySha = read(
    row(publishDraft({ ...changed, title: 'First' }), 1),
    row(publishDraft(changed), 2),
    row(publishDraft(own), 3)
  );
  const published = { bySha, failed: null };

  test.each<[string, string, Record<string, string>, VersionOrigin]>([
    ['nobody activated any', 'morning', {}, { from: 'library' }],
    ["the library's was activated", 'morning', { morning: templateSha(morning) }, { from: 'missing' }],
    ['the second that was published', 'morning', { morning: templateSha(changed) }, { from: 'changed', nth: 2 }],
    ['a list of the journal alone', 'plants', { plants: templateSha(own) }, { from: 'own', nth: 1 }],
    ['one that is not at hand', 'morning', { morning: 'a'.repeat(64) }, { from: 'missing' }],
  ])('%s', (_name, list, active, origin) => {
    expect(originOf(list, active, published, activeTemplates([morning, standup], active, published))).toEqual(origin);
  });
});
