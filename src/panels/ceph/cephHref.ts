import { appHref } from '../../ui/appHref';

/** Address of a cluster's page, or of a part of it. */
export function cephHref(key: string, section?: string): string {
  const page = appHref(`infrastructure/ceph/${encodeURIComponent(key)}`);
  return section === undefined ? page : `${page}#${section}`;
}
