import type { JournalReading } from '../journal/event';
import type { ManualFeed } from './definition';
import type { Entered } from './draft';
import { foldEntries, type KpiEntry } from './entries';
import type { TimeSpan } from './incidents';
import { BARE, silent, type FeedAnswer, type KpiReason } from './reading';
import type { KpiSpans } from './window';

const DAY_MS = 86_400_000;

/** What persons entered; one whose period ended too long before the window's end does not count any more. */
export function readManual(
  feed: ManualFeed,
  definition: Entered,
  reading: Pick<JournalReading, 'events'>,
  spans: KpiSpans
): FeedAnswer {
  const entries = foldEntries(reading, definition).filter(({ fromMs }) => fromMs < spans.now.toMs);
  const [newest] = entries;
  if (newest === undefined) {
    return silent('no-feed');
  }
  const found = valueOf(feed, entries, spans.now);
  if (found === null) {
    // There are new ones, and all of them say that it did not succeed.
    const isFresh = newest.toMs > sinceOf(feed, spans.now);
    const reason: KpiReason = isFresh
      ? { code: 'nothing-happened' }
      : { code: 'entry-expired', params: { atMs: newest.toMs } };
    return { ok: false, silent: true, reason };
  }
  const previous = valueOf(feed, entries, spans.before)?.value ?? null;
  const trend = entries.map(({ toMs, value }) => ({ timeMs: toMs, value })).reverse();
  return { ok: true, measured: { ...BARE, ...found, previous, trend } };
}

function valueOf(
  feed: ManualFeed,
  entries: readonly KpiEntry[],
  span: TimeSpan
): { value: number; entry: KpiEntry } | null {
  const sinceMs = sinceOf(feed, span);
  const counted = entries.filter(({ fromMs, toMs }) => fromMs < span.toMs && toMs > sinceMs);
  // Whoever enters 0 says that it was not done, or did not succeed.
  const entry = feed.measure === 'days-since' ? counted.find(({ value }) => value > 0) : counted[0];
  if (entry === undefined) {
    return null;
  }
  switch (feed.measure) {
    case 'value':
      return { value: entry.value, entry };
    case 'days-since':
      return { value: Math.max(0, span.toMs - entry.toMs) / DAY_MS, entry };
    case 'sum':
      return { value: counted.reduce((sum, { value }) => sum + value, 0), entry };
  }
}

/** An entry counts whose period ended after this. */
function sinceOf({ validDays }: ManualFeed, span: TimeSpan): number {
  return validDays === undefined ? span.fromMs : span.toMs - validDays * DAY_MS;
}
