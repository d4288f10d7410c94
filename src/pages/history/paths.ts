export const HISTORY = '/a/opsrounds-ops-app/history';
export const AUDIT = `${HISTORY}/audit`;

/** The entries about one round, whenever it was. */
export function auditHref(run: string): string {
  return `${AUDIT}?${new URLSearchParams({ run })}`;
}

/** The round of a list that is open now. */
export function todayHref(list: string): string {
  return `/a/opsrounds-ops-app/today/${encodeURIComponent(list)}`;
}
