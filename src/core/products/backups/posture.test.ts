import { noData } from '../../inventory/measure';
import { targetRow } from './posture';
import type { BackupTarget } from './target';
import { context, copyAt, DAY, HOUR, NIGHTLY, NOW, runAt, target } from './testData';
import type { RestoreTest } from './view';

const LAST_NIGHT = NOW - 7.5 * HOUR;
const denied = { code: 'not-permitted', detail: 'Datastore.Audit on /datastore is missing' } as const;

describe('what a target is worth', () => {
  it.each<[string, Partial<BackupTarget>, string, string[]]>([
    ['backed up last night', {}, 'protected', []],
    [
      'only in a disabled job',
      {
        jobs: [{ ...NIGHTLY, state: 'off' }],
        coverage: { state: 'uncovered', why: 'job-off', job: 'nightly' },
      },
      'unprotected',
      ['job-off'],
    ],
    [
      'in no job, and somebody backs it up all the same',
      { jobs: [], coverage: { state: 'uncovered', why: 'no-job', job: null } },
      'attention',
      ['no-job'],
    ],
    [
      'in no job, with a backup of last week',
      {
        jobs: [],
        coverage: { state: 'uncovered', why: 'no-job', job: null },
        copies: [copyAt(NOW - 7 * DAY)],
        runs: [],
      },
      'unprotected',
      ['no-job', 'too-old'],
    ],
    [
      'with a disk that no job takes',
      { coverage: { state: 'covered', leftOut: ['scsi2'] } },
      'attention',
      ['volumes-left-out'],
    ],
    [
      'with all disks left out',
      { coverage: { state: 'uncovered', why: 'all-volumes-left-out', job: 'nightly' } },
      'unprotected',
      ['all-volumes-left-out'],
    ],
    [
      'with a newest backup that failed its verification',
      { copies: [copyAt(LAST_NIGHT - DAY, { verification: 'failed' })] },
      'attention',
      ['too-old', 'verify-failed'],
    ],
    [
      'with nothing but what failed its verification',
      { copies: [copyAt(0, { newest: { state: 'never' }, verification: 'failed' })] },
      'unprotected',
      ['verify-failed'],
    ],
    [
      'never verified',
      { copies: [copyAt(LAST_NIGHT, { verification: 'never', verifiedMs: null })] },
      'attention',
      ['never-verified'],
    ],
    [
      'verified too long ago',
      { copies: [copyAt(LAST_NIGHT, { verification: 'outdated', verifiedMs: NOW - 44 * DAY })] },
      'attention',
      ['verify-outdated'],
    ],
    [
      'waiting for the next verification',
      { copies: [copyAt(LAST_NIGHT, { verification: 'waiting' })] },
      'protected',
      [],
    ],
    [
      'with a copy that is behind its source',
      {
        copies: [
          copyAt(LAST_NIGHT),
          copyAt(NOW - 9 * DAY, { place: 'pbs-2/off', sync: { job: 's', failed: false, behindSeconds: 9 * 86_400 } }),
        ],
      },
      'attention',
      ['sync-behind'],
    ],
    [
      'with a copy that came over in time',
      {
        copies: [
          copyAt(LAST_NIGHT),
          copyAt(LAST_NIGHT, { place: 'pbs-2/off', sync: { job: 's', failed: false, behindSeconds: 0 } }),
        ],
      },
      'protected',
      [],
    ],
    [
      'with a copy whose last sync failed',
      {
        copies: [
          copyAt(LAST_NIGHT),
          copyAt(LAST_NIGHT, { place: 'pbs-2/off', sync: { job: 's', failed: true, behindSeconds: null } }),
        ],
      },
      'attention',
      ['sync-behind'],
    ],
    [
      'with a copy elsewhere that may not be read, however new the other is',
      {
        copies: [
          copyAt(LAST_NIGHT),
          copyAt(0, {
            place: 'pbs-2/off',
            newest: { state: 'unknown', reason: denied },
            sync: { job: 's', failed: false, behindSeconds: null },
          }),
        ],
      },
      'unknown',
      ['not-seen'],
    ],
    [
      'with a job of which nobody can see whether it is on',
      { jobs: [{ ...NIGHTLY, state: 'unknown' }], coverage: { state: 'unknown', reason: denied } },
      'unknown',
      ['not-seen'],
    ],
    [
      'created today and not due yet',
      {
        createdMs: NOW - 2 * HOUR,
        copies: [copyAt(0, { newest: { state: 'never' }, verification: 'never' })],
        runs: [],
      },
      'attention',
      ['new'],
    ],
    [
      'scheduled for weeks, and never backed up',
      { createdMs: NOW - 21 * DAY, copies: [], runs: [] },
      'unprotected',
      ['never-backed-up'],
    ],
    ['with an old backup', { copies: [copyAt(NOW - 31 * HOUR)], runs: [] }, 'attention', ['too-old']],
    [
      'with a newest run that failed',
      { runs: [runAt(NOW - HOUR, { result: 'failed', said: 'no space' }), runAt(LAST_NIGHT)] },
      'attention',
      ['last-run-failed'],
    ],
    [
      'with a failure that a later backup mended',
      { runs: [runAt(NOW - 10 * HOUR, { result: 'failed' })] },
      'protected',
      [],
    ],
    ['with an id that is used twice', { doubts: [noData('Id 101 is used twice.')] }, 'unknown', ['not-seen']],
    ['with jobs that may not be read', { coverage: { state: 'unknown', reason: denied } }, 'unknown', ['not-seen']],
    [
      'with a place that may not be read',
      { copies: [copyAt(0, { newest: { state: 'unknown', reason: denied } })], runs: [] },
      'unknown',
      ['not-seen'],
    ],
    [
      'in no job, with a place that may not be read',
      {
        coverage: { state: 'uncovered', why: 'no-job', job: null },
        copies: [copyAt(0, { newest: { state: 'unknown', reason: denied } })],
        runs: [],
      },
      'unknown',
      ['not-seen', 'no-job'],
    ],
    ['with a backup from the future', { copies: [copyAt(NOW + DAY, { verifiedMs: null })] }, 'unknown', ['not-seen']],
    [
      'whose backup was verified in the future',
      { copies: [copyAt(LAST_NIGHT, { verifiedMs: NOW + DAY })] },
      'unknown',
      ['not-seen'],
    ],
    [
      'that waits for its verification, as somebody says that another one was verified in the future',
      { copies: [copyAt(LAST_NIGHT, { verification: 'waiting', verifiedMs: NOW + DAY })] },
      'unknown',
      ['not-seen'],
    ],
    [
      'that needs no backup',
      { coverage: { state: 'excluded', why: 'template', untilMs: null }, copies: [] },
      'excluded',
      [],
    ],
    [
      'whose backup is a tenth of what it was',
      {
        runs: [
          runAt(LAST_NIGHT, { sizeBytes: 2 ** 30 }),
          ...[1, 2, 3, 4].map((night) => runAt(LAST_NIGHT - night * DAY)),
        ],
      },
      'attention',
      ['size-changed'],
    ],
    [
      'whose small dump is all but empty',
      {
        runs: [
          runAt(LAST_NIGHT, { sizeBytes: 20 }),
          ...[1, 2, 3, 4].map((night) => runAt(LAST_NIGHT - night * DAY, { sizeBytes: 900e6 })),
        ],
      },
      'attention',
      ['size-changed'],
    ],
    [
      'whose small dump is half of what it was',
      {
        runs: [
          runAt(LAST_NIGHT, { sizeBytes: 400e6 }),
          ...[1, 2, 3, 4].map((night) => runAt(LAST_NIGHT - night * DAY, { sizeBytes: 900e6 })),
        ],
      },
      'protected',
      [],
    ],
  ])('%s', (_what, more, posture, codes) => {
    const row = targetRow(target(more), context());
    expect([row.posture, row.reasons.map(({ code }) => code)]).toEqual([posture, codes]);
  });

  it('takes its objective from its own schedule, and from the last rule that fits', () => {
    const weekly = { ...NIGHTLY, intervalSeconds: 7 * 86_400, schedule: 'sat 01:00' };
    const seen = target({ jobs: [weekly], copies: [copyAt(NOW - 6 * DAY)], runs: [] });
    expect(targetRow(seen, context()).objective).toMatchObject({ rpoOrigin: 'schedule', rpoSeconds: 665_580 });
    expect(targetRow(seen, context()).posture).toBe('protected');
    const rules = [
      { match: {}, rpo: 3600 },
      { match: { labels: { cluster: '~pve-.*' } }, rpo: 4 * 3600 },
      { match: { kind: ['bucket' as const] }, rpo: 60 },
    ];
    const strict = targetRow(seen, context({ objectives: { rules, places: [] } }));
    expect([strict.objective.rpoSeconds, strict.posture]).toEqual([4 * 3600, 'attention']);
  });

  it('is left out as long as somebody says so, to the end of that day', () => {
    const until = (date: string) =>
      context({ objectives: { rules: [{ match: {}, exclude: { why: 'archived', until: date } }], places: [] } });
    const old = target({ copies: [], runs: [] });
    expect(targetRow(old, until('2026-11-20')).posture).toBe('excluded');
    expect(targetRow(old, until('2026-11-19')).posture).toBe('unprotected');
  });

  it('shows 3-2-1-1-0 with what nobody tells, and what somebody says', () => {
    const copies = [copyAt(LAST_NIGHT), copyAt(NOW - 8 * HOUR, { place: 'pbs-2/off' })];
    const rules = [
      { match: {}, copies: ['copies' as const, 'media' as const, 'offsite' as const, 'immutable' as const] },
    ];
    const cellsWith = (places: Array<{ place: string; offsite?: boolean; immutable?: boolean }>) =>
      targetRow(target({ copies }), context({ objectives: { rules, places } })).cells.map(
        ({ state, declared }) => `${state}${declared ? ' by hand' : ''}`
      );
    expect(cellsWith([])).toEqual(['kept', 'kept', 'unknown', 'unknown', 'not-asked']);
    expect(cellsWith([{ place: '~pbs-2/.*', offsite: true, immutable: false }])).toEqual([
      'kept',
      'kept',
      'kept by hand',
      'unknown',
      'not-asked',
    ]);
    expect(targetRow(target({ copies: [] }), context({ objectives: { rules, places: [] } })).cells).toEqual([]);
  });
});

