import type { CheckResult } from '../check/result';
import type { ReasonCode } from '../check/verdict';
import type { BoardItem, Cause } from './board';

/** Failures of a whole source: whatever hangs on it is unknown for one cause. */
const SOURCE_FAILURES: ReadonlySet<ReasonCode> = new Set(['source-down', 'timeout', 'unauthorized']);

/** Items that are unknown for the same source and reason, two or more. An item that is unknown for several is in none. */
export function findCauses(items: readonly BoardItem[]): readonly Cause[] {
  const causes = new Map<string, Cause & { itemIds: string[] }>();
  for (const { item, verdict, checks } of items) {
    const failed = verdict === 'unknown' ? onlyFailure(checks) : null;
    if (failed) {
      const key = `${failed.sourceUid} ${failed.reason.code}`;
      const cause = causes.get(key);
      if (cause) {
        cause.itemIds.push(item.id);
      } else {
        causes.set(key, { ...failed, itemIds: [item.id] });
      }
    }
  }
  return [...causes.values()].filter((cause) => cause.itemIds.length > 1);
}

/** The one failed source behind all unknown checks of an item; null when there are several or another reason too. */
function onlyFailure(checks: readonly CheckResult[]): Omit<Cause, 'itemIds'> | null {
  const failures = new Map<string, Omit<Cause, 'itemIds'>>();
  for (const check of checks.filter((entry) => entry.verdict === 'unknown')) {
    if (!check.reason || !SOURCE_FAILURES.has(check.reason.code)) {
      return null;
    }
    for (const { problem, sourceUid, sourceName } of check.evidence) {
      if (problem && SOURCE_FAILURES.has(problem.code)) {
        failures.set(`${sourceUid} ${problem.code}`, { sourceUid, sourceName, reason: problem });
      }
    }
  }
  const [first] = failures.values();
  return failures.size === 1 && first ? first : null;
}
