import type { Reason } from '../../check/verdict';
import { noData } from '../../inventory/measure';
import { CLOCK_TOLERANCE_MS } from '../../time/clockTolerance';
import { copyCells } from './cells';
import { declared, intervalOf, objectiveOf } from './objective';
import type { BackupObjectives } from './objectiveSchema';
import { restoreReasons, restoreTestState } from './restoreTestState';
import { sizeChange } from './sizeAnomaly';
import type { BackupRun, BackupTarget, Copy } from './target';
import { VERIFICATIONS_WORST_FIRST, verifiedState } from './verifiedState';
import {
  POSTURES,
  type BackupObjective,
  type Posture,
  type PostureReason,
  type RestoreTest,
  type RestoreTestState,
  type TargetRow,
} from './view';

/** How many good runs a row draws. */
const TREND_OF = 60;

/** What a target is judged with. */
export interface PostureContext {
  objectives: BackupObjectives;
  /** By target key, newest first; null when the journal was not read. */
  restoreTests: ReadonlyMap<string, readonly RestoreTest[]> | null;
  nowMs: number;
  /** IANA zone in which an exclusion ends. */
  zone: string;
}

/**
 * One target with what it is worth. Unprotected only where all that could speak for it was seen; unknown as soon as something that it
 * needs was not; protected is recent, with its newest run and its verification in order.
 */
export function targetRow(found: BackupTarget, { objectives, restoreTests, nowMs, zone }: PostureContext): TargetRow {
  const objective = objectiveOf(found, objectives);
  const target = inOrder(believed(declared(found, objectives, { nowMs, zone }), nowMs));
  const verified = verifiedState(target.copies, objective, nowMs);
  const restoreTest = restoreTestState(restoreTests?.get(target.key), objective, {
    nowMs,
    isRead: restoreTests !== null,
  });
  const trend = trendOf(target.runs);
  const reasons = reasonsOf(target, { objective, verified, restoreTest, trend, nowMs });
  return {
    target,
    posture: target.coverage.state === 'excluded' ? 'excluded' : (reasons[0]?.posture ?? 'protected'),
    reasons,
    objective,
    lastGood: lastGoodOf(target, nowMs),
    protectedBy: target.copies.flatMap(({ provider, place, newest }) =>
      newest.state === 'never'
        ? []
        : {
            provider,
            place,
            newestMs: newest.state === 'known' ? newest.atMs : null,
            isUnknown: newest.state === 'unknown',
          }
    ),
    verified,
    restoreTest,
    cells: copyCells(target.copies, objective.copies, { verified, restoreTest }),
    trend,
  };
}

/** A verification that lies ahead of now tells nothing, unless it is one that failed. */
function believed(target: BackupTarget, nowMs: number): BackupTarget {
  const copies = target.copies.map((copy) =>
    copy.verification !== 'failed' && (copy.verifiedMs ?? 0) > nowMs + CLOCK_TOLERANCE_MS
      ? { ...copy, verification: 'unknown' as const, verifiedMs: null }
      : copy
  );
  return { ...target, copies };
}

/** The order in which sources are read changes nothing. */
function inOrder(target: BackupTarget): BackupTarget {
  const at = ({ newest }: Copy) => (newest.state === 'known' ? newest.atMs : newest.state === 'unknown' ? 0 : -1);
  const rank = ({ verification }: Copy) => VERIFICATIONS_WORST_FIRST.indexOf(verification);
  return {
    ...target,
    copies: [...target.copies].sort(
      (a, b) =>
        at(b) - at(a) ||
        rank(b) - rank(a) ||
        (b.verifiedMs ?? 0) - (a.verifiedMs ?? 0) ||
        compareText(`${a.place} ${a.provider}`, `${b.place} ${b.provider}`)
    ),
    runs: [...target.runs].sort(
      (a, b) =>
        b.startedMs - a.startedMs || RESULTS_WORST_FIRST.indexOf(a.result) - RESULTS_WORST_FIRST.indexOf(b.result)
    ),
  };
}

const RESULTS_WORST_FIRST: ReadonlyArray<BackupRun['result']> = ['failed', 'unknown', 'warning', 'running', 'good'];

function compareText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

interface Seen {
  objective: BackupObjective;
  verified: TargetRow['verified'];
  restoreTest: RestoreTestState;
  trend: TargetRow['trend'];
  nowMs: number;
}

/** Worst first. */
function reasonsOf(target: BackupTarget, seen: Seen): readonly PostureReason[] {
  if (target.coverage.state === 'excluded') {
    return [];
  }
  return [
    ...notSeen(target, seen.nowMs),
    ...uncovered(target, seen),
    ...aged(target, seen),
    ...lastRun(target),
    ...unverified(target, seen),
    ...restoreReasons(seen.restoreTest, seen.nowMs),
    ...lesser(target, seen),
  ].sort((a, b) => POSTURES.indexOf(a.posture) - POSTURES.indexOf(b.posture));
}

