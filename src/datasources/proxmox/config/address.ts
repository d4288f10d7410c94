import type { ProxmoxProduct } from '../../../core/products/proxmox/parts';

/** Where the two products answer unless somebody put a proxy in front of them. */
export const PORTS: Readonly<Record<ProxmoxProduct, number>> = { pve: 8006, pbs: 8007 };

export type AddressProblem =
  /** Cannot be read as an address. `fix` is set where it is clear what was meant. */
  | { code: 'empty' | 'unreadable' | 'no-scheme' | 'credentials' | 'path'; blocks: true; fix?: string }
  /** Can be right; `fix` is what it more likely should be. */
  | { code: 'http' | 'no-port'; blocks: false; fix: string }
  /** The port of the other product: which of the two is wrong, only a person knows. */
  | { code: 'other-product'; blocks: false; product: ProxmoxProduct };

/** What is wrong or doubtful about an address, the worst first; null when nothing is. */
export function addressProblem(address: string, product: ProxmoxProduct): AddressProblem | null {
  const text = address.trim();
  if (text === '') {
    return { code: 'empty', blocks: true };
  }
  if (!/^https?:\/\//i.test(text)) {
    const guess = parse(`https://${text.replace(/^[a-z]*:?\/\//i, '')}`);
    return { code: 'no-scheme', blocks: true, ...(guess && { fix: withPort(guess, product) }) };
  }
  const url = parse(text);
  if (url === null) {
    return { code: 'unreadable', blocks: true };
  }
  if (url.username !== '' || url.password !== '') {
    return { code: 'credentials', blocks: true, fix: bare(url) };
  }
  if (bare(url) !== url.href.replace(/\/+$/, '')) {
    return { code: 'path', blocks: true, fix: bare(url) };
  }
  return doubt(url, text, product);
}

function doubt(url: URL, text: string, product: ProxmoxProduct): AddressProblem | null {
  if (url.protocol === 'http:') {
    const secure = new URL(url);
    secure.protocol = 'https:';
    return { code: 'http', blocks: false, fix: withPort(secure, product) };
  }
  const other = product === 'pve' ? 'pbs' : 'pve';
  if (url.port === String(PORTS[other])) {
    return { code: 'other-product', blocks: false, product: other };
  }
  // 443 is a port as well, but a URL does not keep it.
  const named = url.port !== '' || /:443(\/|$)/.test(text);
  return named ? null : { code: 'no-port', blocks: false, fix: withPort(url, product) };
}

/** Without credentials, query, fragment and what follows from `/api2` on; a path in front of it is a proxy's. */
function bare(url: URL): string {
  return url.origin + url.pathname.replace(/\/api2(\/.*)?$/, '').replace(/\/+$/, '');
}

function withPort(url: URL, product: ProxmoxProduct): string {
  const moved = new URL(bare(url));
  if (moved.port === '') {
    moved.port = String(PORTS[product]);
  }
  return bare(moved);
}

function parse(text: string): URL | null {
  if (/\s/.test(text)) {
    return null;
  }
  try {
    const url = new URL(text);
    return url.hostname === '' ? null : url;
  } catch {
    return null;
  }
}
