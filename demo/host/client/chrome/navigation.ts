import type { NavModelItem } from '@grafana/data';
import { config } from '@grafana/runtime';

/** The path from the root of the menu to the entry whose address fits the location best; empty when none does. */
export function activePath(pathname: string, items: NavModelItem[] = config.bootData.navTree): NavModelItem[] {
  let best: NavModelItem[] = [];
  const visit = (entries: NavModelItem[], above: NavModelItem[]): void => {
    for (const entry of entries) {
      const path = [...above, entry];
      const url = entry.url?.split('?')[0];
      const fits = url !== undefined && url !== '/' && (pathname === url || pathname.startsWith(`${url}/`));
      if (fits && url.length > (best.at(-1)?.url?.length ?? 0)) {
        best = path;
      }
      visit(entry.children ?? [], path);
    }
  };
  visit(items, []);
  return best;
}

/** Breadcrumbs: the menu's path, then what the page says of itself, without saying a name twice. */
export function breadcrumbs(pathname: string, pageNav: NavModelItem | undefined): NavModelItem[] {
  const own: NavModelItem[] = [];
  for (let item = pageNav; item; item = item.parentItem) {
    own.unshift(item);
  }
  const section = activePath(pathname);
  const known = new Set(section.map((item) => item.text));
  const crumbs = [...section, ...own.filter((item) => !known.has(item.text))];
  return crumbs.filter((item) => !item.hideFromBreadcrumbs);
}
