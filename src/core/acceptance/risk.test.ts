import fc from 'fast-check';

import type { CheckResult, Entity } from '../check/result';
import type { Verdict } from '../check/verdict';
import { buildBoard, countsOf } from '../checklist/buildBoard';
import { checkResult, emptyState, entity, event, item, run, runResult, template } from '../checklist/testData';
import { foldRun } from '../checklist/fold';
import { eventTags, journalCodec, type AnnotationRow } from '../journal/codec';
import type { EventDraft } from '../journal/event';
import { acceptedDraft } from './draft';
import { ACCEPTANCE_EVENTS } from './event';
import { foldAcceptances } from './fold';
import { acceptedRisks, NO_RISKS, riskDraft, riskOf, riskStatements, riskSubject, riskWithdrawn } from './risk';

const codec = journalCodec([ACCEPTANCE_EVENTS]);
const DAY_MS = 86_400_000;
const SAID_MS = 1000;
const NOW_MS = 2 * DAY_MS;
const CHECK = 'node.disk';
const disk = entity('pve-a1', 'fail');

interface Said {
  entity?: Entity;
  checkId?: string;
  why?: string;
  untilMs?: number;
}

function accept(id: string, { entity: one = disk, checkId = CHECK, why = ' moved on Friday ', untilMs }: Said = {}) {
  return riskDraft(
    { id, checkId, entity: one, name: 'pve-a1', why, untilMs: untilMs ?? SAID_MS + 14 * DAY_MS },
    SAID_MS
  );
}

const withdraw = (id: string, one = disk) => riskWithdrawn({ id, subject: riskSubject(CHECK, one) }, `w-${id}`);

function row(draft: EventDraft, atMs = SAID_MS): AnnotationRow {
  const tags = eventTags(draft.class, draft.list);
  return { id: atMs, text: codec.encode(draft), tags, login: 'anna', created: atMs, updated: atMs };
}

const edited = (one: AnnotationRow): AnnotationRow => ({ ...one, updated: one.updated + 1 });

const risksOfRows = (rows: readonly AnnotationRow[], nowMs = NOW_MS) =>
  acceptedRisks(foldAcceptances(codec.decodeRows(rows), nowMs));

/** A check with these things, as the engine adds them up. */
function checkOf(...entities: readonly Entity[]): CheckResult {
  const counts = { pass: 0, warn: 0, fail: 0, unknown: 0, na: 0 };
  for (const { verdict } of entities) {
    counts[verdict] += 1;
  }
  const worst = (['fail', 'unknown', 'warn', 'pass'] as const).find((verdict) => counts[verdict] > 0) ?? 'na';
  return { ...checkResult(CHECK, worst), entities, counts };
}

const list = template(item('disks', [CHECK]));

function boardOf(check: CheckResult, risks = NO_RISKS, state = emptyState) {
  return buildBoard({ template: list, run, result: runResult(check), pendingSources: [], state, risks });
}

function disks(check: CheckResult, rows: readonly AnnotationRow[], nowMs?: number) {
  const [entry] = boardOf(check, risksOfRows(rows, nowMs)).items;
  return { verdict: entry?.verdict, needsDecision: entry?.needsDecision, by: entry?.risks.map(({ who }) => who) };
}

const OPEN = { needsDecision: true, by: [] };

