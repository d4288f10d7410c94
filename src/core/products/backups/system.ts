import { sinceOf } from '../standing';
import type { System } from '../system';
import type { PostureView } from './view';

/**
 * The line of the overview; null where nothing is there that could be backed up, and every source says so. The words are those of the
 * checks that see the same.
 */
export function backupsSystem(view: PostureView): System | null {
  const { counts, figures, rows, sources, attention, asOfMs, verdict } = view;
  const [worst] = attention;
  const problem = sources.find((source) => source.problem !== null)?.problem ?? null;
  if (rows.length === 0 && problem === null) {
    return null;
  }
  const { restoreTests, pastObjective } = figures;
  const isOpen = counts.unprotected === 0 && problem !== null;
  return {
    key: 'backups',
    product: 'backups',
    name: '',
    sourceUid: 'backups',
    verdict,
    sinceMs: worst === undefined ? null : sinceOf(worst),
    finding: worst?.finding ?? null,
    more: Math.max(0, attention.length - 1),
    silent: rows.length === 0 ? problem : null,
    figures: [
      {
        id: 'unprotected',
        value: isOpen ? null : counts.unprotected,
        unit: 'count',
        verdict: counts.unprotected > 0 ? 'fail' : isOpen ? 'unknown' : 'pass',
      },
      { id: 'unknown', value: counts.unknown, unit: 'count', verdict: counts.unknown > 0 ? 'unknown' : 'pass' },
      { id: 'past-objective', value: pastObjective.value, unit: 'count', verdict: pastObjective.verdict },
      {
        id: 'restore-test',
        value: restoreTests.inTime === null || restoreTests.of === 0 ? null : restoreTests.inTime / restoreTests.of,
        unit: 'ratio',
        verdict: restoreTests.verdict,
      },
    ],
    asOfMs,
  };
}
