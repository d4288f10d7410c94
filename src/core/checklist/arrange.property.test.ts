import fc from 'fast-check';

import type { CheckResult } from '../check/result';
import type { Reason, Verdict } from '../check/verdict';
import { arrange, placesOf } from './arrange';
import type { Board } from './board';
import { buildBoard } from './buildBoard';
import { checkResult, emptyState, item, run, runResult, template } from './testData';

const DOWN: Reason = { code: 'source-down' };
const SOURCES = ['prom', 'pve', 'argo'];

interface Case {
  items: Array<ReturnType<typeof item>>;
  checks: CheckResult[];
  /** The checks as they came. */
  arrived: CheckResult[];
}

/** Items of up to three checks each, of several sources of which any may be silent, in any order of arrival. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    silent: fc.subarray(SOURCES),
    items: fc.array(
      fc.array(fc.tuple(fc.constantFrom<Verdict>('pass', 'warn', 'fail', 'na'), fc.constantFrom(...SOURCES)), {
        maxLength: 3,
      }),
      { minLength: 1, maxLength: 9 }
    ),
  })
  .chain(({ silent, items }) => {
    const checks = items.flatMap((own, at) =>
      own.map(([verdict, source], part) =>
        silent.includes(source)
          ? checkResult(`n.${at}-${part}`, 'unknown', DOWN, source)
          : checkResult(`n.${at}-${part}`, verdict, undefined, source)
      )
    );
    const list = items.map((own, at) =>
      item(
        `i${at}`,
        own.map((_, part) => `n.${at}-${part}`)
      )
    );
    const arrived = fc.shuffledSubarray(checks, { minLength: checks.length });
    return arrived.map((order) => ({ items: list, checks, arrived: order }));
  });

function boardOf(items: Case['items'], checks: readonly CheckResult[], isWhole: boolean): Board {
  const pendingSources = isWhole ? [] : [{ uid: 'late' }];
  return buildBoard({
    template: template(...items),
    run,
    result: runResult(...checks),
    pendingSources,
    state: emptyState,
  });
}

test('any order of arrival gives the same order', () => {
  fc.assert(
    fc.property(cases, ({ items, checks, arrived }) => {
      expect(arrange(boardOf(items, arrived, true))).toEqual(arrange(boardOf(items, checks, true)));
    })
  );
});

test('what has answered stands in the order of the end all the time', () => {
  fc.assert(
    fc.property(cases, fc.nat(), ({ items, checks, arrived }, cut) => {
      const atTheEnd = placesOf(boardOf(items, checks, true));
      const now = placesOf(boardOf(items, arrived.slice(0, cut % (arrived.length + 1)), false));
      const known = new Set(now.decide);
      expect(now.decide).toEqual(atTheEnd.decide.filter((id) => known.has(id)));
    })
  );
});

test('every item stands once, and worse ones before better ones', () => {
  fc.assert(
    fc.property(cases, fc.nat(), ({ items, arrived }, cut) => {
      const board = boardOf(items, arrived.slice(0, cut % (arrived.length + 1)), false);
      const { causes, decide, byHand, passed, pending } = arrange(board);
      const all = [...causes.flatMap(({ itemIds }) => itemIds), ...decide, ...byHand, ...passed, ...pending];
      expect([...all].sort()).toEqual(items.map(({ id }) => id).sort());
      const verdicts = decide.map((id) => board.items.find((entry) => entry.item.id === id)?.verdict ?? '');
      expect(verdicts).toEqual([
        ...verdicts.filter((verdict) => verdict === 'fail'),
        ...verdicts.filter((verdict) => verdict === 'unknown'),
        ...verdicts.filter((verdict) => verdict === 'warn'),
      ]);
    })
  );
});
