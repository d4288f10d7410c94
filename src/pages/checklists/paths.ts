export const CHECKLISTS = '/a/opsrounds-ops-app/checklists';

/** The round of a list that is open now. */
export function todayPath(list: string, item?: string): string {
  const query = item === undefined ? '' : `?${new URLSearchParams({ item })}`;
  return `/a/opsrounds-ops-app/today/${encodeURIComponent(list)}${query}`;
}