/** Everything that keeps it from being judged. */
function notSeen({ doubts, coverage, copies, runs }: BackupTarget, nowMs: number): PostureReason[] {
  const reasons: Reason[] = [
    ...doubts,
    ...(coverage.state === 'unknown' ? [coverage.reason] : []),
    ...copies.flatMap(({ newest }) => (newest.state === 'unknown' ? newest.reason : [])),
    ...copies.flatMap(({ newest }) => (isAhead(newest, nowMs) ? FROM_THE_FUTURE : [])),
    ...copies.flatMap(({ verification }) => (verification === 'unknown' ? VERIFICATION_NOT_SEEN : [])),
    ...(runs.find(({ result }) => result !== 'running')?.result === 'unknown' ? [END_NOT_SEEN] : []),
  ];
  return reasons.map((reason) => ({ code: 'not-seen', posture: 'unknown', params: {}, reason }));
}

const FROM_THE_FUTURE = noData('Its newest backup is from the future.');
const VERIFICATION_NOT_SEEN = noData('Whether its newest backup is verified is not known.');
const END_NOT_SEEN = noData('How its newest run ended is not known.');

function isAhead(newest: Copy['newest'], nowMs: number): boolean {
  return newest.state === 'known' && newest.atMs > nowMs + CLOCK_TOLERANCE_MS;
}

/**
 * What no job takes is unprotected, however new its last backup is, where one was switched off; what is backed up all the same, by a
 * hand or a script that no source tells of, needs somebody to look.
 */
function uncovered(target: BackupTarget, { objective, nowMs }: Seen): PostureReason[] {
  const { coverage } = target;
  if (coverage.state !== 'uncovered') {
    return [];
  }
  const age = ageSeconds(target, nowMs);
  const isFresh = age !== null && age <= (objective.rpoSeconds ?? Infinity);
  return [
    {
      code: coverage.why,
      posture: openOr(coverage.why === 'no-job' && isFresh ? 'attention' : 'unprotected', target),
      params: coverage.job === null ? {} : { job: coverage.job },
    },
  ];
}

/** Unprotected needs complete evidence: a copy that was not seen may be a good one. */
function openOr(posture: Posture, { copies, doubts }: BackupTarget): Posture {
  const isOpen = doubts.length > 0 || copies.some(({ newest }) => newest.state === 'unknown');
  return posture === 'unprotected' && isOpen ? 'unknown' : posture;
}

/** Age of the newest good backup anywhere, in seconds; null when there is none, or none that is seen. */
function ageSeconds({ copies }: BackupTarget, nowMs: number): number | null {
  const times = copies.flatMap(({ newest }) =>
    newest.state === 'known' && !isAhead(newest, nowMs) ? newest.atMs : []
  );
  return times.length === 0 ? null : Math.max(0, nowMs - Math.max(...times)) / 1000;
}

function aged(target: BackupTarget, { objective: { rpoSeconds }, nowMs }: Seen): PostureReason[] {
  const age = ageSeconds(target, nowMs);
  if (age !== null) {
    return rpoSeconds !== null && age > rpoSeconds
      ? [{ code: 'too-old', posture: 'attention', params: { ageSeconds: age, limitSeconds: rpoSeconds } }]
      : [];
  }
  if (target.copies.some(({ newest }) => newest.state !== 'never')) {
    return [];
  }
  const dueMs = firstDueMs(target, rpoSeconds);
  if (target.coverage.state === 'covered' && dueMs !== null && nowMs < dueMs) {
    return [{ code: 'new', posture: 'attention', params: { dueMs } }];
  }
  const isBroken = target.copies.some(({ verification }) => verification === 'failed');
  return isBroken ? [] : [{ code: 'never-backed-up', posture: openOr('unprotected', target), params: {} }];
}

/** When the first backup of a thing has to be there; null where nobody says since when there is one. */
function firstDueMs({ createdMs, thereSinceMs, jobs }: BackupTarget, rpoSeconds: number | null): number | null {
  const fromMs = createdMs ?? thereSinceMs ?? null;
  const seconds = rpoSeconds ?? intervalOf(jobs);
  return fromMs === null || seconds === null ? null : fromMs + seconds * 1000;
}

