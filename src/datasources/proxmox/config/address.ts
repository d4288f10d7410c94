import type { ProxmoxProduct } from '../../../core/products/proxmox/parts';
import { addressProblem, readAddress, withoutTail, type AddressProblem } from '../../../ui/datasource/settings/address';

/** Where the two products answer unless somebody put a proxy in front of them. */
export const PORTS: Readonly<Record<ProxmoxProduct, number>> = { pve: 8006, pbs: 8007 };

export type ProxmoxAddressProblem =
  | AddressProblem
  /** Can be right; `fix` is what it more likely should be. */
  | { code: 'no-port'; blocks: false; fix: string }
  /** The port of the other product: which of the two is wrong, only a person knows. */
  | { code: 'other-product'; blocks: false; product: ProxmoxProduct };

/** What is wrong or doubtful about an address, the worst first; null when nothing is. */
export function proxmoxAddressProblem(address: string, product: ProxmoxProduct): ProxmoxAddressProblem | null {
  const usual = (url: URL): string => withPort(url, product);
  const url = readAddress(address.trim());
  return addressProblem(address, { bare, usual }) ?? (url && portProblem(url, address.trim(), product));
}

function portProblem(url: URL, text: string, product: ProxmoxProduct): ProxmoxAddressProblem | null {
  const other = product === 'pve' ? 'pbs' : 'pve';
  if (url.port === String(PORTS[other])) {
    return { code: 'other-product', blocks: false, product: other };
  }
  // 443 is a port as well, but a URL does not keep it.
  const named = url.port !== '' || /:443(\/|$)/.test(text);
  return named ? null : { code: 'no-port', blocks: false, fix: withPort(url, product) };
}

/** Without what follows from `/api2` on; a path in front of it is a proxy's. */
function bare(url: URL): string {
  return withoutTail(url, /\/api2(\/.*)?$/);
}

function withPort(url: URL, product: ProxmoxProduct): string {
  const moved = new URL(bare(url));
  if (moved.port === '') {
    moved.port = String(PORTS[product]);
  }
  return bare(moved);
}
