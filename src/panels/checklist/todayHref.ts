import { appHref } from '../../ui/appHref';

/** Address of Today, with one item open. */
export function todayHref(itemId?: string): string {
  return appHref(itemId === undefined ? 'today' : `today?item=${encodeURIComponent(itemId)}`);
}