/** A failed run counts until something newer is good. */
function lastRun({ runs, copies }: BackupTarget): PostureReason[] {
  const newest = runs.find(({ result }) => result !== 'running');
  if (newest === undefined || (newest.result !== 'failed' && newest.result !== 'warning')) {
    return [];
  }
  const isMended = copies.some(
    (copy) => copy.newest.state === 'known' && copy.newest.atMs > (newest.endedMs ?? newest.startedMs)
  );
  const { failed, of } = failedOf(runs);
  return isMended
    ? []
    : [
        {
          code: newest.result === 'failed' ? 'last-run-failed' : 'last-run-warned',
          posture: 'attention',
          params: { said: newest.said, atMs: newest.startedMs, failed, of },
        },
      ];
}

/** Of the last seven. */
function failedOf(runs: readonly BackupRun[]): { failed: number; of: number } {
  const last = runs.filter(({ result }) => result !== 'running').slice(0, 7);
  return { failed: last.filter(({ result }) => result === 'failed').length, of: last.length };
}

function unverified(target: BackupTarget, { objective, verified, nowMs }: Seen): PostureReason[] {
  const { copies } = target;
  const asked = objective.verifiedWithinSeconds;
  const broken = copies.find(({ verification }) => verification === 'failed');
  if (broken !== undefined) {
    const isLost = copies.every(({ newest }) => newest.state === 'never');
    return [
      {
        code: 'verify-failed',
        posture: isLost ? openOr('unprotected', target) : 'attention',
        params: { place: broken.place, ...(broken.verifiedMs !== null && { atMs: broken.verifiedMs }) },
      },
    ];
  }
  if (asked === null || copies.every(({ newest }) => newest.state !== 'known')) {
    return [];
  }
  const age = verified.atMs === null ? null : (nowMs - verified.atMs) / 1000;
  if (verified.state === 'outdated' || (verified.state === 'ok' && age !== null && age > asked)) {
    return [
      {
        code: 'verify-outdated',
        posture: 'attention',
        params: { limitSeconds: asked, ...(age !== null && { ageSeconds: age }) },
      },
    ];
  }
  return verified.state === 'never' || verified.state === 'none'
    ? [{ code: 'never-verified', posture: 'attention', params: { limitSeconds: asked } }]
    : [];
}

function lesser({ coverage, copies, createdMs }: BackupTarget, { objective, trend, nowMs }: Seen): PostureReason[] {
  const reasons: PostureReason[] = [];
  const attention = (code: PostureReason['code'], params: PostureReason['params']) =>
    reasons.push({ code, posture: 'attention', params });
  if (coverage.state === 'covered' && coverage.leftOut.length > 0) {
    attention('volumes-left-out', { volumes: coverage.leftOut.join(', '), count: coverage.leftOut.length });
  }
  for (const { place, sync } of copies) {
    const limit = objective.rpoSeconds ?? Infinity;
    if (sync !== null && (sync.failed || (sync.behindSeconds ?? 0) > limit)) {
      attention('sync-behind', {
        place,
        job: sync.job,
        ...(sync.behindSeconds !== null && { ageSeconds: sync.behindSeconds }),
      });
    }
  }
  const oldest = copies.flatMap(({ oldestMs }) => oldestMs ?? []);
  const keep = objective.retentionSeconds;
  const reaches = oldest.length === 0 ? null : (nowMs - Math.min(...oldest)) / 1000;
  const existed = createdMs === null ? Infinity : (nowMs - createdMs) / 1000;
  if (keep !== null && reaches !== null && reaches < Math.min(keep, existed - (objective.rpoSeconds ?? 0))) {
    attention('too-few-kept', { ageSeconds: reaches, limitSeconds: keep });
  }
  const change = sizeChange(trend);
  if (change?.isSudden === true) {
    attention('size-changed', { ratio: change.ratio, bytes: change.newestBytes, usualBytes: change.usualBytes });
  }
  return reasons;
}

function lastGoodOf(target: BackupTarget, nowMs: number): TargetRow['lastGood'] {
  const age = ageSeconds(target, nowMs);
  const isOpen =
    target.doubts.length > 0 ||
    target.copies.some(({ newest }) => newest.state === 'unknown' || isAhead(newest, nowMs));
  if (isOpen) {
    return { state: 'unknown' };
  }
  return age === null
    ? { state: 'never' }
    : {
        state: 'known',
        atMs: Math.max(...target.copies.flatMap(({ newest }) => (newest.state === 'known' ? newest.atMs : []))),
      };
}

function trendOf(runs: readonly BackupRun[]): TargetRow['trend'] {
  return runs
    .flatMap(({ startedMs, endedMs, sizeBytes, result }) => {
      const durationSeconds = endedMs === null ? null : Math.max(0, endedMs - startedMs) / 1000;
      const isMade = result === 'good' || result === 'warning';
      return isMade && (sizeBytes !== null || durationSeconds !== null)
        ? { atMs: startedMs, sizeBytes, durationSeconds }
        : [];
    })
    .slice(0, TREND_OF)
    .reverse();
}
