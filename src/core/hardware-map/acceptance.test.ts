import fc from 'fast-check';

import { ACCEPTANCE_EVENTS, type AcceptedDraft, type DocumentSlice } from '../acceptance/event';
import { eventBytes, eventMaxBytes, eventTags, journalCodec, type AnnotationRow } from '../journal/codec';
import { acceptanceDrafts, readAcceptances } from './acceptance';
import { MAP_EVENTS } from './acceptedEvent';
import type { EventDraft } from '../journal/event';
import { rowsToAccept } from './difference';
import type { KeptRow } from './row';
import { fakeMap } from './testData';

const codec = journalCodec([ACCEPTANCE_EVENTS, MAP_EVENTS]);
const bytesOf = (draft: AcceptedDraft) => eventBytes(draft, ACCEPTANCE_EVENTS);
/** Later than everything here. */
const NOW_MS = 1_000_000;
const rows = rowsToAccept([], fakeMap());
const large: KeptRow[] = Array.from({ length: 1200 }, (_, n) => ({
  key: `qemu/${100 + n}`,
  fields: {
    name: [`guest-${n}`],
    addresses: [`10.0.${n >> 8}.${n & 255}`],
    networks: [`net0 BC:24:11:00:00:0${n % 10} vmbr0`],
  },
}));

function drafts(changes: Partial<Parameters<typeof acceptanceDrafts>[0]> = {}): readonly AcceptedDraft[] {
  return acceptanceDrafts({ id: 'a1', sourceUid: 'pve-a', name: 'pve-a', rows, ...changes });
}

/** As Grafana keeps them, one a second. */
function stored(events: readonly EventDraft[], login = 'ops1', startMs = 1000): AnnotationRow[] {
  return events.map((draft, n) => {
    const atMs = startMs + n * 1000;
    const tags = eventTags(draft.class, draft.list);
    return { id: startMs + n, text: codec.encode(draft), tags, login, created: atMs, updated: atMs };
  });
}

function readBack(all: readonly AnnotationRow[], sourceUid = 'pve-a') {
  return readAcceptances(codec.decodeRows(all), sourceUid, NOW_MS);
}

describe('an accepted map in the journal', () => {
  it('comes back with the author and the time of the server', () => {
    const { latest, broken } = readBack(stored(drafts()));
    expect(latest).toEqual({ id: 'a1', rows, author: 'ops1', atMs: 1000 });
    expect(broken).toEqual([]);
  });

  it('says in one sentence what was accepted', () => {
    expect(drafts().map(({ sentence }) => sentence)).toEqual([
      'IP and hardware map of pve-a accepted: 2 nodes, 3 guests',
    ]);
  });

  it('is one of its own cluster, and of nobody else', () => {
    expect(readBack(stored(drafts()), 'pve-b')).toEqual({ latest: null, broken: [] });
  });

  it('is the last one that was accepted', () => {
    const first = stored(drafts({ id: 'a1', rows: [] }), 'ops1', 1000);
    const second = stored(drafts({ id: 'a2', base: 'a1' }), 'ops2', 5000);
    expect(readBack([...second, ...first]).latest).toMatchObject({ id: 'a2', author: 'ops2', rows });
  });

  it('is split where one event cannot hold it, and is whole when the last part is there', () => {
    const parts = drafts({ rows: large });
    expect(parts.length).toBeGreaterThan(2);
    expect(parts.map(bytesOf).filter((bytes) => bytes > eventMaxBytes('sys'))).toEqual([]);
    const all = stored(parts);
    const { latest } = readBack([...all].reverse());
    expect(latest).toMatchObject({ rows: large, atMs: 1000 + (parts.length - 1) * 1000 });
  });

  it('counts a part once that was sent again', () => {
    const all = stored(drafts({ rows: large }));
    const again = stored(drafts({ rows: large }), 'ops1', 90_000);
    expect(readBack([...all, ...again]).latest).toMatchObject({ rows: large });
  });

  it('carries any names', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('-', '"', '\\', '💾', '\ud800') })
    );
    const value = fc.oneof(fc.constant(null), fc.array(text));
    const row = fc.record({
      key: text,
      fields: fc.record({ name: value, addresses: value, disks: value }, { requiredKeys: [] }),
    });
    fc.assert(
      fc.property(fc.array(row), fc.integer({ min: 1, max: 400 }), (some, times) => {
        const many = Array.from({ length: times }, () => some).flat();
        const parts = drafts({ rows: many });
        expect(parts.every((part) => bytesOf(part) <= eventMaxBytes('sys'))).toBe(true);
        expect(readBack(stored(parts)).latest?.rows).toEqual(many);
      }),
      { numRuns: 40 }
    );
  });
});

/** As it was written before. */
function asMapEvent({ payload, ...draft }: AcceptedDraft): EventDraft {
  return { ...draft, type: 'map.accepted', payload: payload.slice };
}

