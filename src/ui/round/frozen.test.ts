import type { Arrangement } from '../../core/checklist/arrange';
import type { Board, BoardItem, Cause } from '../../core/checklist/board';
import type { Verdict } from '../../core/check/verdict';
import { changedItems, joinAnswered, joinChanged } from './frozen';

function board(verdicts: Record<string, Verdict | 'hand'>, causes: readonly Cause[] = []): Board {
  const items = Object.entries(verdicts).map(([id, verdict]): BoardItem => {
    return {
      item: { id, title: id, shortTitle: id, checks: [], need: 'all', byHand: '', seeds: [] },
      mode: verdict === 'hand' ? 'hand' : 'machine',
      verdict: verdict === 'hand' ? 'na' : verdict,
      pending: false,
      checks: [],
      finding: null,
      findings: [],
      decision: null,
      needsDecision: verdict !== 'pass',
    };
  });
  return { items, causes } as unknown as Board;
}

const frozen: Arrangement = {
  causes: [],
  decide: ['disk'],
  byHand: ['support'],
  passed: ['cpu', 'memory'],
  pending: ['late'],
};
const silent: Cause = { sourceUid: 'p', sourceName: 'p', reason: { code: 'timeout' }, itemIds: ['cpu', 'memory'] };

test('a new exception is a change, one that passes again is none', () => {
  const now = board({ disk: 'pass', support: 'hand', cpu: 'warn', memory: 'pass', late: 'pass' });
  expect(changedItems(frozen, now)).toEqual(['cpu']);
});

test('what was pending when the groups appeared calls only when it is an exception', () => {
  expect(changedItems(frozen, board({ late: 'pass' }))).toEqual([]);
  expect(changedItems(frozen, board({ late: 'unknown' }))).toEqual(['late']);
});

test('a change joins at the end and nothing else moves', () => {
  const now = board({ memory: 'fail', disk: 'warn', support: 'hand', cpu: 'pass' });
  const joined = joinChanged(frozen, now);
  expect(joined.decide).toEqual(['disk', 'memory']);
  expect(joined.passed).toEqual(['cpu']);
  expect(changedItems(joined, now)).toEqual([]);
});

test('a source that falls silent counts its items and is arranged anew', () => {
  const now = board({ disk: 'fail', support: 'hand', cpu: 'unknown', memory: 'unknown' }, [silent]);
  expect(changedItems(frozen, now)).toEqual(['cpu', 'memory']);
  expect(joinChanged(frozen, now)).toMatchObject({ causes: [silent], decide: ['disk'], passed: [] });
});

test('a known cause that takes in one more item counts that one', () => {
  const withCause: Arrangement = { ...frozen, causes: [{ ...silent, itemIds: ['cpu'] }], passed: ['memory'] };
  const now = board({ disk: 'fail', support: 'hand', cpu: 'unknown', memory: 'unknown' }, [silent]);
  expect(changedItems(withCause, now)).toEqual(['memory']);
});

test('what had not answered takes its place behind the others when it does, and nothing else moves', () => {
  const slow = { ...frozen, pending: ['late', 'later', 'last'] };
  const now = board({
    memory: 'fail',
    disk: 'warn',
    support: 'hand',
    cpu: 'pass',
    late: 'fail',
    later: 'pass',
    last: 'pass',
  });
  const waiting = { ...now, items: now.items.map((entry) => (entry.item.id === 'last' ? pendingOf(entry) : entry)) };
  expect(joinAnswered(slow, waiting)).toEqual({
    causes: [],
    decide: ['disk', 'late'],
    byHand: ['support'],
    passed: ['cpu', 'memory', 'later'],
    pending: ['last'],
  });
});

test('a cause that comes with what had not answered is shown, its items nowhere else', () => {
  const late = { ...silent, itemIds: ['cpu', 'late'] };
  const joined = joinAnswered(
    frozen,
    board({ disk: 'warn', support: 'hand', cpu: 'unknown', late: 'unknown' }, [late])
  );
  expect(joined).toMatchObject({ causes: [late], decide: ['disk'], passed: ['memory'], pending: [] });
});

test('while nothing more answered the groups are the same object', () => {
  const now = board({ disk: 'warn', late: 'pass' });
  const waiting = { ...now, items: now.items.map((entry) => (entry.item.id === 'late' ? pendingOf(entry) : entry)) };
  expect(joinAnswered(frozen, waiting)).toBe(frozen);
});

function pendingOf(entry: BoardItem): BoardItem {
  return { ...entry, verdict: undefined, pending: true };
}
