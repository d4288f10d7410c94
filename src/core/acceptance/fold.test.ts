import fc from 'fast-check';

import { eventTags, journalCodec, type AnnotationRow } from '../journal/codec';
import type { EventDraft } from '../journal/event';
import { acceptedDraft, documentDrafts, withdrawnDraft } from './draft';
import { ACCEPTANCE_EVENTS } from './event';
import { foldAcceptances, inForce } from './fold';

const codec = journalCodec([ACCEPTANCE_EVENTS]);
const NOW_MS = 10_000;

const saying = (id: string, fields: { subject?: string; untilMs?: number | null } = {}) => ({
  id,
  subject: 'risk/old-tls',
  why: `why of ${id}`,
  untilMs: null,
  ...fields,
});
const accept = (id: string, fields?: Parameters<typeof saying>[1]) =>
  acceptedDraft(saying(id, fields), `${id} accepted`);
const withdraw = (id: string, subject = 'risk/old-tls') =>
  withdrawnDraft({ id, subject }, { key: `w-${id}`, why: 'it is back', sentence: `${id} withdrawn` });

function row(draft: EventDraft, atMs: number, login = 'ops1'): AnnotationRow {
  const tags = eventTags(draft.class, draft.list);
  return { id: atMs, text: codec.encode(draft), tags, login, created: atMs, updated: atMs };
}

const fold = (rows: readonly AnnotationRow[], nowMs = NOW_MS) => foldAcceptances(codec.decodeRows(rows), nowMs);
const standing = (rows: readonly AnnotationRow[], nowMs = NOW_MS) => fold(rows, nowMs).bySubject.get('risk/old-tls');

describe('what is accepted', () => {
  it('is in force, with who, when, why and until', () => {
    const draft = acceptedDraft(saying('a1', { untilMs: 20_000 }), 'TLS 1.0 accepted', { port: 443 });
    expect(standing([row(draft, 1000)])).toEqual({
      id: 'a1',
      subject: 'risk/old-tls',
      state: { port: 443 },
      document: null,
      why: 'why of a1',
      untilMs: 20_000,
      author: 'ops1',
      atMs: 1000,
      ended: null,
    });
  });

  it('is told and not in force once its time is over', () => {
    const rows = [row(accept('a1', { untilMs: 5000 }), 1000)];
    expect(standing(rows, 4999)?.ended).toBeNull();
    expect(standing(rows, 5000)?.ended).toEqual({ how: 'expired', atMs: 5000, author: '', why: '' });
    expect(inForce(fold(rows, 5000))).toEqual([]);
  });

  it('ends when it is withdrawn, by whom and why, and no other does', () => {
    const other = row(accept('b1', { subject: 'risk/else' }), 1500);
    const found = fold([row(accept('a1'), 1000), other, row(withdraw('a1'), 2000, 'ops2')]);
    expect(found.bySubject.get('risk/old-tls')?.ended).toEqual({
      how: 'withdrawn',
      atMs: 2000,
      author: 'ops2',
      why: 'it is back',
    });
    expect(inForce(found).map(({ id }) => id)).toEqual(['b1']);
    expect(standing([row(accept('a1'), 1000), row(withdraw('a1', 'risk/else'), 2000)])?.ended).toBeNull();
  });

  it('is what was said last; the one before does not come back when that ends', () => {
    const rows = [row(accept('a1'), 1000), row(accept('a2', { untilMs: 5000 }), 2000, 'ops2')];
    expect(standing(rows, 3000)).toMatchObject({ id: 'a2', author: 'ops2', ended: null });
    expect(standing(rows, 6000)).toMatchObject({ id: 'a2', ended: { how: 'expired' } });
  });

  it('is not ended by a withdrawal of the one before', () => {
    const rows = [row(accept('a1'), 1000), row(accept('a2'), 2000), row(withdraw('a1'), 3000)];
    expect(standing(rows)).toMatchObject({ id: 'a2', ended: null });
  });

  it('does not count once a row was edited, and that is told', () => {
    const edited = { ...row(accept('a2'), 2000), updated: 2001 };
    const found = fold([row(accept('a1'), 1000), edited]);
    expect(found.bySubject.get('risk/old-tls')?.id).toBe('a1');
    expect(found.broken).toEqual([{ subject: 'risk/old-tls', author: 'ops1', atMs: 2000, why: 'edited' }]);
  });

  it.each<[string, object]>([
    ['no why', {}],
    ['an end that is no time', { why: '', until: 'never' }],
    ['an end beyond all time', { why: '', until: 1e300 }],
    ['a value and a document', { why: '', state: 1, doc: { id: 'x', part: 0, of: 1, sha: '', text: '' } }],
    ['half a document', { why: '', doc: { id: 'x', part: 0, of: 1 } }],
  ])('is nothing with %s', (_, p) => {
    const body = { v: 2, k: 'f', t: 'accepted', subject: 'risk/old-tls', p };
    const forged = { ...row(accept('f'), 2000), text: `Said.\n<!-- opsrounds ${JSON.stringify(body)} -->` };
    expect(fold([forged])).toMatchObject({ bySubject: new Map(), broken: [{ why: 'damaged' }] });
  });

  it('is nothing where what is accepted is not what the subject is about', () => {
    const reading = codec.decodeRows([row(accept('a1'), 1000), row(accept('a2'), 2000)]);
    const found = foldAcceptances(reading, NOW_MS, { isSound: ({ id }) => id !== 'a2' });
    expect(found.bySubject.get('risk/old-tls')?.id).toBe('a1');
    expect(found.broken).toMatchObject([{ atMs: 2000, why: 'damaged' }]);
  });
});