describe('the event of an accepted map', () => {
  const [draft] = drafts({ sourceUid: 'pve--a', base: 'a0' });
  const text = codec.encode(draft as AcceptedDraft);

  it('says its cluster as its subject', () => {
    const body =
      '{"v":2,"k":"a1-0","t":"accepted","subject":"map/pve-\\u002da",' +
      '"p":{"why":"","doc":{"id":"a1","part":0,"of":1,"sha":';
    expect(text).toContain(`\n<!-- opsrounds ${body}`);
    expect(text).toMatch(/,"base":"a0"} -->$/);
  });

  it.each([
    ['version 2', (old: string) => old],
    ['version 1', (old: string) => old.replace('"v":2', '"v":1').replace('"subject"', '"tv":"","r"')],
  ])(
    'is read as it was written before there was one mechanism, in %s, and together with what is written now',
    (_, aged) => {
      const legacy = drafts({ rows: large }).map(asMapEvent);
      const old = stored(legacy).map((row) => ({ ...row, text: aged(row.text) }));
      expect(old[0]?.text).toContain('"t":"map.accepted"');
      expect(readBack(old)).toEqual(readBack(stored(drafts({ rows: large }))));
      const newer = stored(drafts({ id: 'a2', base: 'a1' }), 'ops2', 900_000);
      expect(readBack([...newer, ...old]).latest).toMatchObject({ id: 'a2', author: 'ops2', rows });
    }
  );

  it('is told as damaged without a part of a map', () => {
    const [row] = stored(drafts());
    const emptied = { ...(row as AnnotationRow), text: (row as AnnotationRow).text.replace('"doc"', '"dog"') };
    expect(readBack([emptied])).toEqual({ latest: null, broken: [{ author: 'ops1', atMs: 1000, why: 'damaged' }] });
    expect(readBack([emptied], 'pve-b').broken).toEqual([]);
  });
});

describe('what is no accepted map', () => {
  const parts = stored(drafts({ rows: large }));
  const older = stored(drafts({ id: 'a0' }), 'ops2', 10);

  it.each<[string, readonly AnnotationRow[], unknown]>([
    ['a part is missing', parts.slice(1), [{ author: 'ops1', why: 'incomplete' }]],
    [
      'nothing but a part was edited',
      parts.map((row, n) => (n === 1 ? { ...row, updated: row.updated + 1 } : row)),
      [
        { author: 'ops1', why: 'incomplete' },
        { author: 'ops1', why: 'edited' },
      ],
    ],
    [
      "a part is somebody else's",
      parts.map((row, n) => (n === 1 ? { ...row, login: 'eve' } : row)),
      [
        { author: 'ops1', why: 'incomplete' },
        { author: 'eve', why: 'incomplete' },
      ],
    ],
    [
      'a part says something else',
      parts.map((row, n) => (n === 1 ? { ...row, text: row.text.replace('guest-5', 'guest-6') } : row)),
      [{ author: 'ops1', why: 'damaged' }],
    ],
    [
      'it says another cluster since it was edited',
      [{ ...(stored(drafts())[0] as AnnotationRow), updated: 2, text: 'gone' }],
      [{ author: 'ops1', why: 'edited' }],
    ],
  ])('where %s: the one before counts, and it is told', (_, broken, told) => {
    const found = readBack([...older, ...broken]);
    expect(found.latest).toMatchObject({ id: 'a0', author: 'ops2' });
    expect(found.broken).toHaveLength((told as unknown[]).length);
    expect(found.broken).toEqual(
      expect.arrayContaining((told as object[]).map((one) => expect.objectContaining(one) as unknown))
    );
  });

  it('is not told any more when a later one was accepted', () => {
    expect(readBack([...parts.slice(1), ...stored(drafts({ id: 'a2' }), 'ops2', 900_000)]).broken).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['no payload', {}],
    ['no document', { why: '' }],
    ['no text', { why: '', slice: { id: 'x', part: 0, of: 1, sha: 'x', map: '[]' } }],
    ['text that is no map', slice('[1]', { sha: '080a9ed428559ef602668b4c00f114f1a11c3f6b02a435f0bdc154578e4d7f22' })],
    ['a million parts', slice('[]', { of: 1e6 })],
    ['half a part', slice('[]', { part: 0.5, of: 0.5 })],
    ['fewer than no parts', slice('[]', { part: -1, of: -1 })],
    ['parts of nobody', slice('[]', { id: '__proto__', part: 7 })],
  ])('is never taken for one: %s', (_, payload) => {
    const [draft] = drafts();
    const forged = stored([{ ...(draft as AcceptedDraft), key: 'f', payload: payload as object }], 'eve', 9000);
    expect(readBack([...stored(drafts()), ...forged]).latest).toMatchObject({ id: 'a1', author: 'ops1' });
  });
});

function slice(text: string, fields: Partial<DocumentSlice>) {
  return { why: '', slice: { id: 'x', part: 0, of: 1, sha: 'x', text, ...fields } };
}
