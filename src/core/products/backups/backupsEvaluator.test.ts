/** @jest-environment node */
import { backupsEvaluator } from './backupsEvaluator';
import { BACKUP_MEASURES } from './measures';
import type { BackupsDesk } from './ports';
import { postureView } from './postureView';
import type { BackupTarget } from './target';
import { context, copyAt, DAY, HOUR, NOW, runAt, target } from './testData';
import type { PostureSource, RestoreTest } from './view';

const LAST_NIGHT = NOW - 7.5 * HOUR;
const denied = { code: 'not-permitted', detail: 'Datastore.Audit on /datastore is missing' } as const;

interface Said {
  tests?: readonly RestoreTest[] | null;
  sources?: readonly PostureSource[];
}

const deskOf = (targets: readonly BackupTarget[], { tests = [], sources = [] }: Said = {}): BackupsDesk => ({
  isConnected: true,
  forget: () => undefined,
  posture: async ({ nowMs, days }) =>
    postureView({
      ...context(),
      objectives: {
        rules: [
          {
            match: {},
            verifiedWithin: 30 * 86_400,
            restoreTestedWithin: 90 * 86_400,
            copies: ['copies', 'media', 'offsite'],
          },
        ],
        places: [],
      },
      targets,
      sources,
      restoreTests: tests,
      journalFailed: tests === null ? denied : null,
      summaries: new Map(),
      fullestDatastore: null,
      checks: [],
      nowMs,
      days,
    }),
});

async function see(query: keyof typeof BACKUP_MEASURES, targets: readonly BackupTarget[], said: Said = {}) {
  const check = { id: 'one', query } as Parameters<ReturnType<typeof backupsEvaluator>['evaluate']>[0][number];
  const onSource = jest.fn();
  const found = await backupsEvaluator(deskOf(targets, said)).evaluate([check], {
    nowMs: NOW,
    clock: () => NOW,
    windowSeconds: 86_400,
    signal: new AbortController().signal,
    onSource,
  });
  const { entities = [], evidence = [] } = found.get('one') ?? {};
  return { entities, evidence, status: onSource.mock.calls[0]?.[0] as unknown };
}

const unseen = copyAt(0, { newest: { state: 'unknown', reason: denied } });
const tested = (days: number): RestoreTest => {
  return {
    targetKey: target().key,
    atMs: NOW - days * DAY,
    by: 'ops1',
    result: 'restored',
    tookSeconds: null,
    note: '',
  };
};

