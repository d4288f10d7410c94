import type { BackupTarget, Copy } from '../../core/products/backups/target';
import {
  COPY_RULES,
  DAY_STATES,
  POSTURES,
  type CopyCell,
  type DayState,
  type KindRow,
  type Posture,
  type PostureView,
  type TargetRow,
} from '../../core/products/backups/view';
import { addDays } from '../../core/time/zone';
import { NOW_MS } from '../round/fakeRounds';
import { postureVerdict } from './postureWords';

export const HOUR_MS = 3_600_000;
export const DAY_MS = 24 * HOUR_MS;

export const PVE = { uid: 'pve-a', name: 'pve-a', problem: null, asOfMs: NOW_MS - 60_000 };

/** `kkbux`: kept, kept, broken, unknown, not asked. */
export function cells(letters: string, declared: readonly number[] = []): CopyCell[] {
  const states = { k: 'kept', b: 'broken', u: 'unknown', x: 'not-asked' } as const;
  return COPY_RULES.map((rule, at) => ({
    rule,
    state: states[letters.charAt(at) as keyof typeof states],
    declared: declared.includes(at),
  }));
}

export function fakeCopy(written: Partial<Copy> = {}): Copy {
  return {
    provider: 'pbs',
    place: 'pbs-1/main',
    media: 'disk',
    offsite: { is: false, declared: false },
    immutable: { is: true, declared: true },
    newest: { state: 'known', atMs: NOW_MS - 6 * HOUR_MS },
    oldestMs: NOW_MS - 30 * DAY_MS,
    count: 31,
    verification: 'ok',
    verifiedMs: NOW_MS - DAY_MS,
    sync: null,
    ...written,
  };
}

export function fakeTarget(name: string, written: Partial<BackupTarget> = {}): BackupTarget {
  return {
    key: `pve:pve-a/qemu/${name}`,
    kind: 'guest',
    name,
    place: 'pve-a',
    labels: {},
    sourceUid: PVE.uid,
    createdMs: NOW_MS - 400 * DAY_MS,
    jobs: [
      { provider: 'pbs', name: 'nightly-a', state: 'on', intervalSeconds: 86_400, nextRunMs: NOW_MS + 14 * HOUR_MS },
    ],
    coverage: { state: 'covered', leftOut: [] },
    copies: [fakeCopy()],
    runs: [
      {
        provider: 'pbs',
        startedMs: NOW_MS - 6 * HOUR_MS - 600_000,
        endedMs: NOW_MS - 6 * HOUR_MS,
        result: 'good',
        sizeBytes: 40 * 1024 ** 3,
        said: '',
      },
    ],
    doubts: [],
    ...written,
  };
}

type Written = Partial<Omit<TargetRow, 'target'>> & { target?: Partial<BackupTarget> };

/** A target whose newest copy is six hours old, verified and restored; `written` says what is other. */
export function fakeRow(name: string, posture: Posture = 'protected', { target, ...written }: Written = {}): TargetRow {
  return {
    target: fakeTarget(name, target),
    posture,
    reasons: [],
    objective: {
      rpoSeconds: 26 * 3600,
      rpoOrigin: 'schedule',
      retentionSeconds: null,
      verifiedWithinSeconds: 30 * 86_400,
      restoreTestedWithinSeconds: 90 * 86_400,
      copies: { copies: true, media: true, offsite: true, immutable: true, errors: true },
    },
    lastGood: { state: 'known', atMs: NOW_MS - 6 * HOUR_MS },
    protectedBy: [{ provider: 'pbs', place: 'pbs-1/main', newestMs: NOW_MS - 6 * HOUR_MS, isUnknown: false }],
    verified: { state: 'ok', atMs: NOW_MS - DAY_MS },
    restoreTest: {
      last: {
        targetKey: `pve:pve-a/qemu/${name}`,
        atMs: NOW_MS - 12 * DAY_MS,
        by: 'ops1',
        result: 'restored',
        tookSeconds: 48 * 60,
        note: 'restored to a new host',
      },
      dueEverySeconds: 90 * 86_400,
      dueMs: NOW_MS + 78 * DAY_MS,
      isNever: false,
      verdict: 'pass',
    },
    cells: cells('kkkkk'),
    trend: Array.from({ length: 30 }, (_, at) => ({
      atMs: NOW_MS - (30 - at) * DAY_MS,
      sizeBytes: (38 + at * 0.1) * 1024 ** 3,
      durationSeconds: 600 + at * 4,
    })),
    ...written,
  };
}

