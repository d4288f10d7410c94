import { appHref } from '../../ui/appHref';

/** Address of a list on Today, with one item open. */
export function todayHref(list: string, itemId?: string): string {
  const item = itemId === undefined ? '' : `?item=${encodeURIComponent(itemId)}`;
  return appHref(`today/${encodeURIComponent(list)}${item}`);
}