describe('what is asked of backups', () => {
  it.each<[keyof typeof BACKUP_MEASURES, string, Partial<BackupTarget>, number | null, Said?]>([
    ['backups/posture', 'protected', {}, 0],
    ['backups/posture', 'in need of a look', { coverage: { state: 'covered', leftOut: ['scsi1'] } }, 1],
    ['backups/posture', 'unprotected', { coverage: { state: 'uncovered', why: 'job-off', job: 'n' } }, 2],
    ['backups/posture', 'not seen', { coverage: { state: 'unknown', reason: denied } }, null],
    ['backups/last-good-age', 'in time', { copies: [copyAt(NOW - 13.5 * HOUR)], runs: [] }, 0.51],
    ['backups/last-good-age', 'twice too old', { copies: [copyAt(NOW - 53 * HOUR)], runs: [] }, 2.001],
    ['backups/last-good-age', 'not seen', { copies: [unseen], runs: [] }, null],
    ['backups/verified', 'verified', {}, 0],
    ['backups/verified', 'waiting', { copies: [copyAt(LAST_NIGHT, { verification: 'waiting' })] }, 0],
    ['backups/verified', 'never', { copies: [copyAt(LAST_NIGHT, { verification: 'never' })] }, 1],
    ['backups/verified', 'failed', { copies: [copyAt(LAST_NIGHT, { verification: 'failed' })] }, 2],
    ['backups/verified', 'not seen', { copies: [copyAt(LAST_NIGHT, { verification: 'unknown' })] }, null],
    ['backups/restore-test', 'in time', {}, 0, { tests: [tested(3)] }],
    ['backups/restore-test', 'overdue', {}, 2, { tests: [tested(99)] }],
    ['backups/restore-test', 'never', {}, null],
    ['backups/restore-test', 'not read', {}, null, { tests: null }],
    [
      'backups/copies',
      'kept',
      { copies: [copyAt(LAST_NIGHT), copyAt(LAST_NIGHT, { place: 'b', offsite: { is: true, declared: false } })] },
      0,
    ],
    ['backups/copies', 'one alone', { copies: [copyAt(LAST_NIGHT, { offsite: { is: false, declared: false } })] }, 2],
    ['backups/copies', 'not known', { copies: [copyAt(LAST_NIGHT), copyAt(LAST_NIGHT, { place: 'b' })] }, null],
    ['backups/size-change', 'as usual', {}, 0],
    [
      'backups/size-change',
      'a tenth',
      { runs: [1, 10, 10, 10].map((size, night) => runAt(LAST_NIGHT - night * DAY, { sizeBytes: size * 2 ** 30 })) },
      0.9,
    ],
    ['backups/missed', 'none', {}, 0],
    ['backups/missed', 'two', { runs: [0, 3, 4, 5, 6, 7].map((night) => runAt(LAST_NIGHT - night * DAY)) }, 2],
    ['backups/missed', 'not remembered', { runs: [runAt(LAST_NIGHT)] }, null],
  ])('%s: %s', async (query, _what, more, value, ...[said]) => {
    const { entities } = await see(query, [target(more)], said);
    expect(entities).toHaveLength(1);
    const [entity] = entities;
    expect(entity?.value === null ? null : Number(entity?.value?.toFixed(3))).toBe(value);
    expect(entity?.reason === undefined).toBe(value !== null);
  });

  it('does not let a target go in silence whose exporter is gone', async () => {
    const gone = target({ doubts: [{ code: 'vanished' }] });
    const { entities } = await see('backups/posture', [gone]);
    expect(entities).toMatchObject([{ value: null, reason: { code: 'no-data' } }]);
    const { entities: sizes } = await see('backups/size-change', [{ ...gone, runs: [] }]);
    expect(sizes).toMatchObject([{ value: null, reason: { code: 'no-data' } }]);
  });

  it('says nothing of what needs no backup, and of a size where there are too few', async () => {
    const excluded = target({ coverage: { state: 'excluded', why: 'template', untilMs: null } });
    expect((await see('backups/posture', [excluded])).entities).toEqual([]);
    expect((await see('backups/size-change', [target({ runs: [runAt(LAST_NIGHT)] })])).entities).toEqual([]);
    expect((await see('backups/last-good-age', [target({ copies: [], runs: [] })])).entities).toEqual([]);
  });

  it('has the trouble of one source in its evidence, and is silent only where all are', async () => {
    const half = [
      { uid: 'a', name: 'a', problem: denied, asOfMs: null },
      { uid: 'b', name: 'b', problem: null, asOfMs: NOW },
    ];
    const { evidence, status } = await see('backups/posture', [target()], { sources: half });
    expect(evidence.flatMap(({ sourceUid, problem }) => (problem ? [[sourceUid, problem]] : []))).toEqual([
      ['a', denied],
    ]);
    expect(status).toMatchObject({ answered: true });
    expect((await see('backups/posture', [], { sources: half.slice(0, 1) })).status).toMatchObject({
      answered: false,
      problem: denied,
    });
  });

  it('names each target by its key, with what is wrong first', async () => {
    const { entities } = await see('backups/posture', [target({ coverage: { state: 'covered', leftOut: ['scsi1'] } })]);
    expect(entities[0]?.labels).toEqual({
      target: 'pve:pve-a/qemu/101',
      kind: 'guest',
      name: 'vm 101 gitlab',
      place: 'pve-a',
      why: 'volumes-left-out',
    });
  });
});
