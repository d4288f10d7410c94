import fc from 'fast-check';
import { eventBytes, eventTags, journalCodec, SEEN_MAX, type AnnotationRow } from './codec';
import { isRecord, type JournalDomain } from './domain';
import type { EventDraft } from './event';

type NoteDraft = EventDraft<'note.written' | 'note.struck', { note: string; value?: number }>;
type LampDraft = EventDraft<'lamp.lit', { colour: string; more?: Readonly<Record<string, unknown>> }>;

const NOTES: JournalDomain<NoteDraft> = {
  types: ['note.written', 'note.struck'],
  version: 2,
  fieldsOf: (payload) => ({ p: payload }),
  payloadOf: ({ p }) => {
    const { note, value } = isRecord(p) ? p : {};
    return typeof note === 'string' ? { note, ...(typeof value === 'number' && { value }) } : null;
  },
};

/** One that was there before events had subjects, with a key of its own. */
const LAMPS: JournalDomain<LampDraft> = {
  types: ['lamp.lit'],
  version: 1,
  fieldsOf: ({ colour, more }) => ({ h: colour, p: more }),
  payloadOf: ({ h: colour, p: more }) =>
    typeof colour === 'string' && (more === undefined || isRecord(more)) ? { colour, ...(more && { more }) } : null,
};

const codec = journalCodec([NOTES, LAMPS]);

const draft: NoteDraft = {
  class: 'run',
  list: 'morning',
  type: 'note.written',
  key: '8f1c',
  subject: 'book/7',
  base: '77aa',
  payload: { note: 'cleaning at 10:00', value: 0.934 },
  sentence: 'Disks: acknowledged',
};

const lamp: LampDraft = {
  class: 'run',
  list: 'morning',
  type: 'lamp.lit',
  key: '8f1c',
  subject: 'lamp/3',
  base: '77aa',
  payload: { colour: 'red', more: { watts: 7 } },
  sentence: 'Lit',
};

function row(text: string, fields: Partial<AnnotationRow> = {}): AnnotationRow {
  return { id: 7, text, tags: eventTags('run', 'morning'), login: 'ops1', created: 1000, updated: 1000, ...fields };
}

