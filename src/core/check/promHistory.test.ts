/** @jest-environment node */
import fc from 'fast-check';
import type { CheckDefinition } from './definition';
import { identityBy } from './entityKey';
import type { CheckHistory } from './history';
import { judge } from './judge';
import { judgeHistory } from './judgeHistory';
import { NO_MEMORY, type VerdictMemory } from './memory';
import { observeHistory, type HistoryAnswers } from './promHistory';
import { observing } from './promObservation';
import type { Series } from './series';
import { STATE_LETTERS } from './stateLetters';
import { atOnce } from './steps';
import { checkDefinition } from './testData';
import type { TimeGrid } from './timeGrid';

const HOUR = 3_600_000;
const STEPS = 40;
const GRID: TimeGrid = { fromMs: 500_000 * HOUR, toMs: (500_000 + STEPS) * HOUR, stepMs: HOUR };
const UID = 'prom';

const DEFINITION = checkDefinition({ warn: 5 });
const OFFENDERS = checkDefinition({ mode: 'offenders', op: 'none', fail: undefined });

/** A sample: none, one without a value, or a value. */
type Sample = undefined | null | number;

/** A series of one sample per step end; negative steps lie in the look-back. */
function series(labels: Record<string, string>, sampleAt: (step: number) => Sample): Series {
  const samples: Array<{ step: number; value: number | null }> = [];
  for (let step = -24; step < STEPS; step += 1) {
    const value = sampleAt(step);
    if (value !== undefined) {
      samples.push({ step, value });
    }
  }
  return { labels, timesMs: samples.map(({ step }) => endOf(step)), values: samples.map(({ value }) => value) };
}

const endOf = (step: number): number => GRID.fromMs + (step + 1) * HOUR;
const A = { instance: 'a' };
const always = (value: number) => series(A, (step) => (step < 0 ? undefined : value));

function history(check: CheckDefinition, answers: Partial<HistoryAnswers>, memory = NO_MEMORY): CheckHistory {
  const alive = new Array<boolean>(STEPS).fill(true);
  const entities = observeHistory(check, { rows: [], presence: [], before: [], alive, ...answers }, UID, GRID);
  return judgeHistory(check, { entities, problems: [] }, GRID, memory);
}

const statesOf = (check: CheckDefinition, answers: Partial<HistoryAnswers>): string =>
  history(check, answers).entities[0]?.states ?? '';

