import { formatValue } from '../../../core/check/format';
import type { CephRecovery, MissingOsd } from '../../../core/products/ceph/view';
import { durationText } from '../../../ui/duration';
import { t } from '../../../ui/t';
import { clockTime, decimalText, shortDate } from '../../../ui/when';

/** An OSD that left so shortly before something was degraded is told as its cause. */
const CAUSE_MS = 30 * 60_000;

/** "Nothing to recover now. Last: 17 Nov, 02:24 to 06:51.", or how fast it recovers. */
export function recoveryText({ running, last, degraded, misplaced }: CephRecovery, zone: string): string {
  if (running !== null) {
    const rate =
      running.bytesPerSecond === null
        ? t('ceph.recovery.runs', 'Recovery is running, nobody tells how fast.')
        : t('ceph.recovery.runs-at', 'Recovery is running at {{rate}}.', {
            rate: formatValue(running.bytesPerSecond, 'bytes/s'),
          });
    const left =
      running.leftSeconds === null
        ? t('ceph.recovery.no-end', 'When it is done is not known.')
        : t('ceph.recovery.left', 'Done in about {{time}} at this pace.', {
            time: durationText(running.leftSeconds * 1000),
          });
    return `${rate} ${left}`;
  }
  if (degraded === null && misplaced === null) {
    return t('ceph.recovery.unknown', 'Whether anything recovers is not known.');
  }
  const now =
    (degraded ?? 0) > 0 || (misplaced ?? 0) > 0
      ? t('ceph.recovery.stands', 'There is something to recover, and nothing recovers now.')
      : t('ceph.recovery.nothing', 'Nothing to recover now.');
  return last === null
    ? now
    : t('ceph.recovery.last', '{{now}} Last: {{date}}, {{from}} to {{to}}.', {
        now,
        date: shortDate(last.fromMs, zone),
        from: clockTime(last.fromMs, zone),
        to: last.toMs === null ? t('ceph.recovery.today', 'now') : clockTime(last.toMs, zone),
      });
}

/** "4.2 % degraded when osd.17 left, repaired in 4 h 27 min"; null where nothing was. */
export function recoveryStory({ last }: CephRecovery, missing: readonly MissingOsd[]): string | null {
  if (last === null) {
    return null;
  }
  const cause = missing.find(({ lastSeenMs }) => lastSeenMs !== null && Math.abs(last.fromMs - lastSeenMs) <= CAUSE_MS);
  const share = `${decimalText(last.mostRatio * 100, last.mostRatio < 0.001 ? 2 : 1)}\u00a0%`;
  const what =
    cause === undefined
      ? t('ceph.story.degraded', '{{share}} degraded', { share })
      : t('ceph.story.left', '{{share}} degraded when {{osd}} left', { share, osd: cause.id });
  return last.toMs === null
    ? t('ceph.story.open', '{{what}}, not repaired yet', { what })
    : t('ceph.story.repaired', '{{what}}, repaired in {{time}}', {
        what,
        time: durationText(last.toMs - last.fromMs),
      });
}
