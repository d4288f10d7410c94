import type { Board, BoardItem, Cause } from '../../core/checklist/board';
import type { Verdict } from '../../core/check/verdict';
import { arrangeFrozen, changedItems, freeze, joinAnswered, joinChanged, type Frozen } from './frozen';

type State = Verdict | 'hand' | 'pending';

function board(verdicts: Record<string, State>, causes: readonly Cause[] = []): Board {
  const items = Object.entries(verdicts).map(([id, state]): BoardItem => {
    const pending = state === 'pending';
    return {
      item: { id, title: id, shortTitle: id, checks: [], need: 'all', byHand: '', seeds: [] },
      mode: state === 'hand' ? 'hand' : 'machine',
      verdict: state === 'hand' ? 'na' : state === 'pending' ? undefined : state,
      pending,
      checks: [],
      finding: null,
      findings: [],
      decision: null,
      risks: [],
      needsDecision: !pending && state !== 'pass',
    };
  });
  return { items, causes } as unknown as Board;
}

function silent(...itemIds: string[]): Cause {
  return { sourceUid: 'p', sourceName: 'p', reason: { code: 'timeout' }, itemIds };
}

/** What a reader sees, with what joins by itself. */
function seen(frozen: Frozen, now: Board) {
  const joined = joinAnswered(frozen, now);
  return { ...arrangeFrozen(joined, now), changed: changedItems(joined, now), joined };
}

const opened = board({ disk: 'fail', support: 'hand', cpu: 'pass', memory: 'pass', late: 'pending' });
const frozen = freeze(opened);

test('a new exception is a change, one that passes again is none', () => {
  const now = board({ disk: 'pass', support: 'hand', cpu: 'warn', memory: 'pass', late: 'pass' });
  expect(seen(frozen, now)).toMatchObject({ changed: ['cpu'], decide: ['disk'], passed: ['cpu', 'memory', 'late'] });
});

test('a change joins at the end and nothing else moves', () => {
  const now = board({ memory: 'fail', disk: 'warn', support: 'hand', cpu: 'pass', late: 'pending' });
  const joined = joinChanged(frozen, now);
  expect(joined.decide).toEqual(['disk', 'memory']);
  expect(joined.passed).toEqual(['cpu']);
  expect(changedItems(joined, now)).toEqual([]);
});

test('what had not answered takes its place behind the others when it does, and nothing else moves', () => {
  const slow = freeze(board({ disk: 'warn', cpu: 'pass', late: 'pending', later: 'pending', last: 'pending' }));
  const now = board({ disk: 'warn', cpu: 'pass', late: 'fail', later: 'pass', last: 'pending' });
  expect(seen(slow, now)).toMatchObject({
    decide: ['disk', 'late'],
    passed: ['cpu', 'later'],
    pending: ['last'],
    changed: [],
  });
});

test('a source that falls silent is one cause before all, at once; its items stand nowhere else and are no change', () => {
  const now = board({ disk: 'unknown', support: 'hand', cpu: 'unknown', memory: 'pass', late: 'fail' }, [
    silent('disk', 'cpu'),
  ]);
  expect(seen(frozen, now)).toMatchObject({
    causes: [silent('disk', 'cpu')],
    decide: ['late'],
    byHand: ['support'],
    passed: ['memory'],
    changed: [],
  });
});

test('when it answers again its items stand where they stood', () => {
  const many = freeze(board({ a: 'fail', b: 'fail', c: 'warn', d: 'pass', e: 'pass' }));
  const gone = board({ a: 'unknown', b: 'fail', c: 'unknown', d: 'unknown', e: 'pass' }, [silent('a', 'c', 'd')]);
  const during = seen(many, gone);
  expect(during).toMatchObject({ decide: ['b'], passed: ['e'] });
  const back = seen(during.joined, board({ a: 'fail', b: 'fail', c: 'pass', d: 'pass', e: 'pass' }));
  expect(back).toMatchObject({ causes: [], decide: ['a', 'b', 'c'], passed: ['d', 'e'], changed: [] });
});

test('what had only been seen under a cause stands by its rank of then, or with what passes', () => {
  const start = board({ a: 'warn', b: 'unknown', c: 'unknown', d: 'fail' }, [silent('b', 'c')]);
  const first = freeze(start);
  expect(seen(first, start)).toMatchObject({ decide: ['d', 'a'] });
  const back = seen(first, board({ a: 'warn', b: 'fail', c: 'pass', d: 'fail' }));
  expect(back).toMatchObject({ decide: ['d', 'b', 'a'], passed: ['c'], changed: [] });
  // Now it is known there, and stays when it passes.
  expect(seen(back.joined, board({ a: 'warn', b: 'pass', c: 'pass', d: 'fail' }))).toMatchObject({
    decide: ['d', 'b', 'a'],
  });
});

test('what had not answered and is silent stands under the cause alone', () => {
  const now = board({ disk: 'fail', support: 'hand', cpu: 'unknown', memory: 'pass', late: 'unknown' }, [
    silent('cpu', 'late'),
  ]);
  const during = seen(frozen, now);
  expect(during).toMatchObject({ decide: ['disk'], passed: ['memory'], pending: [], changed: [] });
  const back = seen(during.joined, board({ disk: 'fail', support: 'hand', cpu: 'pass', memory: 'pass', late: 'pass' }));
  expect(back).toMatchObject({ decide: ['disk'], passed: ['cpu', 'memory', 'late'] });
});

test('while nothing more answered the places are the same object', () => {
  expect(joinAnswered(frozen, board({ disk: 'warn', support: 'hand', cpu: 'fail', late: 'pending' }))).toBe(frozen);
});
