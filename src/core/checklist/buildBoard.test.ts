import fc from 'fast-check';

import type { CheckResult } from '../check/result';
import { verdictRank, type Reason, type Verdict } from '../check/verdict';
import { arrange } from './arrange';
import { buildBoard } from './buildBoard';
import type { Board, Counts } from './board';
import type { Decision } from './state';
import { checkResult, emptyState, entity, item, NOON_MS, run, runResult, template } from './testData';

const down: Reason = { code: 'source-down', detail: 'Connection refused' };
const notConnected: Reason = { code: 'not-connected' };

function decision(kind: Decision['kind'], verdict: Verdict | null, note = ''): Decision {
  return { kind, verdict, note, to: null, author: 'ops1', atMs: NOON_MS, alsoBy: [], eventKey: 'k', conflict: false };
}

interface Situation {
  items: Array<ReturnType<typeof item>>;
  checks?: Array<ReturnType<typeof checkResult>>;
  decisions?: Record<string, Decision>;
  pendingSources?: Array<{ uid: string }>;
  nothingYet?: boolean;
}

function board({ items, checks = [], decisions = {}, pendingSources = [], nothingYet = false }: Situation): Board {
  const state = { ...emptyState, decisions: new Map(Object.entries(decisions)) };
  const result = nothingYet ? null : runResult(...checks);
  return buildBoard({ template: template(...items), run, result, pendingSources, state });
}

/** A check with an entity of each of the verdicts. */
function manyOf(id: string, verdicts: readonly Verdict[]): CheckResult {
  const entities = verdicts
    .map((verdict, index) => entity(`pve-a${index}`, verdict))
    .sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict));
  const worst = entities[0]?.verdict ?? 'na';
  const count = (verdict: Verdict) => verdicts.filter((one) => one === verdict).length;
  const counts = { pass: count('pass'), warn: count('warn'), fail: count('fail'), unknown: count('unknown'), na: 0 };
  return { ...checkResult(id, worst), entities, counts };
}

/** What adds up when nothing is pending. */
function counted(situation: Situation): Counts {
  const { counts } = board(situation);
  if (counts === null) {
    throw new Error('an item is pending');
  }
  return counts;
}

const only = (situation: Situation) => board(situation).items[0];

