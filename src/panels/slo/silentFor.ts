import type { Reason } from '../../core/check/verdict';
import type { ScorecardRow } from '../../core/slo/scorecard';
import { t } from '../../ui/t';

/** Who says nothing, for the notice that stands in place of the objectives. */
export interface Silent {
  name: string;
  /** Null where it is no data source. */
  uid: string | null;
  reason: Reason;
}

/**
 * The one that all objectives wait for: the reading itself, or their only source. Null as soon as one of them says something: then
 * the others are rows of their own. A query that a source refuses is its objective's.
 */
export function silentFor(failed: Reason | null, rows: readonly ScorecardRow[] | null): Silent | null {
  if (failed) {
    return { name: t('panel.slo.objectives', 'Objectives'), uid: null, reason: failed };
  }
  const measured = (rows ?? []).filter(({ reading }) => reading !== null);
  const silent = measured.flatMap(({ reading }) => (reading && !reading.ok ? [reading] : []));
  const [first] = silent;
  const isOne = silent.every(({ source }) => source?.uid === first?.source?.uid);
  if (!first || silent.length < measured.length || !isOne || isOfQuery(first.reason)) {
    return null;
  }
  const { source, reason } = first;
  return { name: source?.name ?? t('panel.slo.objectives', 'Objectives'), uid: source?.uid ?? null, reason };
}

function isOfQuery({ code }: Reason): boolean {
  return code === 'query-error' || code === 'too-many';
}
