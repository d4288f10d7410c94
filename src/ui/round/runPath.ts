/** The record of a round, by the key of its run; for a link within the app. */
export function runPath(run: string): string {
  return `/a/opsrounds-ops-app/checklists/${run.split('/').map(encodeURIComponent).join('/')}`;
}
