import { buildBoard } from './buildBoard';
import { acknowledge, addNote, assign, countersign, done, reopen, signOff, skip, startRun, type Act } from './draft';
import type { RunDraft, RunEvent } from './event';
import { foldRun } from './fold';
import type { RejectedRow } from '../journal/event';
import { recorded, roundsOf, reading, OLD } from './historyTestData';
import { roundRecord, whatCameOf } from './record';
import { snapshot } from './snapshot';
import { summariesOf, type OpenItem, type SummaryPayload } from './summary';
import { checkResult, item, NOON_MS, run, runResult, template } from './testData';

const list = template(item('disk', ['n.disk']), item('raid', ['n.raid']), item('walk', []));

/** Rounds of the list as people write them. */
class Written {
  readonly events: RunEvent[] = [];

  constructor(
    private readonly of = run,
    private readonly atMs = NOON_MS
  ) {}

  act(): Act {
    const state = foldRun(this.events, [], this.of.key);
    return { run: this.of, template: list, state, key: `${this.of.key} ${this.events.length}` };
  }

  add(draft: RunDraft, author = 'ops1'): void {
    const createdMs = this.atMs + this.events.length * 1000;
    const id = this.events.length + 1 + (this.of === run ? 1000 : 0);
    this.events.push({ ...draft, id, author, createdMs, updatedMs: createdMs });
  }

  board(disk: 'pass' | 'fail' = 'fail') {
    const result = runResult(checkResult('n.disk', disk), checkResult('n.raid', 'pass'));
    const { state } = this.act();
    return { result, board: buildBoard({ template: list, run: this.of, result, pendingSources: [], state }) };
  }

  entry(id: string, disk: 'pass' | 'fail' = 'fail') {
    const found = this.board(disk).board.items.find((one) => one.item.id === id);
    if (!found) {
      throw new Error(`no item ${id}`);
    }
    return found;
  }

  sign(disk: 'pass' | 'fail' = 'fail', incomplete: string | null = null): void {
    const { result, board } = this.board(disk);
    this.add(snapshot(this.act(), result));
    this.add(signOff(this.act(), { board, result, events: this.events, remark: 'fine', incomplete }));
  }
}

function signedRound(): Written {
  const written = new Written();
  const started = startRun(written.act());
  if (started) {
    written.add(started);
  }
  written.add(acknowledge(written.act(), written.entry('disk'), 'known, OPS-1'));
  written.add(assign(written.act(), written.entry('disk'), 'ops3'));
  written.add(addNote(written.act(), written.entry('raid'), 'looked at it'));
  written.add(done(written.act(), written.entry('walk'), ''));
  written.sign();
  return written;
}

const record = (events: readonly RunEvent[], more: Partial<Parameters<typeof roundRecord>[0]> = {}) =>
  roundRecord({ run, template: list, events, rejected: [], round: null, ...more });

test('a risk that was accepted thing by thing is told by the summary, where no decision of the round is', () => {
  const risk = {
    verdict: 'fail',
    decision: 'risk',
    note: 'it moves',
    finding: '',
    to: null,
    owner: '',
    since: run.date,
  };
  const open: OpenItem[] = [
    { ...risk, item: 'disk', title: 'Disk' } as OpenItem,
    { ...risk, item: 'walk', title: 'Walk' } as OpenItem,
  ];
  const round = roundsOf(reading([OLD, recorded(run.key, 20, { open })])).find((one) => one.run === run.key);
  const written = new Written();
  written.add(done(written.act(), written.entry('walk'), ''));
  written.sign('fail', 'disk');
  const { items } = record(written.events, { round: round ?? null });
  expect(items.map(({ id, riskWhy }) => [id, riskWhy])).toEqual([
    ['disk', 'it moves'],
    ['raid', null],
    ['walk', null],
  ]);
});

test('items stand in the order of the list, with what was seen and said then', () => {
  const { items, outcome, isSameTemplate, integrity } = record(signedRound().events);
  expect(items.map(({ id, verdict, finding, isException }) => [id, verdict, finding, isException])).toEqual([
    ['disk', 'fail', 'n.disk is fail', true],
    ['raid', 'pass', '', false],
    ['walk', 'hand', '', false],
  ]);
  const [disk, raid] = items;
  expect(disk).toMatchObject({ decision: { kind: 'acknowledged', note: 'known, OPS-1' }, owner: { who: 'ops3' } });
  expect(disk?.checks).toMatchObject([{ id: 'n.disk', verdict: 'fail', counts: { fail: 1 } }]);
  expect(raid?.notes.map(({ text }) => text)).toEqual(['looked at it']);
  expect(outcome).toEqual({ state: 'on-time', isOnTime: true, doubt: null });
  expect(isSameTemplate).toBe(true);
  expect(integrity).toEqual({ events: 7, rejected: [], isUntouched: true });
});

test('whether it was in time is judged by when it was due', () => {
  const { events } = signedRound();
  const late = { ...run, dueMs: NOON_MS - 1 };
  expect(record(events, { run: late }).outcome).toEqual({ state: 'late', isOnTime: false, doubt: null });
});