describe('a restore test', () => {
  const rowTested = (days: number, result: RestoreTest['result'] = 'restored') => {
    const test = { targetKey: target().key, atMs: NOW - days * DAY, by: 'ops1', result, tookSeconds: 840, note: '' };
    return targetRow(target(), context({ restoreTests: new Map([[test.targetKey, [test]]]) }));
  };
  const tested = (...what: Parameters<typeof rowTested>) => rowTested(...what).restoreTest;

  it('is due again, overdue, failed, never made, or not read', () => {
    expect(tested(30)).toMatchObject({ verdict: 'pass', dueMs: NOW + 60 * DAY });
    expect(tested(1, 'partial').verdict).toBe('warn');
    expect(tested(91).verdict).toBe('fail');
    expect(tested(1, 'failed')).toMatchObject({ verdict: 'fail', dueMs: NOW - DAY });
    expect(targetRow(target(), context()).restoreTest).toMatchObject({ verdict: 'unknown', last: null, isNever: true });
    expect(targetRow(target(), context({ restoreTests: null })).restoreTest).toMatchObject({
      verdict: 'unknown',
      isNever: false,
    });
  });

  it.each<[string, number, RestoreTest['result'], string, string[]]>([
    ['in time', 30, 'restored', 'protected', []],
    ['in part', 30, 'partial', 'protected', []],
    ['overdue', 91, 'restored', 'attention', ['restore-test-overdue']],
    ['failed', 1, 'failed', 'attention', ['restore-failed']],
  ])('that is %s says so of the target', (_what, days, result, posture, codes) => {
    const row = rowTested(days, result);
    expect([row.posture, row.reasons.map(({ code }) => code)]).toEqual([posture, codes]);
  });

  it('that nobody ever made leaves the target what it is', () => {
    expect(targetRow(target(), context()).posture).toBe('protected');
  });
});