describe('an accepted risk', () => {
  it('is an event of acceptance about one thing of one check, with what was seen', () => {
    expect(accept('a')).toEqual({
      class: 'sys',
      list: 'acceptance',
      type: 'accepted',
      key: 'a',
      subject: 'risk/node.disk/prom|instance=pve-a1',
      payload: { why: 'moved on Friday', untilMs: SAID_MS + 14 * DAY_MS, state: { verdict: 'fail', value: 0.95 } },
      sentence: 'Risk accepted: pve-a1, node.disk, moved on Friday',
    });
  });

  it('answers an item whose only failure it is, which stays a failure', () => {
    const check = checkOf(disk, entity('pve-a2', 'pass'));
    expect(disks(check, [])).toEqual({ verdict: 'fail', ...OPEN });
    expect(disks(check, [row(accept('a'))])).toEqual({ verdict: 'fail', needsDecision: false, by: ['anna'] });
  });

  it.each<[string, CheckResult]>([
    ['another thing fails', checkOf(disk, entity('pve-a2', 'fail'))],
    ['another thing warns', checkOf(disk, entity('pve-a2', 'warn'))],
    ['another thing is unknown', checkOf(disk, entity('pve-a2', 'unknown', null))],
    ['the thing itself is unknown', checkOf(entity('pve-a1', 'unknown', null))],
    [
      'it is the same thing for another check',
      { ...checkOf(disk), definition: { ...checkOf(disk).definition, id: 'x' } },
    ],
    ['another failure is counted and not listed', { ...checkOf(disk), counts: { ...checkOf(disk).counts, fail: 2 } }],
    ['the check fails and names no thing', { ...checkOf(disk), entities: [] }],
    [
      'a source did not answer in full',
      {
        ...checkOf(disk),
        evidence: checkOf(disk).evidence.map((one) => ({ ...one, problem: { code: 'source-down' as const } })),
      },
    ],
  ])('answers nothing where %s', (_, check) => {
    const [entry] = buildBoard({
      template: template(item('disks', [check.definition.id])),
      run,
      result: runResult(check),
      pendingSources: [],
      state: emptyState,
      risks: risksOfRows([row(accept('a'))]),
    }).items;
    expect(entry).toMatchObject({ verdict: check.verdict, needsDecision: true, risks: [] });
  });

  it('answers an item only when nothing else is wrong with its other checks', () => {
    const both = template(item('both', [CHECK, 'node.ram']));
    const other = (verdict: Verdict) => {
      const input = {
        template: both,
        run,
        pendingSources: [],
        state: emptyState,
        risks: risksOfRows([row(accept('a'))]),
      };
      const result = runResult(checkOf(disk), checkResult('node.ram', verdict));
      return buildBoard({ ...input, result }).items[0]?.needsDecision;
    };
    expect(other('pass')).toBe(false);
    expect(other('warn')).toBe(true);
    expect(other('unknown')).toBe(true);
  });

  it('of a warning does not hold for the failure that it became, of a failure it holds for the warning', () => {
    const warning = accept('a', { entity: entity('pve-a1', 'warn') });
    expect(disks(checkOf(entity('pve-a1', 'warn')), [row(warning)])).toMatchObject({ needsDecision: false });
    expect(disks(checkOf(disk), [row(warning)])).toMatchObject(OPEN);
    expect(disks(checkOf(entity('pve-a1', 'warn')), [row(accept('a'))])).toMatchObject({ needsDecision: false });
  });

  it('is over at its end and when it is withdrawn', () => {
    const check = checkOf(disk);
    const untilMs = NOW_MS + 1;
    expect(disks(check, [row(accept('a', { untilMs }))], untilMs - 1)).toMatchObject({ needsDecision: false });
    expect(disks(check, [row(accept('a', { untilMs }))], untilMs)).toMatchObject(OPEN);
    expect(disks(check, [row(accept('a')), row(withdraw('a'), 2000)])).toMatchObject(OPEN);
  });

  it('does not count once its entry was edited, nor does the one that it replaced', () => {
    const check = checkOf(disk);
    expect(disks(check, [edited(row(accept('a')))])).toMatchObject(OPEN);
    expect(disks(check, [row(accept('a')), edited(row(accept('b'), 2000))])).toMatchObject(OPEN);
    expect(disks(check, [edited(row(accept('a'))), row(accept('b'), 2000)])).toMatchObject({ needsDecision: false });
  });

  it('does not come back when its withdrawal is edited or made unreadable', () => {
    const check = checkOf(disk);
    const end = row(withdraw('a'), 2000);
    expect(disks(check, [row(accept('a')), edited(end)])).toMatchObject(OPEN);
    expect(disks(check, [row(accept('a')), edited({ ...end, text: 'nothing' })])).toMatchObject(OPEN);
    const other = edited(row(withdraw('b', entity('pve-a9', 'fail')), 2000));
    expect(disks(check, [row(accept('a')), other])).toMatchObject({ needsDecision: false });
  });

  it.each<[string, Parameters<typeof acceptedDraft>]>([
    [
      'without an end',
      [{ id: 'f', subject: riskSubject(CHECK, disk), why: 'w', untilMs: null }, 's', { verdict: 'fail', value: 1 }],
    ],
    [
      'without a reason',
      [
        { id: 'f', subject: riskSubject(CHECK, disk), why: ' ', untilMs: NOW_MS * 2 },
        's',
        { verdict: 'fail', value: 1 },
      ],
    ],
    [
      'for years',
      [
        { id: 'f', subject: riskSubject(CHECK, disk), why: 'w', untilMs: 400 * DAY_MS },
        's',
        { verdict: 'fail', value: 1 },
      ],
    ],
    [
      'of what is unknown',
      [
        { id: 'f', subject: riskSubject(CHECK, disk), why: 'w', untilMs: NOW_MS * 2 },
        's',
        { verdict: 'unknown', value: 1 },
      ],
    ],
    ['without what was seen', [{ id: 'f', subject: riskSubject(CHECK, disk), why: 'w', untilMs: NOW_MS * 2 }, 's']],
  ])('that somebody wrote by hand %s is none', (_, forged) => {
    expect(disks(checkOf(disk), [row(acceptedDraft(...forged))])).toMatchObject(OPEN);
  });

  it.each<[string, Said]>([
    ['what passes', { entity: entity('pve-a1', 'pass') }],
    ['what is unknown', { entity: entity('pve-a1', 'unknown', null) }],
    ['nothing for a reason', { why: ' ' }],
    ['anything until a time that is over', { untilMs: SAID_MS }],
    ['anything for more than 90 days', { untilMs: SAID_MS + 93 * DAY_MS }],
  ])('is not of %s', (_, said) => expect(() => accept('a', said)).toThrow(RangeError));

  it('stands beside a decision of the round, which answers first', () => {
    const acknowledged = event(1, 'disks', { details: { note: 'known', verdict: 'fail' } });
    const state = foldRun([acknowledged], [], run.key);
    const [entry] = boardOf(checkOf(disk), risksOfRows([row(accept('a'))]), state).items;
    expect(entry).toMatchObject({ decision: { kind: 'acknowledged' }, risks: [], needsDecision: false });
    const wasWarning = foldRun([event(1, 'disks', { details: { note: 'known', verdict: 'warn' } })], [], run.key);
    const [worse] = boardOf(checkOf(disk), risksOfRows([row(accept('a'))]), wasWarning).items;
    expect(worse).toMatchObject({ decision: { kind: 'acknowledged' }, risks: [{ id: 'a' }], needsDecision: false });
  });

  it('is claimed by the signature as a failure whose risk is accepted, with the reason', () => {
    const { items } = boardOf(checkOf(disk), risksOfRows([row(accept('a'))]));
    expect(countsOf(items)).toMatchObject({
      tally: { fail: 1, pass: 0 },
      left: 0,
      claims: [{ kind: 'fail', count: 1, decided: 1, decisions: { risk: 1 }, notes: ['moved on Friday'] }],
    });
  });

  it('is told once where one person said the same of several, and what ends first stands first', () => {
    const other = entity('pve-a2', 'fail');
    const later = row(accept('c', { entity: entity('pve-a3', 'fail'), untilMs: SAID_MS + 20 * DAY_MS }), 900);
    const risks = risksOfRows([row(accept('a')), row(accept('b', { entity: other }), 1500), later]);
    expect(riskStatements([...risks.values()])).toEqual([
      { who: 'anna', why: 'moved on Friday', untilMs: SAID_MS + 14 * DAY_MS, atMs: 1500, count: 2 },
      { who: 'anna', why: 'moved on Friday', untilMs: SAID_MS + 20 * DAY_MS, atMs: 900, count: 1 },
    ]);
  });
});

