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

/**
 * Breadcrumbs as Grafana makes them: the menu's path, then what the page says of itself. The menu's own entry is left out where
 * the topmost thing that the page names has the same address, and only there: two of one name are both shown.
 */
export function breadcrumbs(section: readonly NavModelItem[], pageNav: NavModelItem | undefined): NavModelItem[] {
  const own: NavModelItem[] = [];
  for (let item = pageNav; item; item = item.parentItem) {
    own.unshift(item);
  }
  const pathOf = (item: NavModelItem | undefined) => item?.url?.split('?')[0] ?? '';
  const isSame = pathOf(own[0]) !== '' && pathOf(own[0]) === pathOf(section.at(-1));
  const tab = pageNav?.children?.find(({ active }) => active);
  if (tab && pathOf(tab) !== pathOf(pageNav)) {
    own.push(tab);
  }
  return [...(isSame ? section.slice(0, -1) : section), ...own].filter((item) => !item.hideFromBreadcrumbs);
}
