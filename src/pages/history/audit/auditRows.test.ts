import type { JournalEvent, RejectedRow } from '../../../core/journal/event';
import { auditRows, filterRows, isTrusted, type AuditFilter } from './auditRows';

const RUN = 'morning/2026-11-18';

function event(id: number, type: string, more: Partial<JournalEvent> = {}): JournalEvent {
  return {
    id,
    class: 'run',
    list: 'morning',
    type,
    key: `key-${id}`,
    subject: RUN,
    payload: {},
    sentence: `Sentence ${id}`,
    author: 'ops1',
    createdMs: id * 1000,
    updatedMs: id * 1000,
    ...more,
  };
}

const rejected = (id: number, why: RejectedRow['why'], subject?: string): RejectedRow => ({
  id,
  why,
  author: 'ops2',
  createdMs: id * 1000,
  ...(subject !== undefined && { subject }),
});

const integrity = (events: JournalEvent[], rows: RejectedRow[] = []) =>
  auditRows({ events, rejected: rows }).map((row) => [row.id, row.integrity]);

test('every row is there, the newest first, and what does not count says why', () => {
  expect(
    integrity([event(1, 'run.started'), event(3, 'item.note')], [rejected(2, 'edited', RUN), rejected(4, 'unreadable')])
  ).toEqual([
    [4, 'unreadable'],
    [3, 'untouched'],
    [2, 'edited'],
    [1, 'untouched'],
  ]);
});

test('a signature is changed by an item after it, and by an edit before it, of its own round', () => {
  const signed = event(5, 'run.signed');
  expect(integrity([event(4, 'item.note'), signed])).toContainEqual([5, 'untouched']);
  expect(integrity([signed, event(6, 'item.note')])).toContainEqual([5, 'changed']);
  expect(integrity([signed, event(6, 'item.note', { subject: 'morning/2026-11-19' })])).toContainEqual([
    5,
    'untouched',
  ]);
  expect(integrity([signed], [rejected(4, 'edited', RUN)])).toContainEqual([5, 'changed']);
  expect(integrity([signed], [rejected(6, 'edited', RUN)])).toContainEqual([5, 'untouched']);
  expect(integrity([signed], [rejected(4, 'duplicate-key', RUN)])).toContainEqual([5, 'untouched']);
});

test('a repeat after a lost answer is no reason for distrust', () => {
  const rows = auditRows({ events: [], rejected: [rejected(1, 'duplicate-key'), rejected(2, 'edited')] });
  expect(rows.filter((row) => !isTrusted(row)).map(({ id }) => id)).toEqual([2]);
});

test('what the chain shows is told at its row, and a row that is gone has one again', () => {
  const found = (kind: 'altered' | 'missing' | 'author-gone', id: number, namedBy: number[]) => {
    return { kind, id, createdMs: id * 1000, author: null, namedBy };
  };
  const rows = auditRows(
    { events: [event(1, 'item.note'), event(3, 'run.signed')], rejected: [] },
    {
      findings: [
        found('altered', 1, [3]),
        found('missing', 2, [3]),
        found('missing', 9, [77]),
        found('author-gone', 3, []),
      ],
    }
  );
  expect(rows.map((row) => [row.id, row.integrity, row.event?.type ?? null])).toEqual([
    [3, 'untouched', 'run.signed'],
    [2, 'missing', null],
    [1, 'altered', 'item.note'],
  ]);
  expect(rows.filter((row) => !isTrusted(row))).toHaveLength(2);
});

test('filters by all that is asked at once', () => {
  const rows = auditRows({
    events: [event(1, 'run.signed'), event(2, 'item.note', { author: 'ops2', list: 'weekly' }), event(3, 'item.note')],
    rejected: [rejected(4, 'edited', RUN)],
  });
  const all: AuditFilter = { text: '', only: 'all', list: null, person: null };
  const ids = (filter: Partial<AuditFilter>) =>
    filterRows(rows, { ...all, ...filter }, (row) => row.event?.sentence ?? '').map(({ id }) => id);
  expect(ids({})).toEqual([4, 3, 2, 1]);
  expect(ids({ only: 'untrusted' })).toEqual([4]);
  expect(ids({ only: 'signatures' })).toEqual([1]);
  expect(ids({ list: 'morning' })).toEqual([4, 3, 1]);
  expect(ids({ person: 'ops2' })).toEqual([4, 2]);
  expect(ids({ text: 'sentence 3' })).toEqual([3]);
  expect(ids({ list: 'weekly', person: 'ops1' })).toEqual([]);
});
