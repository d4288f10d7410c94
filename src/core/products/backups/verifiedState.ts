import type { Copy, Verification } from './target';
import type { BackupObjective, TargetRow } from './view';

/** What speaks first of several copies: a broken one, then one that nobody can tell, then the best. */
export const VERIFICATIONS_WORST_FIRST: readonly Verification[] = [
  'failed',
  'unknown',
  'none',
  'never',
  'outdated',
  'waiting',
  'ok',
];

/** How a target is verified. What waits for a verification for longer than its objective allows is not verified in time. */
export function verifiedState(
  copies: readonly Copy[],
  { verifiedWithinSeconds }: Pick<BackupObjective, 'verifiedWithinSeconds'>,
  nowMs: number
): TargetRow['verified'] {
  const verified = verificationOf(copies);
  const sinceMs = verified.atMs ?? oldestWaitingMs(copies);
  const isOverdue = verifiedWithinSeconds !== null && (nowMs - sinceMs) / 1000 > verifiedWithinSeconds;
  return verified.state === 'waiting' && isOverdue
    ? { state: verified.atMs === null ? 'never' : 'outdated', atMs: verified.atMs }
    : verified;
}

/** Of backups of which none was verified yet the oldest has waited longest. */
function oldestWaitingMs(copies: readonly Copy[]): number {
  return Math.min(
    ...copies.flatMap(({ verification, oldestMs }) => (verification === 'waiting' ? (oldestMs ?? []) : []))
  );
}

function verificationOf(copies: readonly Copy[]): TargetRow['verified'] {
  const states = copies
    .filter(({ newest, verification }) => newest.state !== 'never' || verification === 'failed')
    .map(({ verification }) => verification);
  const bad = states.find((state) => state === 'failed') ?? states.find((state) => state === 'unknown');
  const state = bad ?? VERIFICATIONS_WORST_FIRST.filter((one) => states.includes(one)).at(-1) ?? 'none';
  const times = copies.flatMap(({ verification, verifiedMs }) => (verification === state ? (verifiedMs ?? []) : []));
  return { state, atMs: times.length === 0 ? null : Math.max(...times) };
}