/** The seven of the pictures: each way to stand, and each way to be unknown. */
export function pictureRows(): TargetRow[] {
  const never = { last: null, dueEverySeconds: 90 * 86_400, dueMs: null, isNever: true, verdict: 'unknown' as const };
  const notAsked = { last: null, dueEverySeconds: null, dueMs: null, isNever: true, verdict: 'na' as const };
  return [
    fakeRow('vm 341 billing-db', 'unprotected', {
      reasons: [
        {
          code: 'job-off',
          posture: 'unprotected',
          params: { job: 'nightly-b', sinceMs: NOW_MS - 4 * DAY_MS },
        },
        { code: 'too-old', posture: 'attention', params: { ageSeconds: 4 * 86_400, limitSeconds: 4 * 3600 } },
      ],
      lastGood: { state: 'known', atMs: NOW_MS - 4 * DAY_MS },
      objective: { ...fakeRow('').objective, rpoSeconds: 4 * 3600, rpoOrigin: 'rule' },
      protectedBy: [{ provider: 'pbs', place: 'pbs-1/main', newestMs: NOW_MS - 4 * DAY_MS, isUnknown: false }],
      verified: { state: 'ok', atMs: NOW_MS - 5 * DAY_MS },
      restoreTest: never,
      cells: cells('kkkbb'),
    }),
    fakeRow('vm 342 billing-app', 'unprotected', {
      target: { copies: [], jobs: [], runs: [] },
      reasons: [{ code: 'no-job', posture: 'unprotected', params: {} }],
      lastGood: { state: 'never' },
      protectedBy: [],
      verified: { state: 'never', atMs: null },
      restoreTest: notAsked,
      cells: [],
      trend: [],
    }),
    fakeRow('vm 133 runner-3', 'unknown', {
      reasons: [
        {
          code: 'not-seen',
          posture: 'unknown',
          params: {},
          reason: {
            code: 'no-data',
            detail: 'Id 133 also exists on pve-b, which shares the datastore; the copy cannot be attributed.',
          },
        },
      ],
      lastGood: { state: 'unknown' },
      protectedBy: [{ provider: 'pbs', place: 'pbs-1/main', newestMs: NOW_MS - 6 * HOUR_MS, isUnknown: true }],
      verified: { state: 'unknown', atMs: null },
      restoreTest: notAsked,
      cells: cells('uuuuu'),
      trend: [],
    }),
    fakeRow('vm 214 mail-archive', 'attention', {
      reasons: [
        {
          code: 'last-run-failed',
          posture: 'attention',
          params: { failed: 4, of: 7, said: 'storage full on pbs-1 at that hour' },
        },
      ],
      lastGood: { state: 'known', atMs: NOW_MS - 31 * HOUR_MS },
      protectedBy: [
        { provider: 'pbs', place: 'pbs-1/main', newestMs: NOW_MS - 31 * HOUR_MS, isUnknown: false },
        { provider: 'vzdump', place: 'nfs-1', newestMs: NOW_MS - 3 * DAY_MS, isUnknown: false },
      ],
      cells: cells('kkkbk'),
    }),
    fakeRow('ct 309 edge-proxy', 'attention', {
      reasons: [{ code: 'verify-failed', posture: 'attention', params: {} }],
      verified: { state: 'failed', atMs: NOW_MS - DAY_MS },
      cells: cells('kkkbb'),
    }),
    fakeRow('vm 104 gitlab'),
    fakeRow('vm 900 template', 'excluded', {
      target: { coverage: { state: 'excluded', why: 'A template.', untilMs: null }, copies: [], runs: [] },
      lastGood: { state: 'never' },
      protectedBy: [],
      verified: { state: 'none', atMs: null },
      restoreTest: notAsked,
      cells: [],
      trend: [],
    }),
  ];
}

