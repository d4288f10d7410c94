import fc from 'fast-check';
import type { ItemState, RunEvent } from './event';
import { foldRun } from './fold';
import { event, run } from './testData';

const fold = (...events: RunEvent[]) => foldRun(events, [], run.key);
const set = (id: number, state: ItemState, fields: Parameters<typeof event>[2] = {}): RunEvent =>
  event(id, 'disk', { type: 'item.set', state, ...fields });

describe('foldRun', () => {
  it('knows who decided what, when and why', () => {
    const state = fold(event(1, 'disk', { details: { note: 'cleaning at 10', verdict: 'fail', value: 0.934 } }));
    expect(state.decisions.get('disk')).toMatchObject({
      kind: 'acknowledged',
      note: 'cleaning at 10',
      author: 'ops1',
      verdict: 'fail',
      eventKey: 'k1',
      conflict: false,
      alsoBy: [],
    });
    expect(state.events).toBe(1);
  });

  it('knows that the beginning is gone, or what a signature stands on', () => {
    const started = event(1, '', { type: 'run.started' });
    const signed = (events: number) => event(9, '', { type: 'run.signed', details: { events } });
    expect(fold().cut).toBe(false);
    expect(fold(started, event(2, 'disk'), signed(2))).toMatchObject({ cut: false, signature: { cut: false } });
    expect(fold(event(2, 'disk')).cut).toBe(true);
    expect(fold(started, signed(2))).toMatchObject({ cut: true, signature: { cut: true } });
    expect(fold(signed(2))).toMatchObject({ cut: true, signature: { cut: true } });
  });

  it('never takes what is left of a signed round for all of it, whichever rows were cleaned up', () => {
    const whole = [
      event(1, '', { type: 'run.started' }),
      ...[2, 3, 4, 5].map((id) => event(id, `item-${id}`)),
      event(6, '', { type: 'run.signed', details: { events: 5 } }),
    ];
    fc.assert(
      fc.property(fc.subarray(whole), (left) => {
        const { cut, signature } = fold(...left);
        expect(cut).toBe(left.length > 0 && (!left.includes(whole[0]!) || (signature !== null && left.length < 6)));
      })
    );
  });

  it('leaves other runs alone', () => {
    expect(fold(event(1, 'disk', { subject: 'morning/2026-11-19' }))).toMatchObject({
      events: 0,
      decisions: new Map(),
    });
  });

  it('keeps notes, whose an item is, and decides nothing by either', () => {
    const state = fold(
      event(1, 'disk', { type: 'item.note', details: { note: 'see the graph' } }),
      event(2, 'disk', { type: 'item.note', details: { note: 'again' }, author: 'ops2' }),
      event(3, 'disk', { type: 'item.assigned', details: { to: 'ops2' } }),
      event(4, 'walk', { type: 'item.assigned', details: { to: 'ops1' } }),
      event(5, 'walk', { type: 'item.assigned', details: { to: '' } })
    );
    expect(state.notes.get('disk')).toMatchObject([
      { text: 'see the graph', author: 'ops1' },
      { text: 'again', author: 'ops2' },
    ]);
    expect([...state.owners]).toEqual([['disk', expect.objectContaining({ who: 'ops2', by: 'ops1' })]]);
    expect(state.decisions.size).toBe(0);
  });

  it('takes a second signature of another person on the one that stands, and no other', () => {
    const signed = event(1, '', { type: 'run.signed', item: undefined });
    const second = (fields: Parameters<typeof event>[2]) =>
      fold(signed, event(2, '', { type: 'run.countersigned', base: 'k1', author: 'ops2', item: undefined, ...fields }))
        .signature?.second;
    expect(second({})).toMatchObject({ author: 'ops2' });
    expect(second({ author: 'ops1' })).toBeNull();
    expect(second({ base: 'k0' })).toBeNull();
    const changed = event(2, 'disk');
    const late = event(3, '', { type: 'run.countersigned', base: 'k1', author: 'ops2', item: undefined });
    expect(fold(signed, changed, late).signature).toMatchObject({ second: null, changedSince: true });
  });

  it('takes a signature back with a reason, until it is signed again', () => {
    const signed = (id: number) => event(id, '', { type: 'run.signed', item: undefined });
    const reopened = event(2, '', { type: 'run.reopened', item: undefined, details: { reason: 'too soon' } });
    expect(fold(signed(1), reopened)).toMatchObject({ signature: null, reopened: { reason: 'too soon' } });
    expect(fold(signed(1), reopened, signed(3)).signature).toMatchObject({ eventKey: 'k3' });
  });

  it('is skipped with a reason, until it is signed or reopened', () => {
    const skipped = event(1, '', { type: 'run.skipped', item: undefined, details: { reason: 'closed' } });
    expect(fold(skipped).skipped).toMatchObject({ author: 'ops1', reason: 'closed' });
    expect(fold(skipped, event(2, '', { type: 'run.signed', item: undefined })).skipped).toBeNull();
    expect(fold(skipped, event(2, '', { type: 'run.reopened', item: undefined })).skipped).toBeNull();
  });

  describe('an accepted risk', () => {
    const accepted = (until: string, subject: string = run.key) =>
      event(1, 'disk', { type: 'item.riskaccepted', subject, details: { note: 'on order', verdict: 'warn', until } });
    const before = 'morning/2026-11-18';

    it('holds in later rounds of the list up to its day', () => {
      expect(fold(accepted('2026-11-20', before)).decisions.get('disk')).toMatchObject({
        kind: 'risk',
        until: '2026-11-20',
        note: 'on order',
      });
      expect(fold(accepted('2026-11-19', before)).decisions.size).toBe(0);
    });

    it('is of its list and its past alone', () => {
      expect(fold(accepted('2026-12-01', 'weekly/2026-11-16')).events).toBe(0);
      expect(fold({ ...accepted('2026-12-01', 'weekly/2026-11-16'), list: 'weekly' }).decisions.size).toBe(0);
      expect(fold(accepted('2026-12-01', 'morning/2026-11-23')).decisions.size).toBe(0);
    });

    it('ends when somebody takes it back, in its round or in a later one', () => {
      const risk = accepted('2026-12-01', before);
      expect(fold(risk, set(2, 'open', { subject: 'morning/2026-11-19' })).decisions.size).toBe(0);
      const state = fold(risk, set(2, 'open', { base: 'k1' }));
      expect(state.decisions.size).toBe(0);
      expect(state.heads.get('disk')).toBe('k2');
    });
  });

  it('takes a decision back and still knows the last event', () => {
    const state = fold(event(1, 'disk'), set(2, 'open', { base: 'k1' }));
    expect(state.decisions.size).toBe(0);
    expect(state.heads.get('disk')).toBe('k2');
  });

  it('flags a different decision from a stale base until one more explicit event', () => {
    const both = [event(1, 'disk'), set(2, 'na', { author: 'ops2' })];
    expect(fold(...both).decisions.get('disk')).toMatchObject({ kind: 'na', author: 'ops2', conflict: true });
    const settled = fold(...both, set(3, 'na', { base: 'k2' }));
    expect(settled.decisions.get('disk')).toMatchObject({ conflict: false, author: 'ops1', alsoBy: ['ops2'] });
  });

  it('flags nothing when the second one had seen the first', () => {
    const state = fold(event(1, 'disk'), set(2, 'na', { base: 'k1', author: 'ops2' }));
    expect(state.decisions.get('disk')).toMatchObject({ kind: 'na', conflict: false, alsoBy: [] });
  });

  it('takes the same decision from a stale base as a second voice', () => {
    const state = fold(event(1, 'disk'), event(2, 'disk', { author: 'ops2' }), event(3, 'disk', { author: 'ops2' }));
    expect(state.decisions.get('disk')).toMatchObject({ author: 'ops2', alsoBy: ['ops1'], conflict: false });
  });

  it.each(['fail', 'warn', 'unknown'])('refuses "done" on an item that was seen to be %s', (verdict) => {
    const state = fold(set(1, 'done', { details: { verdict, note: 'trust me' } }));
    expect(state.decisions.size).toBe(0);
    expect(state.refused).toEqual([{ itemId: 'disk', eventKey: 'k1', author: 'ops1', atMs: expect.any(Number) }]);
  });

  it('takes "done" on an item by hand', () => {
    expect(fold(set(1, 'done', { details: { verdict: 'na' } })).decisions.get('disk')?.kind).toBe('done');
  });

  it('pins the template of the first start', () => {
    const start = (id: number, template: string) => event(id, 'x', { type: 'run.started', item: undefined, template });
    expect(fold(start(2, 'morning@bbbb'), start(1, 'morning@aaaa')).template).toBe('morning@aaaa');
  });

  describe('a signature that stood when an item changed', () => {
    const sign = (id: number, events: number) =>
      event(id, 'x', { type: 'run.signed', item: undefined, details: { remark: `r${id}`, events } });
    const checks = (id: number) => event(id, 'x', { type: 'run.checks', item: undefined });

    it('says so for an event after it, until it is signed again', () => {
      expect(fold(event(1, 'disk'), sign(2, 1)).signature).toMatchObject({ changedSince: false, remark: 'r2' });
      const changed = [event(1, 'disk'), sign(2, 1), event(3, 'disk')];
      expect(fold(...changed).signature).toMatchObject({ changedSince: true });
      expect(fold(...changed, sign(4, 3)).signature).toMatchObject({ changedSince: false, remark: 'r4' });
    });

    it('says so for an event that came in between what the signer saw and the signature', () => {
      expect(fold(event(1, 'disk'), checks(2), sign(3, 1)).signature).toMatchObject({ changedSince: false });
      expect(fold(event(1, 'disk'), event(2, 'disk'), checks(3), sign(4, 1)).signature).toMatchObject({
        changedSince: true,
      });
      expect(fold(event(1, 'disk'), checks(2), event(3, 'backup'), sign(4, 1)).signature).toMatchObject({
        changedSince: true,
      });
    });
  });

  it('reads a payload that somebody else made up', () => {
    const details = { claims: 'all fine', verdicts: [1], valuesMs: 'soon', note: 7, verdict: 'green' };
    const state = fold(event(1, 'disk', { details }), event(2, 'x', { type: 'run.signed', item: undefined, details }));
    expect(state.decisions.get('disk')).toMatchObject({ note: '', verdict: null });
    expect(state.signature).toMatchObject({ claims: [], verdicts: {}, valuesMs: 0 });
  });

  it('keeps rejected rows of this run and of no known run', () => {
    const row = (id: number, of?: string) => ({ id, why: 'edited' as const, author: 'x', createdMs: 1, subject: of });
    const state = foldRun([], [row(1, run.key), row(2, 'morning/2026-11-01'), row(3)], run.key);
    expect(state.rejected.map(({ id }) => id)).toEqual([1, 3]);
  });

  it('takes no time that no calendar has from a signature, and no broken reason for a complete round', () => {
    const sign = (details: Record<string, unknown>) =>
      fold(event(1, 'x', { type: 'run.signed', item: undefined, details })).signature;
    expect(sign({ valuesMs: 9e20, oldestSampleAgeMs: -1 })).toMatchObject({ valuesMs: 0, oldestSampleAgeMs: null });
    expect(sign({ valuesMs: 1_795_200_000_000 })).toMatchObject({ valuesMs: 1_795_200_000_000, incomplete: null });
    expect(sign({ incomplete: { why: 'x' } })?.incomplete).toBe('');
  });

  it('tells a key that was used twice', () => {
    const state = fold(event(1, 'disk'), event(2, 'disk', { key: 'k1', author: 'mallory' }));
    expect(state.decisions.get('disk')?.author).toBe('ops1');
    expect(state.rejected).toMatchObject([{ id: 2, why: 'duplicate-key', author: 'mallory' }]);
  });
});