describe('in any order', () => {
  const said = fc.record({
    subject: fc.constantFrom('risk/old-tls', 'risk/else'),
    login: fc.constantFrom('ops1', 'eve'),
    untilMs: fc.option(fc.integer({ min: 1, max: 2 * NOW_MS })),
    ends: fc.boolean(),
    edited: fc.boolean(),
  });

  it('rows that arrive in another order or twice say the same', () => {
    fc.assert(
      fc.property(fc.array(said, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (all, numbers) => {
        const rows = all.flatMap(({ subject, login, untilMs, ends, edited }, at) => {
          const own = row(accept(`a${at}`, { subject, untilMs }), 10 * at + 1, login);
          const end = row(withdraw(`a${at}`, subject), 10 * at + 15, login);
          return [{ ...own, updated: own.updated + Number(edited) }, ...(ends ? [end] : [])];
        });
        const shuffled = [...rows, ...rows.slice(0, 3)]
          .map((one) => ({ one, at: numbers.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(fold(shuffled).bySubject).toEqual(fold(rows).bySubject);
        // What is in force was said by somebody, was not edited, and is neither over nor withdrawn.
        for (const { id, untilMs } of inForce(fold(rows))) {
          const one = all[Number(id.slice(1))];
          expect(one).toMatchObject({ ends: false, edited: false });
          expect(untilMs === null || untilMs > NOW_MS).toBe(true);
        }
      })
    );
  });
});

describe('a document', () => {
  const text = 'a -- long document '.repeat(4000);
  const parts = documentDrafts(saying('d1'), { list: 'shelf', text }, (part, of) => `${part} of ${of}`);
  const rows = parts.map((draft, at) => row(draft, 1000 + at));

  it('is whole when all of its parts are there', () => {
    expect(parts.length).toBeGreaterThan(2);
    expect(standing([...rows].reverse())).toMatchObject({ document: text, state: null, why: 'why of d1' });
    expect(parts.at(-1)).toMatchObject({ list: 'shelf', sentence: `${parts.length} of ${parts.length}` });
  });

  it("never takes in somebody else's slice", () => {
    const forged = parts.map(({ key, payload, ...draft }, at) => {
      const slice = payload.slice && { ...payload.slice, text: 'forged' };
      return row({ ...draft, key: `${key}-e`, payload: { ...payload, slice } } as EventDraft, 2000 + at, 'eve');
    });
    fc.assert(
      fc.property(fc.subarray(rows), fc.subarray(forged), (mine, theirs) => {
        const found = standing([...theirs, ...mine]);
        expect(found?.document ?? null).toBe(mine.length === rows.length ? text : null);
        expect(found?.author).toBe(found && 'ops1');
      })
    );
  });
});
