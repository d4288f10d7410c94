import { appHref } from '../../ui/appHref';

/** Address of an Argo CD's page. */
export function deliveryHref(sourceUid: string): string {
  return appHref(`infrastructure/delivery/${encodeURIComponent(sourceUid)}`);
}
