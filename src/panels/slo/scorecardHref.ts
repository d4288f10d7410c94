import type { Labels } from '../../core/check/series';
import type { Period } from '../../core/slo/scorecard';
import { appHref } from '../../ui/appHref';

/** Address of the scorecards over the same period. */
export function scorecardsHref(period: Period): string {
  return appHref(`scorecards${query([], period)}`);
}

/** Address of one budget: an objective, or one of its groups. */
export function objectiveHref(id: string, group: Labels, period: Period): string {
  return appHref(`scorecards/${encodeURIComponent(id)}${query(Object.values(group), period)}`);
}

function query(groups: readonly string[], period: Period): string {
  const params = new URLSearchParams(groups.map((value) => ['group', value]));
  if (period.kind === 'month') {
    params.set('window', period.month.id);
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}