describe('observeHistory, judged', () => {
  it('judges each step by the limits', () => {
    const rows = [series(A, (step) => ({ 3: 6, 4: 11 })[step] ?? (step < 0 ? undefined : 1))];
    expect(statesOf(DEFINITION, { rows, presence: [always(1)] }).slice(0, 6)).toBe('pppwfp');
  });

  it('keeps an entity that left unknown to the end, even where a window still returns a value', () => {
    const presence = [series(A, (step) => (step >= 0 && step < 5 ? 1 : undefined))];
    const own = history(DEFINITION, { rows: [always(1)], presence });
    expect(own.entities[0]).toMatchObject({ states: 'p'.repeat(5) + 'u'.repeat(STEPS - 5), reason: 'vanished' });
  });

  it('knows who left in the day before the first step', () => {
    const presence = [series(A, (step) => (step === -20 ? 1 : undefined))];
    expect(statesOf(DEFINITION, { presence })).toBe('u'.repeat(STEPS));
  });

  it('asks no more about what somebody said to be gone, from then on, unless it came back', () => {
    const presence = [series(A, (step) => (step >= 0 && step < 5 ? 1 : undefined))];
    const said = (step: number): VerdictMemory => ({
      known: () => [],
      gone: () => ({ who: 'ops1', why: 'retired', atMs: endOf(step), untilMs: null }),
    });
    const states = (step: number) =>
      history(DEFINITION, { rows: [always(11)], presence }, said(step)).entities[0]?.states;
    expect(states(9)).toBe('f'.repeat(9) + '-'.repeat(STEPS - 9));
    expect(states(3)).toBe('f'.repeat(STEPS));
  });

  it('does not ask about short-lived things that left, and misses the check when nothing else is there', () => {
    const there = [series(A, (step) => (step >= 2 && step < 4 ? 1 : undefined))];
    const own = history({ ...DEFINITION, vanish: 'ignore', absent: 'na' }, { rows: there, presence: there });
    expect(own.entities[0]?.states).toBe(`--pp${'-'.repeat(STEPS - 4)}`);
    expect(own.whole).toEqual({ states: `----${'u'.repeat(STEPS - 4)}`, reason: 'vanished' });
  });

  it('is unknown as a whole before anything was there, unless nothing has to be', () => {
    const there = [series(A, (step) => (step >= 3 ? 1 : undefined))];
    const answers = { rows: there, presence: there };
    expect(history(DEFINITION, answers).whole.states).toBe(`uuu${'-'.repeat(STEPS - 3)}`);
    expect(history({ ...DEFINITION, absent: 'na' }, answers).whole.states).toBe('-'.repeat(STEPS));
    expect(history(DEFINITION, answers).entities[0]?.states.slice(0, 5)).toBe('---pp');
  });

  it('never passes a step in which the source had nothing', () => {
    const there = [series(A, (step) => (step >= 4 ? 1 : undefined))];
    const alive = Array.from({ length: STEPS }, (_, step) => step >= 4);
    expect(statesOf(DEFINITION, { rows: there, presence: there, alive }).slice(0, 6)).toBe('uuuupp');
  });

  it('tells an empty answer from an absent metric where rows are offenders', () => {
    const rows = [series(A, (step) => (step === 2 ? 1 : undefined))];
    const presence = [series(A, (step) => (step >= 0 && step < 5 ? 1 : undefined))];
    expect(statesOf(OFFENDERS, { rows, presence }).slice(0, 7)).toBe('ppfppuu');
  });

  it('fails for an offending row without a number, and where its presence is gone', () => {
    const rows = [series(A, (step) => (step === 2 || step === 6 ? null : undefined))];
    const presence = [series(A, (step) => (step >= 0 && step < 5 ? 1 : undefined))];
    expect(statesOf(OFFENDERS, { rows, presence }).slice(0, 8)).toBe('ppfppufu');
  });

  it('is unknown where samples are missing within the sustained time, or none was counted at all', () => {
    const counts = [series(A, (step) => (step === 2 ? 3 : step === 4 || step < 0 ? undefined : 4))];
    const check = { ...DEFINITION, sustainedSeconds: 900 };
    const answers = { rows: [always(11)], presence: [always(1)], gap: { series: counts, expected: 4 } };
    expect(statesOf(check, answers).slice(0, 6)).toBe('ffufuf');
  });

  it('takes the worst of several series of one entity, and does not pass when one of them has no value', () => {
    const other = { ...A, cpu: '1' };
    const presence = [always(1)];
    expect(statesOf(DEFINITION, { rows: [always(1), series(other, () => 11)], presence })).toBe('f'.repeat(STEPS));
    expect(statesOf(DEFINITION, { rows: [always(1), series(other, () => null)], presence })).toBe('u'.repeat(STEPS));
  });

  it('keeps the values of a check that judges nothing, and of no other', () => {
    const answers = { rows: [always(7)], presence: [always(1)] };
    expect(history(checkDefinition({ op: 'none', fail: undefined }), answers).entities[0]?.values).toEqual(
      new Array<number>(STEPS).fill(7)
    );
    expect(history(DEFINITION, answers).entities[0]?.values).toBeUndefined();
  });
});

