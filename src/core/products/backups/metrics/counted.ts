import type { BackupRun, Copy } from '../target';
import type { PresetReading } from './preset';
import type { Thing } from './things';

/**
 * The newest backup where counters alone tell of them: the newest run that was seen. Without one, a thing that came within what was
 * read never had any; of an older one that is not known.
 */
export function newestCounted({ isOlder }: Thing, runs: readonly BackupRun[], reading: PresetReading): Copy['newest'] {
  const good = runs.find(({ result }) => result === 'good');
  if (good !== undefined) {
    return { state: 'known', atMs: good.startedMs };
  }
  const unread = reading.failed('goodAt');
  if (unread !== null) {
    return { state: 'unknown', reason: unread };
  }
  return isOlder ? { state: 'unknown', reason: { code: 'no-history' } } : { state: 'never' };
}
