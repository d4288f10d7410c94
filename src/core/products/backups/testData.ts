import type { PostureContext } from './posture';
import type { BackupJob, BackupRun, BackupTarget, Copy } from './target';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;
/** A Friday, 08:30 in UTC. */
export const NOW = Date.parse('2026-11-20T08:30:00Z');

export const NIGHTLY: BackupJob = {
  provider: 'vzdump',
  name: 'nightly',
  state: 'on',
  intervalSeconds: 86_400,
  nextRunMs: NOW + 16.5 * HOUR,
  schedule: '01:00',
};

export const runAt = (startedMs: number, more: Partial<BackupRun> = {}): BackupRun => ({
  provider: 'pbs',
  startedMs,
  endedMs: startedMs + 600_000,
  result: 'good',
  sizeBytes: 10 * 2 ** 30,
  said: '',
  ...more,
});

export const copyAt = (atMs: number, more: Partial<Copy> = {}): Copy => ({
  provider: 'pbs',
  place: 'pbs-1/main',
  media: 'disk',
  offsite: { is: null, declared: false },
  immutable: { is: null, declared: false },
  newest: { state: 'known', atMs },
  oldestMs: atMs - 30 * DAY,
  count: 11,
  verification: 'ok',
  verifiedMs: atMs + 5 * HOUR,
  sync: null,
  ...more,
});

/** Backed up each night at one o'clock for five weeks, verified at six. */
export const target = (more: Partial<BackupTarget> = {}): BackupTarget => ({
  key: 'pve:pve-a/qemu/101',
  kind: 'guest',
  name: 'vm 101 gitlab',
  place: 'pve-a',
  labels: { cluster: 'pve-a' },
  sourceUid: 'pve-a',
  createdMs: NOW - 400 * DAY,
  jobs: [NIGHTLY],
  coverage: { state: 'covered', leftOut: [] },
  copies: [copyAt(NOW - 7.5 * HOUR)],
  runs: Array.from({ length: 35 }, (_unused, night) => runAt(NOW - 7.5 * HOUR - night * DAY)),
  doubts: [],
  ...more,
});

export const context = (more: Partial<PostureContext> = {}): PostureContext => ({
  objectives: {
    rules: [{ match: {}, verifiedWithin: 30 * 86_400, restoreTestedWithin: 90 * 86_400 }],
    places: [],
  },
  restoreTests: new Map(),
  nowMs: NOW,
  zone: 'UTC',
  ...more,
});
