import type { CheckResult } from '../../check/result';
import type { Reason, Verdict } from '../../check/verdict';
import type { Judged } from '../judged';
import type { BackupTarget, Provider, TargetKind, Verification } from './target';

/** Worst first; excluded last. Protected is pass, attention warn, unprotected fail, excluded na. */
export const POSTURES = ['unprotected', 'unknown', 'attention', 'protected', 'excluded'] as const;
export type Posture = (typeof POSTURES)[number];

/** One reason of a posture, worst first: a code and what its sentence needs; screens have the words. */
export interface PostureReason {
  code:
    | 'no-job'
    | 'job-off'
    | 'job-unscheduled'
    | 'all-volumes-left-out'
    | 'never-backed-up'
    | 'too-old'
    | 'last-run-failed'
    | 'last-run-warned'
    | 'verify-failed'
    | 'verify-outdated'
    | 'never-verified'
    | 'volumes-left-out'
    | 'too-few-kept'
    | 'restore-failed'
    | 'restore-test-overdue'
    | 'sync-behind'
    | 'size-changed'
    | 'new'
    | 'not-seen';
  posture: Posture;
  /** Numbers and names of the sentence: `job`, `ageSeconds`, `limitSeconds`, `volumes`, `said`, `failed`, `of` ... */
  params: Readonly<Record<string, string | number>>;
  /** Set for `not-seen`. */
  reason?: Reason;
}

/** What a target has to keep, from the rules of the library and of the settings, the last that matches. */
export interface BackupObjective {
  /** Longest age of the newest good backup. */
  rpoSeconds: number | null;
  /** Where it comes from: the target's own schedule, a rule, the default of a day. */
  rpoOrigin: 'schedule' | 'rule' | 'default';
  /** How far back the oldest has to reach, null for no such rule. */
  retentionSeconds: number | null;
  verifiedWithinSeconds: number | null;
  restoreTestedWithinSeconds: number | null;
  /** 3 copies with production, 2 media, 1 offsite, 1 immutable, 0 errors. Null asks for none of them. */
  copies: Readonly<Record<CopyRule, boolean>> | null;
}

export const COPY_RULES = ['copies', 'media', 'offsite', 'immutable', 'errors'] as const;
export type CopyRule = (typeof COPY_RULES)[number];

/** One of the five cells of 3-2-1-1-0. */
export interface CopyCell {
  rule: CopyRule;
  state: 'kept' | 'broken' | 'unknown' | 'not-asked';
  /** Somebody says so, no source does. */
  declared: boolean;
}

/** A day of a target, in the zone of the settings; a run belongs to the day in which it was due. */
export const DAY_STATES = ['good', 'warning', 'failed', 'missed', 'not-expected', 'unknown'] as const;
export type DayState = (typeof DAY_STATES)[number];

/** Days of all targets, oldest first, as indices into `DAY_STATES`: 1,000 targets of 366 days are 366,000 bytes. */
export interface DayMatrix {
  /** Local dates `2026-11-20`. */
  days: readonly string[];
  /** By target key. */
  states: ReadonlyMap<string, Uint8Array>;
  /** Per day: targets with a backup (`good` or `warning`) of those that were expected to make one, and `unknown` beside them. */
  totals: ReadonlyArray<{ good: number; expected: number; unknown: number; verified: number | null }>;
}

export interface TargetRow {
  target: BackupTarget;
  posture: Posture;
  /** Worst first; empty when protected. */
  reasons: readonly PostureReason[];
  objective: BackupObjective;
  /** Of the newest good copy anywhere. */
  lastGood: { state: 'known'; atMs: number } | { state: 'never' } | { state: 'unknown' };
  protectedBy: ReadonlyArray<{ provider: Provider; place: string; newestMs: number | null; isUnknown: boolean }>;
  verified: { state: Verification; atMs: number | null };
  restoreTest: RestoreTestState;
  /** Empty where there is no copy at all, or none is asked for. */
  cells: readonly CopyCell[];
  /** Newest last, good runs with a size or a duration. */
  trend: ReadonlyArray<{ atMs: number; sizeBytes: number | null; durationSeconds: number | null }>;
}

/** What somebody signed when they restored a target. */
export interface RestoreTest {
  targetKey: string;
  atMs: number;
  by: string;
  result: 'restored' | 'failed' | 'partial';
  tookSeconds: number | null;
  note: string;
}

export interface RestoreTestState {
  last: RestoreTest | null;
  dueEverySeconds: number | null;
  /** When the next one is due; null where none is asked for. */
  dueMs: number | null;
  /** The journal was read, and nobody ever signed a restore of it. */
  isNever: boolean;
  /**
   * pass in time, warn where it came back in part only, fail when it is overdue or the last one failed; unknown when there never was
   * one that is asked for, or the journal was not read.
   */
  verdict: Verdict;
}

/** Restore tests of several targets: the verdict is that of the worst. */
export interface RestoreTestCount {
  verdict: Verdict;
  /** Those whose last test is well and in time, of those that have to be tested; null where the journal was not read. */
  inTime: number | null;
  of: number;
  /** Within which time; null where it is not the same for all. */
  withinSeconds: number | null;
  /** The last test of any. */
  lastMs: number | null;
}

export interface KindRow {
  kind: TargetKind;
  providers: readonly Provider[];
  counts: Readonly<Record<Posture, number>>;
  /** Share of protected or attention targets that are verified; null where nothing verifies. */
  verified: Judged;
  restoreTests: RestoreTestCount;
  /** "112 of 121" keep 3-2-1-1-0. */
  copiesKept: { kept: number; of: number; unknown: number };
}

/** A source that the posture was made from. */
export interface PostureSource {
  uid: string;
  name: string;
  /** Null when all of it was read; a reason makes what it alone could tell unknown. */
  problem: Reason | null;
  asOfMs: number | null;
}

/** What page and panel draw. */
export interface PostureView {
  verdict: Verdict;
  asOfMs: number | null;
  counts: Readonly<Record<Posture, number>>;
  /** Worst first, within a posture by name. */
  rows: readonly TargetRow[];
  /** In the order of `TARGET_KINDS`, those with targets. */
  kinds: readonly KindRow[];
  days: DayMatrix;
  figures: {
    lastNight: Judged & { failed: number; of: number; unknown: number };
    pastObjective: Judged & { of: number };
    verified: Judged & { failed: number; of: number };
    restoreTests: RestoreTestCount;
    fullestDatastore: { name: string; fullIn: Judged; usedRatio: number | null } | null;
  };
  sources: readonly PostureSource[];
  /** Why the journal could not be read: restore tests, exclusions and older days are not known then. */
  journalFailed: Reason | null;
  /** What the checks of the packs say of the same, not passing, worst first. */
  attention: readonly CheckResult[];
}
