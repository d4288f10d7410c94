import type { CheckResult } from '../../check/result';
import { isException } from '../../check/verdict';

/** A finding with the checks that say no more than that the same things have left. */
export interface Told {
  check: CheckResult;
  others: readonly CheckResult[];
}

/** What something that left makes unknown is one finding, however many checks look at it; in the order given. */
export function toldOnce(attention: readonly CheckResult[]): Told[] {
  const told = new Map<string, { check: CheckResult; others: CheckResult[] }>();
  for (const check of attention) {
    const key = leftOf(check) ?? check.definition.id;
    const first = told.get(key);
    if (first) {
      first.others.push(check);
    } else {
      told.set(key, { check, others: [] });
    }
  }
  return [...told.values()];
}

/** The OSDs that left, where nothing else is wrong; null where something is. */
function leftOf({ verdict, entities }: CheckResult): string | null {
  const wrong = entities.filter((entity) => isException(entity.verdict));
  const osds = wrong.flatMap(({ labels, left }) => (left ? (labels['ceph_daemon'] ?? []) : []));
  return verdict === 'unknown' && osds.length > 0 && osds.length === wrong.length ? osds.sort().join(' ') : null;
}