const anyEvent = (id: number): fc.Arbitrary<RunEvent> =>
  fc
    .record({
      kind: fc.constantFrom<Array<RunEvent['type']>>(
        'item.acknowledged',
        'item.deferred',
        'item.set',
        'item.note',
        'run.signed',
        'run.started'
      ),
      item: fc.constantFrom('disk', 'backup', 'certs'),
      state: fc.constantFrom<ItemState[]>('done', 'checked', 'na', 'open'),
      author: fc.constantFrom('ops1', 'ops2', ''),
      base: fc.option(fc.nat(20), { nil: undefined }),
      verdict: fc.constantFrom('pass', 'warn', 'fail', 'unknown', 'na', 'green'),
      // Several events in one millisecond, keys that repeat.
      second: fc.nat(8),
      key: fc.nat(20),
    })
    .map(({ kind, item, state, author, base, verdict, second, key }) =>
      event(id, item, {
        type: kind,
        state: kind === 'item.set' ? state : undefined,
        author,
        base: base === undefined ? undefined : `k${base}`,
        key: `k${key}`,
        createdMs: second,
        details: { note: `${id}`, verdict },
      })
    );

describe('foldRun for any rows', () => {
  const rows = fc
    .integer({ min: 0, max: 40 })
    .chain((size) => fc.tuple(...Array.from({ length: size }, (_, id) => anyEvent(id))));

  it('does not depend on the order or on repeats', () => {
    fc.assert(
      fc.property(
        rows.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length }), fc.subarray(events))
        ),
        ([events, shuffled, repeated]) => {
          expect(fold(...shuffled, ...repeated)).toEqual(fold(...events));
        }
      ),
      { numRuns: 300 }
    );
  });

  it('never counts "done" where the person saw no pass', () => {
    fc.assert(
      fc.property(rows, (events) => {
        const decided = [...fold(...events).decisions.values()];
        expect(
          decided.filter((d) => d.kind === 'done' && ['fail', 'warn', 'unknown'].includes(String(d.verdict)))
        ).toEqual([]);
      })
    );
  });
});
