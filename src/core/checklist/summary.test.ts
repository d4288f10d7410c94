import { eventTags, journalCodec } from '../journal/codec';
import { buildBoard } from './buildBoard';
import { carriedOver, isResolved, lastBefore } from './carry';
import { acknowledge, acceptRisk, addNote, countersign, done, reopen, skip, type Act } from './draft';
import { RUN_EVENTS } from './event';
import { foldRun } from './fold';
import type { Run } from './run';
import { summariesOf, summary, SUMMARY_EVENTS, unsignedSummary, type RunSummary } from './summary';
import { checkResult, emptyState, event, item, NOON_MS, run, runResult, template } from './testData';

const codec = journalCodec([RUN_EVENTS, SUMMARY_EVENTS]);
const list = template(
  item('disk', ['n.disk']),
  item('backup', ['n.backup']),
  item('walk', []),
  item('certs', ['n.certs'])
);
const result = runResult(
  checkResult('n.disk', 'warn'),
  checkResult('n.backup', 'unknown', { code: 'no-data' }),
  checkResult('n.certs', 'pass')
);
const act: Act = { run, template: list, state: emptyState, key: 'key-1' };

function boardOf(...events: Array<Parameters<typeof event>>) {
  const state = foldRun(
    events.map((fields) => event(...fields)),
    [],
    run.key
  );
  return buildBoard({ template: list, run, result, pendingSources: [], state });
}

/** As it is read back from the journal. */
function readBack(draft: ReturnType<typeof summary>, created = NOON_MS): RunSummary {
  const row = {
    id: created,
    text: codec.encode(draft),
    tags: eventTags('sum', 'morning'),
    login: 'ops1',
    created,
    updated: created,
  };
  const [read] = summariesOf(codec.decodeRows([row]));
  return read!;
}

const friday: Run = { ...run, key: 'morning/2026-11-27', date: '2026-11-27', openMs: run.openMs + 7 * 86_400_000 };

describe('the summary of a signed round', () => {
  it('says what was found, answered and left open, worst first, and reads back the same', () => {
    const board = boardOf([1, 'disk', { details: { note: 'on it', verdict: 'warn' } }]);
    const said = readBack(summary(act, board, 'fire drill', null));
    expect(said).toMatchObject({
      run: run.key,
      list: 'morning',
      date: '2026-11-20',
      author: 'ops1',
      atMs: NOON_MS,
      outcome: 'signed',
      reason: 'fire drill',
      items: 4,
      machine: 3,
      answered: 2,
      found: { fail: 0, unknown: 1, warn: 1 },
      cut: 0,
    });
    expect(said.open.map((one) => [one.item, one.verdict, one.decision, one.since])).toEqual([
      ['backup', 'unknown', null, '2026-11-20'],
      ['disk', 'warn', 'acknowledged', '2026-11-20'],
      ['walk', 'hand', null, '2026-11-20'],
    ]);
  });

  it('leaves out what was done or does not apply', () => {
    const board = boardOf(
      [1, 'walk', { type: 'item.set', state: 'done' }],
      [2, 'backup', { type: 'item.set', state: 'na', details: { note: 'none here' } }]
    );
    expect(summary(act, board, null, null).payload.open.map((one) => one.item)).toEqual(['disk']);
  });

  it.each([
    ['an item that is left open cannot be read', (p: object) => ({ ...p, open: [{ item: 'disk' }] })],
    ['what is left open is no list', (p: object) => ({ ...p, open: 'none' })],
    ['what was cut is not said', (p: object) => ({ ...p, cut: undefined })],
  ])('is no summary at all when %s, and never one of nothing left', (_, broken) => {
    const payload = broken(summary(act, boardOf(), 'late', null).payload);
    expect(SUMMARY_EVENTS.payloadOf({ p: payload })).toBeNull();
  });

  it('counts what it has no room for', () => {
    const ids = Array.from({ length: 90 }, (_, at) => `item-${at}`);
    const long = template(...ids.map((id) => ({ ...item(id, []), title: 'A title of some length '.repeat(3) })));
    const board = buildBoard({ template: long, run, result, pendingSources: [], state: emptyState });
    const { payload } = summary({ ...act, template: long }, board, 'late', null);
    expect(payload.open.length + payload.cut).toBe(90);
    expect(payload.cut).toBeGreaterThan(0);
    expect(readBack(summary({ ...act, template: long }, board, 'late', null)).cut).toBe(payload.cut);
  });
});

