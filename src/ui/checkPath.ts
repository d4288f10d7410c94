/** The page of one check, within the app. */
export function checkPath(id: string): string {
  return `/a/opsrounds-ops-app/checks/${encodeURIComponent(id)}`;
}