test('a signature with a reason is an incomplete one', () => {
  const written = new Written();
  written.sign('fail', 'drill');
  const { outcome, items } = record(written.events);
  expect(outcome.state).toBe('incomplete');
  expect(items.filter(({ isException }) => isException).map(({ id }) => id)).toEqual(['disk', 'walk']);
});

test('what differs from the round before is told as what it was then', () => {
  const dayMs = 86_400_000;
  const before = new Written(
    { ...run, key: 'morning/2026-11-19', date: '2026-11-19', openMs: run.openMs - dayMs, dueMs: run.dueMs - dayMs },
    NOON_MS - dayMs
  );
  before.add(done(before.act(), before.entry('walk', 'pass'), ''));
  before.sign('pass');
  const { items, before: signed } = record([...before.events, ...signedRound().events]);
  expect(signed?.date).toBe('2026-11-19');
  expect(items.map(({ id, was }) => [id, was])).toEqual([
    ['disk', 'pass'],
    ['raid', null],
    ['walk', null],
  ]);
});

test('an item that the list lost is told by its id, one that it got later is no part of the round', () => {
  const changed = template(item('walk', []), item('new', []), item('disk', ['n.disk']));
  const { items, isSameTemplate } = record(signedRound().events, { template: changed });
  expect(items.map(({ id, title }) => [id, title])).toEqual([
    ['walk', 'Title of walk'],
    ['disk', 'Title of disk'],
    ['raid', 'raid'],
  ]);
  expect(isSameTemplate).toBe(false);
});

describe('integrity', () => {
  const row = (why: RejectedRow['why'], subject = run.key): RejectedRow => {
    return { id: 9, why, author: 'ops2', createdMs: NOON_MS, subject };
  };

  test.each<[string, readonly RejectedRow[], number | null, boolean]>([
    ['whole', [], null, true],
    ['an event is gone', [], 1, false],
    ['the beginning is gone', [], 0, false],
    ['an entry was edited', [row('edited')], null, false],
    ['an entry of another round was edited', [row('edited', 'morning/2026-11-18')], null, true],
    ['one was sent twice', [row('duplicate-key')], null, true],
  ])('%s', (_name, rejected, gone, isUntouched) => {
    const events = signedRound().events.filter((_event, at) => at !== gone);
    expect(record(events, { rejected }).integrity.isUntouched).toBe(isUntouched);
  });

  test('a second signature and a note after it change nothing of what was signed', () => {
    const written = signedRound();
    written.add(countersign(written.act(), 'ops2'), 'ops2');
    const { integrity, state } = record(written.events);
    expect([integrity.isUntouched, state.signature?.second?.author]).toEqual([true, 'ops2']);
  });
});

describe('a round without a signature', () => {
  const rounds = roundsOf(reading([OLD]));
  const missed = rounds.find(({ date }) => date === '2026-11-19') ?? null;

  test('was missed where History knows that, and else nobody knows', () => {
    expect(record([], { round: missed }).outcome).toMatchObject({ state: 'missed', doubt: null });
    const { outcome, items, integrity } = record([]);
    expect(outcome).toEqual({ state: 'unknown', isOnTime: null, doubt: 'before-journal' });
    expect(items.map(({ verdict }) => verdict)).toEqual([null, null, null]);
    expect(integrity.isUntouched).toBeNull();
  });

  test('was skipped, or reopened and left', () => {
    const skipped = new Written();
    skipped.add(skip(skipped.act(), 'offsite'));
    expect(record(skipped.events, { round: missed }).outcome.state).toBe('skipped');
    const reopened = signedRound();
    reopened.add(reopen(reopened.act(), 'wrong list'));
    expect(record(reopened.events, { round: missed }).outcome.state).toBe('missed');
  });
});

describe('what came of what it left open', () => {
  const open = (id: string, since: string): OpenItem => ({
    item: id,
    title: id,
    verdict: 'fail',
    finding: '',
    decision: 'deferred',
    note: '',
    to: null,
    owner: 'ops3',
    since,
  });
  const left = [open('disk', '2026-11-18'), open('raid', '2026-11-17')];
  const states = (last: Partial<SummaryPayload> | null) => {
    const events = [recorded('morning/2026-11-18', 5, { open: left })];
    const summaries = summariesOf({ events: last ? [...events, recorded('morning/2026-11-19', 5, last)] : events });
    const [round] = summaries;
    return round && whatCameOf(round, summaries, '2026-11-20').map(({ state, now }) => [state, now?.days ?? null]);
  };

  test.each<[string, Partial<SummaryPayload> | null, unknown]>([
    [
      'no round since',
      null,
      [
        ['open', 2],
        ['open', 3],
      ],
    ],
    [
      'still left by the last',
      { open: [open('raid', '2026-11-17')] },
      [
        ['closed', null],
        ['open', 3],
      ],
    ],
    [
      'left again, by a later fault',
      { open: [open('disk', '2026-11-19')] },
      [
        ['closed', null],
        ['closed', null],
      ],
    ],
    [
      'the last had no room for all',
      { cut: 2 },
      [
        ['unknown', null],
        ['unknown', null],
      ],
    ],
  ])('%s', (_name, last, expected) => {
    expect(states(last)).toEqual(expected);
  });
});
