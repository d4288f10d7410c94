import type { CommonCause } from '../../../core/inventory/diagnosis';
import type { Suspects } from '../../../sources/grafana/diagnose';

/** What it may come from that an Argo CD says nothing or no. */
export type Cause =
  CommonCause | 'expired' | 'revoked' | 'account-disabled' | 'key-changed' | 'root-path' | 'proxy-in-front';

/** A setting that nothing works without. */
export type Field = 'address' | 'token';

/** Of a token that Argo CD itself refuses. */
export const REFUSED = ['expired', 'revoked', 'account-disabled', 'key-changed'] as const satisfies readonly Cause[];

export const SUSPECTS: Suspects<Cause> = {
  // The version is open to everybody: Argo CD itself refuses no token there.
  'token-refused': ['proxy-in-front', ...REFUSED],
  'web-page': ['root-path', 'proxy-in-front'],
  'other-server': ['root-path', 'proxy-in-front'],
  redirected: ['proxy-in-front'],
  forbidden: ['proxy-in-front'],
  'bad-request': ['plain-http', 'proxy-in-front'],
  'server-error': ['proxy-in-front'],
  // With --insecure it speaks http; without, it sends such a request on to https.
  'unreachable-over-http': ['server-stopped', 'name-unknown', 'http-address'],
};