describe('an event in an annotation', () => {
  it('is a sentence and a comment with compact keys', () => {
    expect(codec.encode(draft)).toBe(
      'Disks: acknowledged\n<!-- opsrounds {"v":2,"k":"8f1c","t":"note.written","subject":"book/7",' +
        '"p":{"note":"cleaning at 10:00","value":0.934},"base":"77aa"} -->'
    );
    expect(eventTags('run', 'morning')).toEqual(['opsrounds:run', 'opsrounds_list:morning']);
  });

  it('keeps the keys of version 1 where the domain writes that, and their order', () => {
    expect(codec.encode(lamp)).toBe(
      'Lit\n<!-- opsrounds {"v":1,"k":"8f1c","t":"lamp.lit","r":"lamp/3","h":"red","base":"77aa","p":{"watts":7}} -->'
    );
  });

  it.each([draft, lamp])('comes back with author and time of the server: $type', (sent) => {
    const source = { id: 7, author: 'ops1', createdMs: 1000, updatedMs: 1000 };
    expect(codec.decodeRow(row(codec.encode(sent)))).toEqual({ ...sent, ...source });
  });

  it('is read in version 1 too where its domain writes version 2 by now', () => {
    const old = codec.encode(draft).replace('"v":2', '"v":1').replace('"subject"', '"r"');
    expect(codec.decodeRow(row(old))).toMatchObject(draft);
  });

  it.each([draft, lamp])(
    'says at its end what its writer had seen, and under which login it was sent: $type',
    (sent) => {
      const chained = { ...sent, seen: [{ id: 6, createdMs: 900, hash: '0123456789abcdef' }], by: 'ops1' };
      const text = codec.encode(chained);
      expect(text).toContain(',"c":[[6,900,"0123456789abcdef"]],"by":"ops1"} -->');
      expect(codec.decodeRow(row(text))).toMatchObject(chained);
    }
  );

  it.each(['7', '[7]', '[[7,1]]', '[[7,1,""]]', '{}', 'null'])('counts with a chain that says nothing: %s', (chain) => {
    const event = codec.decodeRow(row(codec.encode(draft).replace(',"base"', `,"c":${chain},"base"`)));
    expect(event).toMatchObject(draft);
    expect(event).not.toHaveProperty('seen');
  });

  it('is of a type that one domain has, and no more than one', () => {
    expect(() => codec.encode({ ...draft, type: 'note.sung' })).toThrow(RangeError);
    expect(() => journalCodec([NOTES, { ...LAMPS, types: ['note.struck'] }])).toThrow(RangeError);
  });

  it.each([
    '-->',
    '--',
    '---',
    '----',
    'a -- b --> <!-- c',
    '-',
    '\\--',
    '<!-- opsrounds {"v":1} -->',
    '\u2028\u0000"\\',
  ])('carries %j in a note without ending the comment', (note) => {
    const text = codec.encode({ ...draft, payload: { note } });
    const comment = text.slice(text.indexOf('\n') + 1);
    expect(comment.slice('<!--'.length, -'-->'.length)).not.toContain('--');
    expect(codec.decodeRow(row(text))).toMatchObject({ payload: { note } });
  });

  it('says one plain line that Grafana shows as it is', () => {
    const sentence = 'Disks:\r\n <b>acknowledged</b>\u0000 <!-- opsrounds {} -->\u2028 now ';
    const text = codec.encode({ ...draft, sentence });
    expect(text.split('\n')[0]).toBe('Disks: ‹b›acknowledged‹/b› ‹!-- opsrounds {} --› now');
    expect(codec.decodeRow(row(text))).toMatchObject({ key: '8f1c' });
    const long = codec.encode({ ...draft, sentence: '💾'.repeat(500) }).split('\n')[0] ?? '';
    expect([...long]).toHaveLength(240);
  });

  it('counts bytes, not characters', () => {
    const bytesOf = (sentence: string) => eventBytes({ ...draft, sentence }, NOTES);
    expect(bytesOf('é')).toBe(bytesOf('e') + 1);
  });

  const words = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('-', '>', '<', '!', '\\', '"', 'u') })
  );
  const name = words.filter((text) => text !== '');

  it('survives any words', () => {
    fc.assert(
      fc.property(words, words, (note, sentence) => {
        const decoded = codec.decodeRow(row(codec.encode({ ...draft, sentence, payload: { note } })));
        expect(decoded).toMatchObject({ payload: { note } });
      }),
      { numRuns: 500 }
    );
  });

  it('comes back as it was sent, in both versions', () => {
    const envelope = {
      class: fc.constantFrom('run', 'inc', 'sys'),
      list: name,
      key: name,
      subject: name,
      base: name,
      sentence: fc.constant('Said.'),
      seen: fc.array(fc.record({ id: fc.nat(), createdMs: fc.nat(), hash: name }), {
        minLength: 1,
        maxLength: SEEN_MAX,
      }),
      by: fc.string({ minLength: 1, maxLength: 60 }),
    } as const;
    const known: { requiredKeys: Array<Exclude<keyof EventDraft, 'base' | 'seen' | 'by'>> } = {
      requiredKeys: ['class', 'list', 'type', 'key', 'subject', 'payload', 'sentence'],
    };
    const note = fc.record(
      { note: words, value: fc.double({ noNaN: true, noDefaultInfinity: true }) },
      { requiredKeys: ['note'] }
    );
    const more = fc.dictionary(words, fc.jsonValue({ maxDepth: 4 }) as fc.Arbitrary<unknown>);
    const drafts = fc.oneof(
      fc.record({ ...envelope, type: fc.constantFrom('note.written', 'note.struck'), payload: note }, known),
      fc.record({ ...envelope, type: fc.constant('lamp.lit'), payload: fc.record({ colour: words, more }) }, known)
    );
    fc.assert(
      fc.property(drafts, (sent) => {
        const tags = eventTags(sent.class, sent.list);
        const decoded = codec.decodeRow(row(codec.encode(sent), { tags }));
        const source = { id: 7, author: 'ops1', createdMs: 1000, updatedMs: 1000 };
        // As JSON has it: there is no negative zero.
        expect(decoded).toEqual({ ...(JSON.parse(JSON.stringify(sent)) as EventDraft), ...source });
      }),
      { numRuns: 500 }
    );
  });

  it('is an event or a rejected row, whatever stands in the annotation', () => {
    const value = fc.oneof(words, fc.constantFrom(0, 1, 2, 3, 'lamp.lit', 'note.written'), fc.jsonValue());
    const keys = ['h', 'by', 'v', 'k', 't', 'r', 'c', 'subject', 'base', 'p', '__proto__'] as const;
    const body = fc.dictionary(fc.constantFrom(...keys), value).map((one) => JSON.stringify(one));
    fc.assert(
      fc.property(fc.oneof(words, body), fc.array(words), (inner, tags) => {
        const text = `x\n<!-- opsrounds ${inner} -->`;
        const all = [row(inner), row(text, { id: 8 }), row(text, { id: 9, tags })];
        const { events, rejected } = codec.decodeRows(all);
        expect(events.length + rejected.length).toBe(all.length);
      }),
      { numRuns: 500 }
    );
  });
});

