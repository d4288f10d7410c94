import type { CommonCause, Facts } from '../../../core/inventory/diagnosis';
import type { ProxmoxProduct } from '../../../core/products/proxmox/parts';
import type { Suspects } from '../../../sources/grafana/diagnose';
import { PORTS } from '../config/address';

/** What it may come from that a Proxmox server says nothing or no. */
export type Cause =
  | CommonCause
  | 'secret'
  | 'expired'
  | 'user-disabled'
  | 'wrong-product'
  | 'path-in-address'
  | 'wrong-port'
  | 'sign-in-page'
  | 'proxy-in-front'
  | 'proxy-sign-in';

/** A setting that nothing works without. */
export type Field = 'address' | 'user' | 'tokenId' | 'tokenSecret';

export function suspectsOf(product: ProxmoxProduct, facts: Facts): Suspects<Cause> {
  return {
    'token-refused': whyRefused(product, facts),
    'web-page': ['sign-in-page', 'wrong-port'],
    'other-server': [...(hasPath(facts) ? ['path-in-address' as const] : []), 'wrong-port', 'proxy-in-front'],
    redirected: ['sign-in-page'],
    forbidden: ['proxy-in-front'],
    'bad-request': ['wrong-port'],
    'server-error': [],
    // Proxmox itself answers https only.
    'unreachable-over-http': ['http-address', 'server-stopped', 'name-unknown'],
  };
}

function whyRefused(product: ProxmoxProduct, { address }: Facts): readonly Cause[] {
  const other = product === 'pve' ? 'pbs' : 'pve';
  const atOtherPort = address !== null && new RegExp(`:${PORTS[other]}(/|$)`).test(address);
  const own = ['secret', 'expired', 'user-disabled'] as const;
  return atOtherPort ? ['wrong-product', ...own, 'proxy-sign-in'] : [...own, 'wrong-product', 'proxy-sign-in'];
}

function hasPath({ address }: Facts): boolean {
  return address !== null && /^https?:\/\/[^/]+\/+[^/]/i.test(address);
}
