import { appHref } from '../../ui/appHref';

interface Where {
  target?: string;
  search?: string;
  day?: string;
}

/** Address of the page about backups, at a target and a day of it where one is named. */
export function backupsHref(where: Where = {}): string {
  const params = new URLSearchParams(Object.entries(where).filter(([, value]) => value !== ''));
  const query = params.toString();
  return appHref(`infrastructure/backups${query === '' ? '' : `?${query}`}`);
}
