import fc from 'fast-check';
import { POSTURE_VERDICTS, postureView, type PostureInput } from './postureView';
import type { BackupRun, BackupTarget, Copy, Coverage } from './target';
import { context, copyAt, NIGHTLY, NOW, runAt, target } from './testData';
import { POSTURES, type PostureView } from './view';

const reason = { code: 'not-permitted', detail: 'Datastore.Audit on /datastore is missing' } as const;

const coverages = fc.constantFrom<Coverage>(
  { state: 'covered', leftOut: [] },
  { state: 'covered', leftOut: ['scsi2'] },
  { state: 'uncovered', why: 'no-job', job: null },
  { state: 'uncovered', why: 'job-off', job: 'nightly' },
  { state: 'excluded', why: 'template', untilMs: null },
  { state: 'unknown', reason }
);
const ages = fc.integer({ min: -2 * 24, max: 40 * 24 }).map((hours) => NOW - hours * 3_600_000);
const newest = fc.oneof(
  ages.map((atMs): Copy['newest'] => ({ state: 'known', atMs })),
  fc.constant<Copy['newest']>({ state: 'never' }),
  fc.constant<Copy['newest']>({ state: 'unknown', reason })
);
const places = fc.record({
  newest,
  verification: fc.constantFrom<Copy['verification']>(
    'ok',
    'failed',
    'waiting',
    'outdated',
    'never',
    'none',
    'unknown'
  ),
  verifiedMs: fc.option(ages, { nil: null }),
  place: fc.constantFrom('pbs-1/main', 'pve-a1/local', 'pbs-2/off'),
});
const tries = fc.record({
  startedMs: ages,
  result: fc.constantFrom<BackupRun['result']>('good', 'warning', 'failed', 'running', 'unknown'),
  sizeBytes: fc.constantFrom(null, 2 ** 30, 40 * 2 ** 30),
});

const targets: fc.Arbitrary<BackupTarget> = fc
  .record({
    coverage: coverages,
    copies: fc.array(places, { maxLength: 3 }),
    runs: fc.array(tries, { maxLength: 8 }),
    doubts: fc.array(fc.constant(reason), { maxLength: 1 }),
    createdMs: fc.option(ages, { nil: null }),
    schedule: fc.constantFrom('01:00', '22:30', 'sat 03:00', 'hourly', undefined),
  })
  .map(({ copies: own, runs, schedule, ...more }) =>
    target({
      ...more,
      jobs: [{ ...NIGHTLY, ...(schedule === undefined ? { intervalSeconds: 7 * 86_400 } : { schedule }) }],
      copies: own.map((copy) => copyAt(0, copy)),
      runs: runs.map(({ startedMs, ...run }) => runAt(startedMs, run)),
    })
  );

function viewOf(all: readonly BackupTarget[], more: Partial<PostureInput> = {}): PostureView {
  const { objectives, nowMs, zone } = context();
  return postureView({
    targets: all.map((one, index) => ({ ...one, key: `${one.key}-${index}`, name: `${one.name}-${index}` })),
    sources: [],
    objectives,
    restoreTests: [],
    journalFailed: null,
    summaries: new Map(),
    fullestDatastore: null,
    checks: [],
    nowMs,
    zone,
    days: 10,
    ...more,
  });
}

const postureOf = (one: BackupTarget) => viewOf([one]).rows[0]?.posture ?? 'excluded';
const rankOf = (one: BackupTarget) => POSTURES.indexOf(postureOf(one));

