import type { Board, BoardItem } from './board';
import { isAllClear, isStanding, isStillClear, signedExceptions, worseSince } from './signed';
import type { Claim, Signature } from './state';

function entry(id: string, changes: Partial<BoardItem>): BoardItem {
  const item = { id, title: id, shortTitle: id, checks: ['a.b'], need: 'all' as const, byHand: '', seeds: [] };
  const base = { item, mode: 'machine', verdict: 'pass', pending: false, checks: [], finding: null, decision: null };
  return { ...base, needsDecision: false, ...changes } as BoardItem;
}

function board(...items: BoardItem[]): Board {
  return { items } as unknown as Board;
}

function signature(changes: Partial<Signature>): Signature {
  const base = { author: 'ops1', atMs: 0, remark: '', incomplete: null, claims: [], verdicts: {}, valuesMs: 0 };
  const second = null;
  return {
    ...base,
    eventKey: 'k9',
    digest: '',
    events: 0,
    second,
    oldestSampleAgeMs: null,
    changedSince: false,
    cut: false,
    ...changes,
  };
}

const claim = (kind: Claim['kind'], changes: Partial<Claim> = {}): Claim => {
  return { kind, count: 1, decided: 1, decisions: {}, notes: [], ...changes };
};

test('all clear is only what passed or was done', () => {
  expect(isAllClear(signature({ claims: [claim('pass'), claim('hand', { decisions: { done: 1 } })] }))).toBe(true);
  expect(isAllClear(signature({ claims: [claim('pass'), claim('hand', { decisions: { deferred: 1 } })] }))).toBe(false);
  expect(isAllClear(signature({ claims: [claim('unknown', { decisions: { checked: 1 } })] }))).toBe(false);
  expect(isAllClear(signature({ claims: [claim('na')] }))).toBe(false);
  expect(isAllClear(signature({ claims: [claim('pass')], incomplete: 'no time' }))).toBe(false);
  expect(isAllClear(signature({ claims: [claim('pass')], cut: true }))).toBe(false);
});

test('a signature whose claims cannot be read is not all clear', () => {
  expect(isAllClear(signature({ claims: [] }))).toBe(false);
  expect(isAllClear(signature({ claims: [claim('pass', { count: 0 })] }))).toBe(false);
});

test('still all clear is earned by every item as it is now, not by the lack of worse news', () => {
  const signed = signature({ claims: [claim('pass', { count: 2 })], verdicts: { cpu: 'pass', desk: 'hand' } });
  const desk = entry('desk', { mode: 'hand', verdict: 'na' });
  expect(isStillClear(board(entry('cpu', {}), desk), signed)).toBe(true);
  expect(isStillClear(board(entry('cpu', { verdict: undefined, pending: true }), desk), signed)).toBe(false);
  expect(isStillClear(board(entry('cpu', { mode: 'hand', verdict: 'na' }), desk), signed)).toBe(false);
  expect(isStillClear(board(entry('cpu', {}), desk, entry('new', { verdict: 'fail' })), signed)).toBe(false);
  expect(isStillClear(board(entry('cpu', {}), desk), { ...signed, incomplete: 'no time' })).toBe(false);
});

test('a signature stands until an item changes after it', () => {
  expect(isStanding(null)).toBe(false);
  expect(isStanding(signature({}))).toBe(true);
  expect(isStanding(signature({ changedSince: true }))).toBe(false);
});

test('exceptions are what was not signed as passed or done, worst now first', () => {
  const done = { kind: 'done' } as BoardItem['decision'];
  const now = board(
    entry('disk', { verdict: 'warn' }),
    entry('cpu', {}),
    entry('memory', { verdict: 'fail' }),
    entry('support', { mode: 'hand', verdict: 'na', decision: done }),
    entry('desk', { mode: 'hand', verdict: 'na' })
  );
  const signed = signature({ verdicts: { disk: 'fail', cpu: 'pass', memory: 'warn', support: 'hand', desk: 'hand' } });
  expect(signedExceptions(now, signed).map(({ item }) => item.id)).toEqual(['memory', 'disk', 'desk']);
});

test('worse since the signature: unknown is worse than pass and warning, and what is not answered yet says nothing', () => {
  const now = board(
    entry('disk', { verdict: 'unknown' }),
    entry('cpu', { verdict: 'pass' }),
    entry('memory', { verdict: 'fail' }),
    entry('late', { verdict: undefined, pending: true }),
    entry('new', { verdict: 'fail' })
  );
  const signed = signature({ verdicts: { disk: 'warn', cpu: 'fail', memory: 'pass', late: 'pass' } });
  expect(worseSince(now, signed).map(({ item }) => item.id)).toEqual(['memory', 'disk']);
});

test('what needs a decision again after a complete signature is worse, even when its item had failed before', () => {
  const now = board(entry('disk', { verdict: 'fail', needsDecision: true }), entry('cpu', { verdict: 'fail' }));
  const signed = signature({ verdicts: { disk: 'fail', cpu: 'fail' } });
  expect(worseSince(now, signed).map(({ item }) => item.id)).toEqual(['disk']);
  expect(worseSince(now, { ...signed, incomplete: 'no time' })).toEqual([]);
});
