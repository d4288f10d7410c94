import type { Labels } from '../../core/check/series';

export const SCORECARDS = '/a/opsrounds-ops-app/scorecards';

/** Of the list over a window, as `?window=` has it; null is the objectives' own windows. */
export function scorecardsHref(window: string | null = null): string {
  return SCORECARDS + query({ window: window === null ? [] : [window] });
}

export function figuresHref(window: string | null = null): string {
  return `${SCORECARDS}/figures${query({ window: window === null ? [] : [window] })}`;
}

/** Of one budget: an objective, or one of its groups, told by the values of its labels in their order. */
export function objectiveHref(id: string, group: Labels, window: string | null = null): string {
  const params = { group: Object.values(group), window: window === null ? [] : [window] };
  return `${SCORECARDS}/${encodeURIComponent(id)}${query(params)}`;
}

/** No objective has this name: there the editor stands. */
export function newObjectiveHref(): string {
  return `${SCORECARDS}/new`;
}

/** The editor, filled with what another objective says. */
export function copyObjectiveHref(id: string): string {
  return `${SCORECARDS}/new${query({ from: [id] })}`;
}

export function editObjectiveHref(id: string): string {
  return `${SCORECARDS}/${encodeURIComponent(id)}/edit`;
}

function query(params: Readonly<Record<string, readonly string[]>>): string {
  const all = Object.entries(params).flatMap(([name, values]) => values.map((value) => [name, value]));
  return all.length === 0 ? '' : `?${new URLSearchParams(all)}`;
}
