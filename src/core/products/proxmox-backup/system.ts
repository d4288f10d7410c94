import { sinceOf } from '../standing';
import { figureOf, type System } from '../system';
import type { BackupServerView } from './backupServerView';

export function backupServerSystem(view: BackupServerView): System {
  const [worst] = view.attention;
  const { fullest, fullIn, deduplicationFactor, failedTasks } = view.figures;
  return {
    key: `proxmox-backup ${view.sourceUid}`,
    product: 'proxmox-backup',
    name: view.name,
    sourceUid: view.sourceUid,
    verdict: view.verdict,
    sinceMs: worst === undefined ? null : sinceOf(worst),
    finding: worst?.finding ?? null,
    more: view.silent === null ? Math.max(0, view.attention.length - 1) : 0,
    silent: view.silent,
    figures: [
      figureOf('datastore', 'ratio', fullest),
      figureOf('full-in', 'days', fullIn),
      { id: 'dedup', value: deduplicationFactor, unit: 'none', verdict: 'pass' },
      { id: 'failed-tasks', value: failedTasks.value, unit: 'count', verdict: failedTasks.verdict },
    ],
    asOfMs: view.asOfMs,
  };
}
