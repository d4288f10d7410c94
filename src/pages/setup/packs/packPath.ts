/** The editor of a pack of one's own, within the app. */
export function packPath(key: string): string {
  return `/a/opsrounds-ops-app/setup/packs/${encodeURIComponent(key)}`;
}