describe('whatever is accepted, in whatever order it arrives', () => {
  const VERDICTS = ['fail', 'warn', 'unknown', 'pass'] as const;
  const names = ['pve-a1', 'pve-a2', 'pve-a3'] as const;
  const things = fc.tuple(...names.map((name) => fc.constantFrom(...VERDICTS).map((verdict) => entity(name, verdict))));
  interface Act {
    name: (typeof names)[number];
    verdict: 'fail' | 'warn';
    days: number;
    ends: boolean;
    isEdited: 'none' | 'acceptance' | 'withdrawal';
  }
  const acts: fc.Arbitrary<Act[]> = fc.array(
    fc.record<Act>({
      name: fc.constantFrom(...names),
      verdict: fc.constantFrom('fail' as const, 'warn' as const),
      days: fc.integer({ min: 1, max: 90 }),
      ends: fc.boolean(),
      isEdited: fc.constantFrom<Array<Act['isEdited']>>('none', 'acceptance', 'withdrawal'),
    }),
    { maxLength: 8 }
  );
  const rowsOf = (all: readonly Act[]) =>
    all.flatMap(({ name, verdict, days, ends, isEdited }, at) => {
      const one = entity(name, verdict);
      const own = row(accept(`a${at}`, { entity: one, untilMs: SAID_MS + days * DAY_MS }), SAID_MS + 10 * at);
      const end = row(withdraw(`a${at}`, one), SAID_MS + 10 * at + 5);
      return [
        isEdited === 'acceptance' ? edited(own) : own,
        ...(ends ? [isEdited === 'withdrawal' ? edited(end) : end] : []),
      ];
    });
  const whenMs = fc.integer({ min: 0, max: 95 }).map((days) => SAID_MS + days * DAY_MS + 1);

  it('no verdict and no count of verdicts differs, and only what fails or warns is answered', () => {
    fc.assert(
      fc.property(things, acts, whenMs, (entities, all, nowMs) => {
        const check = checkOf(...entities);
        const [plain, accepted] = [boardOf(check), boardOf(check, risksOfRows(rowsOf(all), nowMs))];
        expect(accepted.counts?.tally).toEqual(plain.counts?.tally);
        const [before, after] = [plain.items[0], accepted.items[0]];
        expect({ ...after, risks: [], needsDecision: before?.needsDecision }).toEqual(before);
        if (before?.needsDecision && !after?.needsDecision) {
          expect(entities.map(({ verdict }) => verdict)).not.toContain('unknown');
        }
      })
    );
  });

  it('an item is answered only while each thing that is bad has a last word that is whole, not over and no better', () => {
    fc.assert(
      fc.property(things, acts, whenMs, (entities, all, nowMs) => {
        const risks = risksOfRows(rowsOf(all), nowMs);
        for (const thing of entities) {
          const own = all.map((act, at) => ({ ...act, at })).filter(({ name }) => thing.labels['instance'] === name);
          const last = own.at(-1);
          const isGood =
            last !== undefined &&
            !last.ends &&
            last.isEdited !== 'acceptance' &&
            SAID_MS + last.days * DAY_MS > nowMs &&
            (thing.verdict === last.verdict || (thing.verdict === 'warn' && last.verdict === 'fail'));
          expect(riskOf(risks, CHECK, thing) !== null).toBe(isGood);
        }
      })
    );
  });

  it('rows in another order, or read twice, accept the same', () => {
    fc.assert(
      fc.property(acts, fc.infiniteStream(fc.nat()), (all, numbers) => {
        const rows = rowsOf(all);
        const shuffled = [...rows, ...rows.slice(0, 2)]
          .map((one) => ({ one, at: numbers.next().value as number }))
          .sort((a, b) => a.at - b.at)
          .map(({ one }) => one);
        expect(risksOfRows(shuffled)).toEqual(risksOfRows(rows));
      })
    );
  });
});