describe('whatever is known', () => {
  it('is never improved by more evidence of harm', () => {
    // What is not known may turn out to be harm: a failure that is newer than a run without an end tells more, not less.
    const seen = targets.filter(
      ({ runs, copies }) =>
        !runs.some(({ result }) => result === 'unknown') &&
        !copies.some(({ verification, verifiedMs }) => verification === 'unknown' || (verifiedMs ?? 0) > NOW)
    );
    fc.assert(
      fc.property(seen, ages, (one, startedMs) => {
        const before = rankOf(one);
        const harmed: BackupTarget[] = [
          { ...one, runs: [...one.runs, runAt(startedMs, { result: 'failed' })] },
          { ...one, copies: one.copies.map((copy) => ({ ...copy, verification: 'failed' })) },
          {
            ...one,
            copies: one.copies.map((copy) => ({ ...copy, sync: { job: 's', failed: true, behindSeconds: null } })),
          },
          one.coverage.state === 'covered'
            ? { ...one, coverage: { state: 'covered', leftOut: ['scsi1', 'scsi2'] } }
            : one,
          one.coverage.state === 'covered'
            ? { ...one, coverage: { state: 'uncovered', why: 'job-off', job: 'n' } }
            : one,
        ];
        harmed.forEach((each) => expect(rankOf(each)).toBeLessThanOrEqual(before));
      })
    );
  });

  it('is not protected as long as something it needs is not seen', () => {
    fc.assert(
      fc.property(targets, fc.constantFrom('copy', 'coverage', 'doubt'), (one, what) => {
        const hidden: BackupTarget =
          what === 'copy'
            ? { ...one, copies: [...one.copies, copyAt(0, { newest: { state: 'unknown', reason } })] }
            : what === 'coverage'
              ? { ...one, coverage: { state: 'unknown', reason } }
              : { ...one, doubts: [reason] };
        expect(['protected', 'attention']).not.toContain(postureOf(hidden));
      })
    );
  });

  it('does not depend on the order in which it was read', () => {
    fc.assert(
      fc.property(fc.array(targets, { maxLength: 6 }), (all) => {
        const turned = all.map((one) => ({ ...one, copies: [...one.copies].reverse(), runs: [...one.runs].reverse() }));
        const [before, after] = [viewOf(all), viewOf(turned)];
        expect(after.rows.map(({ posture, reasons, verified }) => [posture, reasons, verified])).toEqual(
          before.rows.map(({ posture, reasons, verified }) => [posture, reasons, verified])
        );
        expect(after.days).toEqual(before.days);
      })
    );
  });

  it('leaves no figure well, and no share known, while a source says nothing at all', () => {
    const silent = { uid: 'prom', name: 'Prometheus', problem: { code: 'source-down' as const }, asOfMs: null };
    fc.assert(
      fc.property(fc.array(targets, { maxLength: 8 }), (all) => {
        const known = viewOf(all).figures;
        const { lastNight, pastObjective, verified, restoreTests } = viewOf(all, { sources: [silent] }).figures;
        const judged = [lastNight, pastObjective, verified, restoreTests].map(({ verdict }) => verdict);
        expect(judged.filter((verdict) => verdict === 'pass' || verdict === 'na')).toEqual([]);
        expect([lastNight.value, verified.value, restoreTests.inTime]).toEqual([null, null, null]);
        expect(pastObjective.value).not.toBe(0);
        const partly = viewOf(all, { sources: [{ ...silent, asOfMs: 1 }] }).figures;
        expect(partly).toEqual(known);
      })
    );
  });

  it('adds up: postures, kinds and days', () => {
    fc.assert(
      fc.property(fc.array(targets, { maxLength: 8 }), fc.constantFrom(1, 35, 90), (all, days) => {
        const { counts, rows, kinds, days: matrix, figures, verdict } = viewOf(all, { days });
        expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(all.length);
        POSTURES.forEach((posture) =>
          expect(kinds.reduce((sum, kind) => sum + kind.counts[posture], 0)).toBe(counts[posture])
        );
        expect(rows.map(({ posture }) => POSTURES.indexOf(posture))).toEqual(
          rows.map(({ posture }) => POSTURES.indexOf(posture)).sort((a, b) => a - b)
        );
        expect(new Set(matrix.days).size).toBe(days);
        expect(matrix.states.size).toBe(all.length);
        matrix.totals.forEach(({ good, expected, unknown }, day) => {
          const column = [...matrix.states.values()].map((own) => own[day]);
          expect(good).toBeLessThanOrEqual(expected);
          expect(expected + unknown + column.filter((code) => code === 4).length).toBe(all.length);
        });
        expect(figures.lastNight.failed + figures.lastNight.unknown).toBeLessThanOrEqual(figures.lastNight.of);
        expect(verdict).toBe(all.length === 0 ? 'unknown' : POSTURE_VERDICTS[rows[0]?.posture ?? 'unknown']);
      }),
      { numRuns: 25 }
    );
  });
});