export function dayStates(...states: readonly DayState[]): Uint8Array {
  return Uint8Array.from(states, (state) => DAY_STATES.indexOf(state));
}

function countPostures(rows: readonly TargetRow[]): Record<Posture, number> {
  return Object.fromEntries(
    POSTURES.map((posture) => [posture, rows.filter((row) => row.posture === posture).length])
  ) as Record<Posture, number>;
}

function kindRows(rows: readonly TargetRow[]): KindRow[] {
  const kinds = [...new Set(rows.map(({ target }) => target.kind))];
  return kinds.map((kind) => ({
    kind,
    providers: ['pbs', 'vzdump'],
    counts: countPostures(rows.filter(({ target }) => target.kind === kind)),
    verified: { value: 0.95, verdict: 'warn' },
    restoreTests: {
      verdict: 'unknown',
      inTime: 1,
      of: 4,
      withinSeconds: 90 * 86_400,
      lastMs: NOW_MS - 12 * DAY_MS,
    },
    copiesKept: { kept: 1, of: 4, unknown: 1 },
  }));
}

/** What is drawn of these rows; `written` says what is other. Days are good, of a target without a copy missed. */
export function fakePosture(
  rows: readonly TargetRow[] = pictureRows(),
  written: Partial<PostureView> = {},
  dayCount = 35
): PostureView {
  const days = Array.from({ length: dayCount }, (_, at) => addDays('2026-11-20', at + 1 - dayCount));
  const stateOf = ({ posture, protectedBy }: TargetRow, at: number): DayState => {
    const ago = dayCount - at;
    switch (posture) {
      case 'unprotected':
        return ago <= 5 ? 'missed' : protectedBy.length > 0 ? 'good' : 'not-expected';
      case 'unknown':
        return ago <= 11 ? 'unknown' : 'good';
      case 'attention':
        return [2, 3, 5, 7].includes(ago) ? 'failed' : ago === 1 ? 'warning' : 'good';
      case 'protected':
        return 'good';
      case 'excluded':
        return 'not-expected';
    }
  };
  const states = new Map(rows.map((row) => [row.target.key, dayStates(...days.map((_, at) => stateOf(row, at)))]));
  const counts = countPostures(rows);
  const worst = POSTURES.find((posture) => counts[posture] > 0) ?? 'excluded';
  return {
    verdict: postureVerdict(worst),
    asOfMs: NOW_MS - 60_000,
    counts,
    rows,
    kinds: kindRows(rows),
    days: {
      days,
      states,
      totals: days.map((_, at) => {
        const ofDay = rows.map((row) => stateOf(row, at));
        const good = ofDay.filter((state) => state === 'good' || state === 'warning').length;
        const unknown = ofDay.filter((state) => state === 'unknown').length;
        const expected = ofDay.filter((state) => state !== 'not-expected').length - unknown;
        return { good, expected, unknown, verified: null };
      }),
    },
    figures: {
      lastNight: { value: 0.967, verdict: 'warn', failed: 4, of: 121, unknown: 1 },
      pastObjective: { value: 2, verdict: 'warn', of: 6 },
      verified: { value: 0.94, verdict: 'warn', failed: 1, of: 121 },
      restoreTests: {
        verdict: 'unknown',
        inTime: 4,
        of: 5,
        withinSeconds: 90 * 86_400,
        lastMs: NOW_MS - 3 * DAY_MS,
      },
      fullestDatastore: { name: 'pbs-1', fullIn: { value: 96, verdict: 'pass' }, usedRatio: 0.74 },
    },
    sources: [PVE, { uid: 'pbs-1', name: 'pbs-1', problem: null, asOfMs: NOW_MS - 120_000 }],
    journalFailed: null,
    attention: [],
    ...written,
  };
}