describe('one rule for now and for each hour', () => {
  interface Thing {
    presence: Sample[];
    rows: Sample[][];
    gap: Sample[];
  }
  const LENGTH = 24 + STEPS;
  const runs = (sample: fc.Arbitrary<Sample>): fc.Arbitrary<Sample[]> =>
    fc
      .array(fc.tuple(sample, fc.integer({ min: 1, max: 30 })), { minLength: LENGTH / 2, maxLength: LENGTH })
      .map((list) => list.flatMap(([value, times]) => new Array<Sample>(times).fill(value)).slice(0, LENGTH));
  const thing: fc.Arbitrary<Thing> = fc.record({
    presence: fc.oneof(runs(fc.constantFrom(1, undefined)), fc.constant(new Array<Sample>(LENGTH).fill(undefined))),
    rows: fc.array(runs(fc.constantFrom<Sample>(undefined, undefined, null, 1, 6, 11)), { maxLength: 2 }),
    gap: runs(fc.constantFrom<Sample>(undefined, 3, 4, 4)),
  });
  const definition = fc
    .record({
      mode: fc.constantFrom('value' as const, 'offenders' as const),
      vanish: fc.constantFrom('unknown' as const, 'ignore' as const),
      absent: fc.constantFrom('unknown' as const, 'na' as const),
      sustainedSeconds: fc.constantFrom(undefined, 900, 2 * 3600),
    })
    .map((change) => ({ ...DEFINITION, ...change }));

  /** The part of a series from one moment (excluded) to another (included). */
  const between = (one: Series, fromMs: number, toMs: number): Series => {
    const kept = one.timesMs.flatMap((timeMs, index) => (timeMs > fromMs && timeMs <= toMs ? [index] : []));
    return {
      labels: one.labels,
      timesMs: kept.map((index) => one.timesMs[index] ?? 0),
      values: kept.map((index) => one.values[index] ?? null),
    };
  };
  const nonEmpty = (list: readonly Series[]) => list.filter(({ timesMs }) => timesMs.length > 0);

  it('says of every step what the engine would have said at its end', () => {
    fc.assert(
      fc.property(definition, fc.array(thing, { minLength: 1, maxLength: 3 }), (check, things) => {
        const named = things.map((own, index) => ({ own, labels: { instance: `i${index}` } }));
        const trace = (labels: Record<string, string>, samples: Sample[]) =>
          series(labels, (step) => samples[step + 24]);
        const presence = nonEmpty(named.map(({ own, labels }) => trace(labels, own.presence)));
        const rows = nonEmpty(
          named.flatMap(({ own, labels }) => own.rows.map((one, cpu) => trace({ ...labels, cpu: `${cpu}` }, one)))
        );
        const sustained = check.sustainedSeconds !== undefined;
        const gap = { series: nonEmpty(named.map(({ own, labels }) => trace(labels, own.gap))), expected: 4 };

        // A row that no presence ever shows stands on the presence of anything.
        const known = new Set(presence.map(({ labels }) => labels['instance']));
        const anything = (step: number) =>
          step >= 0 && presence.some(({ timesMs }) => timesMs.includes(endOf(step))) ? 1 : undefined;
        const strangers = check.mode === 'offenders' ? named.filter(({ labels }) => !known.has(labels.instance)) : [];
        const asked = [
          ...presence,
          ...nonEmpty(
            strangers
              .filter(({ labels }) => rows.some((one) => one.labels['instance'] === labels.instance))
              .map(({ labels }) => series(labels, anything))
          ),
        ];
        const memory = LENGTH * HOUR;
        const identify = identityBy(check.by);
        const keys = named.map(({ labels }) => identify(UID, labels).key);
        const seenAt = (step: number) => {
          const nowMs = endOf(step);
          const atNow = (list: readonly Series[]) => nonEmpty(list.map((one) => between(one, nowMs - 1, nowMs)));
          const isThere = (labels: Record<string, string>, at: number) =>
            asked.some((one) => one.labels['instance'] === labels['instance'] && one.timesMs.includes(endOf(at)));
          const gone = named.flatMap(({ labels }) => {
            const last = Array.from({ length: step + 25 }, (_unused, back) => step - back).find((at) =>
              isThere(labels, at)
            );
            return last === undefined || last === step || nowMs - endOf(last) >= memory ? [] : [{ labels, last }];
          });
          const hourOf = (at: number) => Math.floor(endOf(at) / (2 * HOUR)) * 7200;
          const answers = {
            left: gone.map(({ labels, last }): Series => ({ labels, timesMs: [nowMs], values: [endOf(last) / 1000] })),
            leaving: new Map(
              gone.map(({ last }) => [
                hourOf(last),
                nonEmpty(
                  gone
                    .filter((one) => hourOf(one.last) === hourOf(last))
                    .flatMap(({ labels }) => rows.filter((one) => one.labels['instance'] === labels.instance))
                    .map((one) => between(one, endOf(last) - 1, endOf(last)))
                ),
              ])
            ),
            value: atNow(rows),
            presence: atNow(asked),
            before: nonEmpty(
              [...rows, ...asked].map((one) =>
                between(one, nowMs - memory, nowMs - (check.sustainedSeconds ?? 0) * 1000 - 1)
              )
            ),
            ...(sustained ? { gap: { series: atNow(gap.series), expected: 4 } } : {}),
          };
          return atOnce(observing(check, answers, UID, nowMs)).entities;
        };
        const looks = Array.from({ length: STEPS }, (_, step) =>
          judge(check, { entities: seenAt(step), evidence: [] })
        );
        const before = seenAt(-1);
        const judged = history(check, { rows, presence, before, ...(sustained ? { gap } : {}) });
        for (const key of keys) {
          const states = judged.entities.find((one) => one.key === key)?.states ?? '-'.repeat(STEPS);
          const said = looks.map(({ entities }) => entities.find((one) => one.key === key)?.verdict ?? 'na');
          expect([key, states]).toEqual([key, said.map((verdict) => STATE_LETTERS[verdict]).join('')]);
        }
        const alone = looks.map(({ entities, verdict }) => (entities.length === 0 ? verdict : 'na'));
        expect(judged.whole.states).toBe(alone.map((verdict) => STATE_LETTERS[verdict]).join(''));
      }),
      { numRuns: 150 }
    );
  });
});
