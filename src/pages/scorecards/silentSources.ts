import type { Reason } from '../../core/check/verdict';
import type { KpiReading } from '../../core/kpi/reading';
import type { ScorecardRow } from '../../core/slo/scorecard';

/** A source that did not answer, and how much is unknown for that. */
export interface SilentSource {
  key: string;
  /** Null where there is no such source at all. */
  uid: string | null;
  name: string | null;
  reason: Reason;
  objectives: number;
  figures: number;
}

/** Sources that were asked and gave nothing. A query that one source refused is the row's own, and no silence of its source. */
export function silentSources(
  rows: readonly ScorecardRow[],
  figures: readonly KpiReading[]
): ReadonlyMap<string, SilentSource> {
  const silent = new Map<string, SilentSource>();
  for (const row of rows) {
    const key = silentKey(row);
    if (key !== null && row.reading?.ok === false) {
      const { source, reason } = row.reading;
      const known = silent.get(key);
      silent.set(key, {
        key,
        uid: source?.uid ?? null,
        name: source?.name ?? null,
        reason,
        objectives: (known?.objectives ?? 0) + 1,
        figures: figures.filter(
          ({ feed, verdict }) => verdict === 'unknown' && feed?.sourceUid != null && feed.sourceUid === source?.uid
        ).length,
      });
    }
  }
  return silent;
}

/** Which alert is a row's sentence; null where it has its own. */
export function silentKey({ reading }: ScorecardRow): string | null {
  if (reading === null || reading.ok) {
    return null;
  }
  const { source, reason } = reading;
  if (source === undefined) {
    return `none ${reason.detail ?? ''}`;
  }
  return reason.code === 'query-error' || reason.code === 'too-many' ? null : source.uid;
}
