import { locationUtil } from '@grafana/data';
import { locationService } from '@grafana/runtime';

function isForeign(address: string): boolean {
  try {
    const url = new URL(address);
    return url.origin !== window.location.origin;
  } catch {
    return false;
  }
}

/**
 * As Grafana does it: a click on any anchor of the document without `target` becomes a push into the router, an appended
 * `<a download href="blob:...">` included, which then downloads nothing.
 */
export function interceptLinkClicks(event: MouseEvent): void {
  const anchor = event.target instanceof Element ? event.target.closest('a') : null;
  const href = anchor?.getAttribute('href');
  if (!anchor || !href || anchor.getAttribute('target')) {
    return;
  }
  if (event.ctrlKey || event.metaKey || event.defaultPrevented) {
    return;
  }
  event.preventDefault();
  if (isForeign(href)) {
    window.location.href = href;
    return;
  }
  const url = locationUtil.stripBaseFromUrl(href);
  locationService.push(url.startsWith('/') || url.startsWith('#') ? url : `/${url}`);
}