describe('what is carried over', () => {
  const thursday = readBack(summary(act, boardOf(), 'late', null));

  it('has an age that a later round keeps, and none for what passed in between', () => {
    expect(carriedOver(thursday, '2026-11-27').map(({ item: id, days }) => [id, days])).toEqual([
      ['backup', 7],
      ['disk', 7],
      ['walk', 7],
    ]);
    const later = buildBoard({
      template: list,
      run: friday,
      result: runResult(checkResult('n.disk', 'pass'), checkResult('n.backup', 'fail'), checkResult('n.certs', 'fail')),
      pendingSources: [],
      state: emptyState,
    });
    const { open } = summary({ ...act, run: friday }, later, 'late', thursday).payload;
    expect(open.map((one) => [one.item, one.since])).toEqual([
      ['backup', '2026-11-20'],
      ['certs', '2026-11-27'],
      ['walk', '2026-11-20'],
    ]);
  });

  it('comes from the last round before, which a skipped one hands on and a reopened one is not', () => {
    const skipped = readBack(unsignedSummary({ ...act, run: friday }, 'skipped', 'closed', thursday), NOON_MS + 1);
    expect(skipped.open).toEqual(thursday.open);
    const saturday = { ...friday, key: 'morning/2026-11-28', openMs: friday.openMs + 86_400_000 };
    expect(lastBefore([thursday, skipped], saturday)).toEqual(skipped);
    expect(lastBefore([thursday, skipped], friday)).toEqual(thursday);
    expect(lastBefore([thursday], run)).toBeNull();
    const reopened = { ...skipped, outcome: 'reopened' as const };
    expect(lastBefore([thursday, reopened], saturday)).toEqual(thursday);
    expect(lastBefore([{ ...thursday, list: 'weekly' }], saturday)).toBeNull();
  });

  it('is settled when it passes, was done or does not apply, and not by what is unknown or put off', () => {
    const [disk, backup, walk, certs] = boardOf([1, 'walk', { type: 'item.deferred' }]).items;
    expect([disk, backup, walk, certs].map((entry) => isResolved(entry!))).toEqual([false, false, false, true]);
    const [, , doneWalk] = boardOf([1, 'walk', { type: 'item.set', state: 'done' }]).items;
    expect(isResolved(doneWalk!)).toBe(true);
  });
});

it('has the last word of a round that was reopened and signed again', () => {
  const rows = [
    unsignedSummary({ ...act, key: 'a' }, 'skipped', 'x', null),
    unsignedSummary({ ...act, key: 'b' }, 'reopened', 'y', null),
    summary({ ...act, key: 'c' }, boardOf(), 'late', null),
  ].map((draft, at) => {
    const created = NOON_MS + at;
    return {
      id: at,
      text: codec.encode(draft),
      tags: eventTags('sum', 'morning'),
      login: 'ops1',
      created,
      updated: created,
    };
  });
  expect(summariesOf(codec.decodeRows(rows)).map(({ outcome }) => outcome)).toEqual(['signed']);
  expect(summariesOf(codec.decodeRows(rows.slice(0, 2))).map(({ outcome }) => outcome)).toEqual(['reopened']);
});

describe('acts that a rule forbids', () => {
  const [disk, backup, walk] = boardOf().items;
  const signed = foldRun([event(1, '', { type: 'run.signed', item: undefined })], [], run.key);

  it.each([
    ['a risk of what is unknown', () => acceptRisk(act, backup!, '2026-11-21', 'why')],
    ['a risk without a reason', () => acceptRisk(act, disk!, '2026-11-21', ' ')],
    ['a risk that ended', () => acceptRisk(act, disk!, '2026-11-19', 'why')],
    ['a risk for longer than a round looks back', () => acceptRisk(act, disk!, '2026-12-21', 'why')],
    ['an empty note', () => addNote(act, disk!, ' ')],
    ['a second signature of one person', () => countersign({ ...act, state: signed }, 'ops1')],
    ['a second signature without a first', () => countersign(act, 'ops2')],
    ['reopening what was not signed', () => reopen(act, 'why')],
    ['skipping what was signed', () => skip({ ...act, state: signed }, 'why')],
    ['skipping without a reason', () => skip(act, '')],
    ['done on what a machine decides', () => done(act, disk!, '')],
  ])('%s', (_, make) => expect(make).toThrow(RangeError));

  it('and those that it allows', () => {
    expect(acceptRisk(act, disk!, '2026-12-20', 'why').payload.details).toMatchObject({ until: '2026-12-20' });
    expect(countersign({ ...act, state: signed }, 'ops2')).toMatchObject({ base: 'k1', type: 'run.countersigned' });
    expect(acknowledge(act, disk!, 'seen').type).toBe('item.acknowledged');
    expect(done(act, walk!, '').payload.state).toBe('done');
  });
});
