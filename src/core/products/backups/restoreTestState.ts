import type { Verdict } from '../../check/verdict';
import type { BackupObjective, PostureReason, RestoreTest, RestoreTestState } from './view';

/** A backup counts as tested when somebody restored it and signed what came back; of what nobody ever restored nobody knows whether it can be. */
export function restoreTestState(
  tests: readonly RestoreTest[] | undefined,
  { restoreTestedWithinSeconds: dueEverySeconds }: Pick<BackupObjective, 'restoreTestedWithinSeconds'>,
  { nowMs, isRead }: { nowMs: number; isRead: boolean }
): RestoreTestState {
  const last = [...(tests ?? [])].sort((a, b) => b.atMs - a.atMs)[0] ?? null;
  // One in vain is to be made again at once.
  const waitsMs = last?.result === 'failed' ? 0 : (dueEverySeconds ?? 0) * 1000;
  const dueMs = dueEverySeconds === null || last === null ? null : last.atMs + waitsMs;
  const verdict = (): Verdict => {
    if (!isRead) {
      return 'unknown';
    }
    if (last === null) {
      return dueEverySeconds === null ? 'na' : 'unknown';
    }
    if (last.result === 'failed' || (dueMs !== null && nowMs > dueMs)) {
      return 'fail';
    }
    return last.result === 'partial' ? 'warn' : 'pass';
  };
  return { last, dueEverySeconds, dueMs, isNever: isRead && last === null, verdict: verdict() };
}

/** That nobody ever restored it is told beside its posture: it would make everything the same. */
export function restoreReasons({ last, dueEverySeconds, verdict }: RestoreTestState, nowMs: number): PostureReason[] {
  if (last === null || verdict !== 'fail') {
    return [];
  }
  return last.result === 'failed'
    ? [{ code: 'restore-failed', posture: 'attention', params: { atMs: last.atMs } }]
    : [
        {
          code: 'restore-test-overdue',
          posture: 'attention',
          params: { ageSeconds: (nowMs - last.atMs) / 1000, limitSeconds: dueEverySeconds ?? 0 },
        },
      ];
}
