import fc from 'fast-check';
import { eventTags, journalCodec } from '../journal/codec';
import { buildBoard } from './buildBoard';
import type { CarriedItem } from './carry';
import { foldRun } from './fold';
import { handover, isNothingOpen, readBack, type Handover } from './handover';
import { accept, HANDOVER_EVENTS, post, postedHandovers, waitingHandover } from './handoverEvent';
import { checkResult, event, item, NOON_MS, run, runResult, template } from './testData';
import type { RunEvent } from './event';
import type { RunResult } from '../check/result';

const codec = journalCodec([HANDOVER_EVENTS]);
const list = template(
  item('disk', ['n.disk']),
  item('backup', ['n.backup']),
  item('walk', []),
  item('certs', ['n.certs'])
);

function told(
  result: RunResult | null,
  events: readonly RunEvent[] = [],
  others: readonly CarriedItem[] = [],
  isRead = true
): Handover {
  const state = foldRun(events, [], run.key);
  const board = buildBoard({ template: list, run, result, pendingSources: [], state });
  return handover({ board, state, result, carried: [carried('disk', 2)], others, isRead });
}

function carried(id: string, days: number, verdict: CarriedItem['verdict'] = 'fail'): CarriedItem {
  const said = { title: `Title of ${id}`, finding: `${id} was bad`, decision: null, note: '', to: null, owner: 'ops3' };
  return { ...said, item: id, verdict, since: '2026-11-18', list: 'weekly', run: 'weekly/2026-11-16', days };
}

const bad = runResult(
  checkResult('n.disk', 'warn'),
  checkResult('n.backup', 'unknown', { code: 'no-data' }),
  checkResult('n.certs', 'pass')
);
const good = runResult(checkResult('n.disk', 'pass'), checkResult('n.backup', 'pass'), checkResult('n.certs', 'pass'));
const walked = event(1, 'walk', { type: 'item.set', state: 'done' });

test('tells what is wrong, what could not be checked and what a person has to look at apart', () => {
  const said = told(bad, [event(1, 'disk', { type: 'item.assigned', details: { to: 'ops2' } })], [carried('scan', 5)]);
  expect(said.problems.map(({ item: id, days, owner }) => [id, days, owner])).toEqual([
    ['scan', 5, 'ops3'],
    ['disk', 2, 'ops2'],
  ]);
  expect(said.unknown.map(({ item: id }) => id)).toEqual(['backup']);
  expect(said.byHand.map(({ item: id }) => id)).toEqual(['walk']);
  expect(said).toMatchObject({ pass: 1, machine: 3, checkedMs: NOON_MS, isWhole: true });
});

test.each<[string, Handover, boolean]>([
  ['all passes and is done', told(good, [walked]), true],
  ['something warns', told(bad, [walked]), false],
  ['something is left to a person', told(good), false],
  ['nothing was looked at', told(null, [walked]), false],
  [
    'a source is silent',
    told({ ...good, sources: [{ uid: 'p', name: 'Loki', answered: false, durationMs: 1 }] }, [walked]),
    false,
  ],
  ['the journal told not all', told(good, [walked], [], false), false],
  ['another list left something', told(good, [walked], [carried('scan', 1, 'hand')]), false],
])('nothing is open: %s', (_, said, is) => expect(isNothingOpen(said)).toBe(is));

test('what several lists found stands once, as it is now and as old as it is anywhere', () => {
  const other: CarriedItem = { ...carried('space', 7, 'unknown'), finding: 'n.disk is warn' };
  expect(told(bad, [], [other, { ...other, list: 'monthly' }]).problems).toMatchObject([
    { item: 'disk', verdict: 'warn', days: 7, owner: 'ops3' },
  ]);
});

test('a decision takes nothing out of it: what is acknowledged is still open', () => {
  const events = [event(1, 'disk', { details: { note: 'on it', verdict: 'warn' } })];
  expect(told(bad, events).problems).toMatchObject([{ item: 'disk', note: 'on it' }]);
});

function rows(...drafts: ReadonlyArray<readonly [ReturnType<typeof post> | ReturnType<typeof accept>, string]>) {
  return codec.decodeRows(
    drafts.map(([draft, login], at) => {
      const created = NOON_MS + at * 1000;
      return { id: at, text: codec.encode(draft), tags: eventTags('ho', 'handover'), login, created, updated: created };
    })
  );
}

describe('what was posted', () => {
  const draft = post(told(bad), 'look at vm-214 ', 'h1');
  const [posted] = postedHandovers(rows([draft, 'ops1']));

  test('reads back as it was told', () => {
    expect(posted).toMatchObject({ key: 'h1', author: 'ops1', asks: 'look at vm-214', accepted: null, pass: 1 });
    expect(readBack(posted!).map(({ item: id }) => id)).toEqual(['disk', 'backup', 'walk']);
  });

  test('is taken by another person who said it back, once', () => {
    const both = postedHandovers(
      rows([draft, 'ops1'], [accept(posted!, 'ops2', 'a1'), 'ops2'], [accept(posted!, 'ops3', 'a2'), 'ops3'])
    );
    expect(both).toMatchObject([{ accepted: { author: 'ops2' } }]);
    expect(() => accept(posted!, 'ops1', 'a1')).toThrow(RangeError);
    const forged = accept(posted!, 'ops2', 'a1');
    expect(postedHandovers(rows([draft, 'ops1'], [forged, 'ops1']))).toMatchObject([{ accepted: null }]);
    const unsaid = { ...forged, payload: { said: ['disk'] } };
    expect(postedHandovers(rows([draft, 'ops1'], [unsaid, 'ops2']))).toMatchObject([{ accepted: null }]);
  });

  test('waits until it is taken, replaced or over', () => {
    const [at] = [posted!.atMs];
    expect(waitingHandover([posted!], at + 1)?.key).toBe('h1');
    expect(waitingHandover([posted!], at + 17 * 3_600_000)).toBeNull();
    const next = postedHandovers(rows([draft, 'ops1'], [post(told(good), '', 'h2'), 'ops1']));
    expect(waitingHandover(next, at + 5000)?.key).toBe('h2');
    expect(waitingHandover([], at)).toBeNull();
  });
});

test('however many lines there are, it says how many it left out and fits an event', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom<CarriedItem['verdict']>('fail', 'warn', 'unknown', 'hand'), { maxLength: 60 }),
      (verdicts) => {
        const said = told(
          good,
          [walked],
          verdicts.map((verdict, at) => ({ ...carried(`i${at}`, at, verdict), finding: 'x'.repeat(300) }))
        );
        const draft = post(said, '', 'h1');
        const { problems, unknown, byHand, more } = draft.payload;
        expect(problems.length + more.problems).toBe(said.problems.length);
        expect(unknown.length + more.unknown).toBe(said.unknown.length);
        expect(byHand.length + more.byHand).toBe(said.byHand.length);
        expect(postedHandovers(rows([draft, 'ops1']))).toHaveLength(1);
      }
    ),
    { numRuns: 50 }
  );
});