describe('an item of the board', () => {
  it('has the worst verdict of its checks, and that finding for a headline', () => {
    const checks = [checkResult('n.a', 'pass'), checkResult('n.b', 'warn'), checkResult('n.c', 'fail')];
    const entry = only({ items: [item('disk', ['n.a', 'n.b', 'n.c'])], checks });
    expect(entry).toMatchObject({ mode: 'machine', verdict: 'fail', finding: 'n.c is fail', needsDecision: true });
    expect(entry?.checks.map((check) => check.definition.id)).toEqual(['n.c', 'n.b', 'n.a']);
  });

  it('has every finding of every check, worst first, and its headline is the first one', () => {
    const verdict = fc.constantFrom<Verdict>('fail', 'unknown', 'warn', 'pass');
    fc.assert(
      fc.property(
        fc.array(fc.array(verdict, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
        (all) => {
          const checks = all.map((verdicts, index) => manyOf(`n.${index}`, verdicts));
          const entry = only({
            items: [
              item(
                'disk',
                checks.map(({ definition }) => definition.id)
              ),
            ],
            checks,
          });
          const findings = entry?.findings ?? [];
          const ranks = findings.map((finding) => verdictRank(finding.verdict));
          expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
          const bad = all.flatMap((verdicts, index) =>
            [...new Set(verdicts)].filter((one) => one !== 'pass').map((one) => `n.${index} ${one}`)
          );
          expect(findings.map(({ check, verdict: one }) => `${check.definition.id} ${one}`).sort()).toEqual(bad.sort());
          expect(findings[0]?.text ?? null).toBe(entry?.finding);
          for (const finding of findings) {
            expect(finding.entities.every((one) => one.verdict === finding.verdict)).toBe(true);
          }
        }
      )
    );
  });

  it('has no finding of an alternative that does not count', () => {
    const checks = [checkResult('n.a', 'unknown', down), checkResult('n.b', 'warn')];
    const entry = only({ items: [item('x', ['n.a', 'n.b'], 'any')], checks });
    expect(entry?.findings.map(({ text }) => text)).toEqual(['n.b is warn']);
  });

  it('is by hand without checks, and when all of them are n/a', () => {
    const checks = [checkResult('n.a', 'na', notConnected)];
    expect(only({ items: [item('walk', [])] })).toMatchObject({ mode: 'hand', needsDecision: true, finding: null });
    expect(only({ items: [item('walk', ['n.a'])], checks })).toMatchObject({ mode: 'hand', needsDecision: true });
  });

  it('is decided by the machine when one check is, even if the others are n/a', () => {
    const checks = [checkResult('n.a', 'na', notConnected), checkResult('n.b', 'pass')];
    expect(only({ items: [item('disk', ['n.a', 'n.b'])], checks })).toMatchObject({ mode: 'machine', verdict: 'pass' });
  });

  it('ignores an unknown alternative, and only an alternative', () => {
    const checks = [checkResult('n.a', 'unknown', down), checkResult('n.b', 'pass')];
    expect(only({ items: [item('x', ['n.a', 'n.b'], 'any')], checks })?.verdict).toBe('pass');
    expect(only({ items: [item('x', ['n.a', 'n.b'], 'all')], checks })?.verdict).toBe('unknown');
  });

  it('is pending while a check is out, neither unknown nor pass, whatever the others say', () => {
    const situation = { items: [item('disk', ['n.a', 'n.b'])], pendingSources: [{ uid: 'prom' }] };
    for (const known of ['pass', 'fail'] as const) {
      const entry = only({ ...situation, checks: [checkResult('n.a', known)] });
      expect(entry).toMatchObject({ pending: true, verdict: undefined, needsDecision: false });
    }
    expect(only({ ...situation, nothingYet: true, pendingSources: [] })).toMatchObject({ pending: true });
  });

  it('is unknown when a check of it was never run, not pass', () => {
    const entry = only({ items: [item('disk', ['n.a', 'n.gone'])], checks: [checkResult('n.a', 'pass')] });
    expect(entry).toMatchObject({ verdict: 'unknown', reason: { code: 'internal' }, needsDecision: true });
  });
});

describe('a decision', () => {
  const disk = [item('disk', ['n.a'])];
  const entry = (verdict: Verdict, made: Decision) =>
    only({ items: disk, checks: [checkResult('n.a', verdict)], decisions: { disk: made } });

  it('never changes a verdict', () => {
    expect(entry('fail', decision('acknowledged', 'fail'))).toMatchObject({ verdict: 'fail', needsDecision: false });
    expect(entry('unknown', decision('checked', 'unknown'))).toMatchObject({
      verdict: 'unknown',
      needsDecision: false,
    });
  });

  it.each(['done', 'checked'] as const)('"%s" says nothing about what the machine sees fail', (kind) => {
    expect(entry('fail', decision(kind, null))?.needsDecision).toBe(true);
    expect(entry('warn', decision(kind, null))?.needsDecision).toBe(true);
  });

  it('"done" does not answer an unknown', () => {
    expect(entry('unknown', decision('done', null))?.needsDecision).toBe(true);
  });

  it('about a warning does not answer the failure it became, but the other way round it does', () => {
    expect(entry('fail', decision('acknowledged', 'warn'))?.needsDecision).toBe(true);
    expect(entry('warn', decision('acknowledged', 'fail'))?.needsDecision).toBe(false);
  });

  it('about one failing check does not answer another one of the item that fails as badly later', () => {
    const made = { ...decision('acknowledged', 'fail'), checks: ['n.a'] };
    const now = (a: Verdict, b: Verdict) =>
      only({
        items: [item('disk', ['n.a', 'n.b'])],
        checks: [checkResult('n.a', a), checkResult('n.b', b)],
        decisions: { disk: made },
      })?.needsDecision;
    expect(now('fail', 'pass')).toBe(false);
    expect(now('fail', 'warn')).toBe(false);
    expect(now('fail', 'fail')).toBe(true);
    expect(now('pass', 'fail')).toBe(true);
  });

  it('"not applicable" answers whatever comes', () => {
    expect(entry('fail', decision('na', 'unknown'))?.needsDecision).toBe(false);
  });

  it('stays in the record when the item passes, which then needs none', () => {
    const now = entry('pass', decision('acknowledged', 'fail', 'cleaning'));
    expect(now).toMatchObject({ verdict: 'pass', needsDecision: false, decision: { note: 'cleaning' } });
  });
});

describe('the sign bar', () => {
  const items = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => item(id, id === 'e' || id === 'f' ? [] : [`n.${id}`]));
  const checks = [
    checkResult('n.a', 'pass'),
    checkResult('n.b', 'fail'),
    checkResult('n.c', 'unknown', { code: 'no-data' }),
    checkResult('n.d', 'warn'),
  ];

  it('counts every item once and says what is not decided', () => {
    const { tally, left, claims } = counted({ items, checks });
    expect(tally).toEqual({ pass: 1, fail: 1, unknown: 1, warn: 1, hand: 2, na: 0 });
    expect(left).toBe(5);
    expect(claims.map(({ kind, count, decided }) => [kind, count, decided])).toEqual([
      ['pass', 1, 0],
      ['fail', 1, 0],
      ['unknown', 1, 0],
      ['warn', 1, 0],
      ['hand', 2, 0],
    ]);
  });

  it('says how the decided ones were decided, with the notes in template order', () => {
    const decisions = {
      f: decision('done', 'na', 'second'),
      b: decision('acknowledged', 'fail', 'cleaning at 10'),
      e: decision('done', 'na', 'first'),
    };
    const { claims, left } = counted({ items, checks, decisions });
    expect(left).toBe(2);
    expect(claims.find(({ kind }) => kind === 'fail')).toEqual({
      kind: 'fail',
      count: 1,
      decided: 1,
      decisions: { acknowledged: 1 },
      notes: ['cleaning at 10'],
    });
    expect(claims.find(({ kind }) => kind === 'hand')).toMatchObject({
      count: 2,
      decisions: { done: 2 },
      notes: ['first', 'second'],
    });
  });

  it('does not claim a decision that does not answer', () => {
    const { claims } = counted({ items, checks, decisions: { b: decision('acknowledged', 'warn', 'only a warning') } });
    expect(claims.find(({ kind }) => kind === 'fail')).toMatchObject({ decided: 0, notes: [] });
  });

  it('counts an item by hand that is not applicable as n/a, and a failing one as a failure', () => {
    const { tally } = counted({
      items,
      checks,
      decisions: { e: decision('na', 'na', 'x'), b: decision('na', 'fail', 'x') },
    });
    expect(tally).toMatchObject({ na: 1, hand: 1, fail: 1 });
  });

  it('are none while an item is pending: what is known of a part is no number of the whole', () => {
    const { counts, pending } = board({ items, checks: checks.slice(1), pendingSources: [{ uid: 'x' }] });
    expect(pending).toBe(1);
    expect(counts).toBeNull();
  });
});

describe('a common cause', () => {
  const items = ['a', 'b', 'c'].map((id) => item(id, [`n.${id}`]));
  const three = (...reasons: Array<[Reason, string]>) =>
    board({ items, checks: reasons.map(([reason, uid], i) => checkResult(`n.${'abc'[i]}`, 'unknown', reason, uid)) });

  it.each(['source-down', 'timeout', 'unauthorized'] as const)('is one source that failed with %s', (code) => {
    const { causes } = three([{ code }, 'prom'], [{ code }, 'prom'], [{ code }, 'other']);
    expect(causes).toEqual([{ sourceUid: 'prom', sourceName: 'Source prom', reason: { code }, itemIds: ['a', 'b'] }]);
  });

  it('is none for one item, for different reasons, or for reasons of the data', () => {
    expect(three([down, 'prom'], [{ code: 'timeout' }, 'prom'], [down, 'other']).causes).toEqual([]);
    expect(
      three([{ code: 'no-data' }, 'prom'], [{ code: 'no-data' }, 'prom'], [{ code: 'vanished' }, 'prom']).causes
    ).toEqual([]);
  });

  it('does not hide a second reason of an item', () => {
    const checks = [
      checkResult('n.a', 'unknown', down),
      checkResult('n.b', 'unknown', down),
      checkResult('n.c', 'unknown', down),
      checkResult('n.d', 'unknown', { code: 'no-data' }),
    ];
    const { causes } = board({ items: [items[0]!, items[1]!, item('c', ['n.c', 'n.d'])], checks });
    expect(causes[0]?.itemIds).toEqual(['a', 'b']);
  });

  it('does not take in an item that fails for another check', () => {
    const checks = [
      checkResult('n.a', 'unknown', down),
      checkResult('n.b', 'unknown', down),
      checkResult('n.c', 'unknown', down),
      checkResult('n.d', 'fail'),
    ];
    const { causes } = board({ items: [items[0]!, items[1]!, item('c', ['n.c', 'n.d'])], checks });
    expect(causes[0]?.itemIds).toEqual(['a', 'b']);
  });
});

describe('arrange', () => {
  it('puts every item into exactly one group, worst first', () => {
    const ids = ['p', 'w', 'u', 'f', 'h', 'd1', 'd2', 'late'];
    const verdicts: Record<string, Verdict> = { p: 'pass', w: 'warn', f: 'fail' };
    const checks = [
      ...Object.entries(verdicts).map(([id, verdict]) => checkResult(`n.${id}`, verdict)),
      checkResult('n.u', 'unknown', { code: 'no-data' }),
      checkResult('n.d1', 'unknown', down),
      checkResult('n.d2', 'unknown', down),
    ];
    const items = ids.map((id) => item(id, id === 'h' ? [] : [`n.${id}`]));
    const groups = arrange(board({ items, checks, pendingSources: [{ uid: 'slow' }] }));
    expect(groups).toMatchObject({ decide: ['f', 'u', 'w'], byHand: ['h'], passed: ['p'], pending: ['late'] });
    expect(groups.causes.map((cause) => cause.itemIds)).toEqual([['d1', 'd2']]);
  });

  it('leaves decided items where they are', () => {
    const situation: Situation = {
      items: [item('a', ['n.a']), item('b', ['n.b'])],
      checks: [checkResult('n.a', 'fail'), checkResult('n.b', 'fail')],
    };
    const decided = { ...situation, decisions: { a: decision('acknowledged', 'fail', 'x') } };
    expect(arrange(board(decided))).toEqual(arrange(board(situation)));
  });
});