describe('rows that do not count', () => {
  const good = codec.encode(draft);
  const old = codec.encode(lamp);
  it.each<[string, AnnotationRow, string]>([
    ['an edited one', row(good, { updated: 1001 }), 'edited'],
    ['an edited one that says nothing any more', row('gone', { updated: 1001 }), 'edited'],
    ['one without the comment', row('Disks: acknowledged'), 'unreadable'],
    ['one with something behind the comment', row(`${good} and more`), 'unreadable'],
    ['broken JSON', row('x\n<!-- opsrounds {"v":1 -->'), 'unreadable'],
    ['JSON that is no object', row('x\n<!-- opsrounds [1] -->'), 'unreadable'],
    ['one without a key', row(good.replace('"k":"8f1c",', '')), 'unreadable'],
    ['one without a subject', row(good.replace('"subject":"book/7",', '')), 'unreadable'],
    ['one with a subject that is no text', row(good.replace('"book/7"', '7')), 'unreadable'],
    ['one with a base that is no text', row(good.replace('"77aa"', 'null')), 'unreadable'],
    ['one whose domain cannot read the payload', row(good.replace('"note"', '"not"')), 'unreadable'],
    ['one of version 1 whose domain misses its key', row(old.replace('"h":"red",', '')), 'unreadable'],
    ['one of version 1 that names its subject as version 2 does', row(old.replace('"r"', '"subject"')), 'unreadable'],
    ['one without a type', row(good.replace('"t":"note.written",', '')), 'unreadable'],
    ['one without a version', row(good.replace('"v":2,', '')), 'unreadable'],
    ['one of a version that never was', row(good.replace('"v":2', '"v":0')), 'unreadable'],
    ['a newer version', row(good.replace('"v":2', '"v":3')), 'newer-version'],
    ['a newer version without a type', row(old.replace('"v":1', '"v":3').replace('"t"', '"tt"')), 'newer-version'],
    ['a newer version than its domain writes', row(old.replace('"v":1', '"v":2')), 'newer-version'],
    ['a type of a newer release', row(good.replace('note.written', 'note.sung')), 'newer-version'],
    ['a type of a newer release in version 1', row(old.replace('lamp.lit', 'lamp.broken')), 'newer-version'],
    [
      'one with two lists',
      row(good, { tags: ['opsrounds:run', 'opsrounds_list:a', 'opsrounds_list:b'] }),
      'unreadable',
    ],
    ['one larger than any that is written', row(good.replace('cleaning', 'c'.repeat(9300))), 'unreadable'],
    [
      'a payload nested so deep that nothing could walk it',
      row(good.replace('0.934', `${'['.repeat(3500)}${']'.repeat(3500)}`)),
      'unreadable',
    ],
    ['one of an unknown class', row(good, { tags: ['opsrounds:event', 'opsrounds_list:morning'] }), 'unreadable'],
  ])('%s', (_, found, why) => {
    expect(codec.decodeRow(found)).toMatchObject({ id: 7, why, author: 'ops1', createdMs: 1000 });
  });

  it.each([
    ['version 2', good, draft.subject],
    ['version 1', old, lamp.subject],
    ['a version 1 that says another one too', old.replace('"h"', '"subject":"lamp/4","h"'), lamp.subject],
    ['a newer version', good.replace('"v":2', '"v":3'), draft.subject],
    ['nothing that can be read', 'gone', undefined],
    ['no text', good.replace('"book/7"', '7'), undefined],
  ])('says what an edited row was about: %s', (_, text, subject) => {
    expect(codec.decodeRow(row(text, { updated: 2 }))).toEqual({
      id: 7,
      why: 'edited',
      author: 'ops1',
      createdMs: 1000,
      subject,
    });
  });
});

describe('a reading', () => {
  it('is sorted by time and id, and takes a key once: the first', () => {
    const rows = [
      row(codec.encode({ ...draft, key: 'b' }), { id: 3, created: 5, updated: 5 }),
      row(codec.encode({ ...draft, key: 'a' }), { id: 9, created: 5, updated: 5 }),
      row(codec.encode({ ...draft, key: 'b', payload: { note: 'retry' } }), { id: 4, created: 6, updated: 6 }),
      row(codec.encode({ ...draft, key: 'c' }), { id: 12, created: 1, updated: 1 }),
    ];
    const { events, rejected } = codec.decodeRows([...rows, ...rows]);
    expect(events.map(({ id }) => id)).toEqual([12, 3, 9]);
    expect(rejected).toEqual([{ id: 4, why: 'duplicate-key', author: 'ops1', createdMs: 6, subject: draft.subject }]);
  });
});
