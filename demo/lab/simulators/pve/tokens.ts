import { createHash, timingSafeEqual } from 'node:crypto';
import { Permissions, type AclEntry, type PveVersion } from './permissions';

export const PVE_TOKENS = ['auditor', 'backups', 'updates', 'administrator', 'few', 'nothing', 'expired'] as const;
export type PveTokenName = (typeof PVE_TOKENS)[number];

/** What a data source needs to log in. */
export interface ApiToken {
  user: string;
  tokenId: string;
  tokenSecret: string;
}

const USER = 'opsrounds@pve';

const everywhere = (role: string): AclEntry => ({ path: '/', role, propagate: true });

/** Access lists of the tokens. A role on a path replaces the roles of the paths above it, so roles are named again. */
const ACL: Readonly<Record<PveTokenName, readonly AclEntry[]>> = {
  auditor: [everywhere('PVEAuditor')],
  backups: [everywhere('PVEAuditor'), everywhere('OpsRoundsBackups')],
  updates: [
    everywhere('PVEAuditor'),
    { path: '/nodes', role: 'PVEAuditor', propagate: true },
    { path: '/nodes', role: 'OpsRoundsUpdates', propagate: true },
  ],
  administrator: [everywhere('Administrator')],
  few: [{ path: '/vms/101', role: 'PVEAuditor', propagate: true }],
  nothing: [],
  expired: [everywhere('PVEAuditor')],
};

/** A secret in the form of a UUID: the same text gives the same, so that a provisioned data source goes on. */
export function secretOf(text: string): string {
  const digits = createHash('sha256').update(text).digest('hex');
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => digits.slice(from, to))
    .join('-');
}

export function pveToken(server: string, name: PveTokenName): ApiToken {
  return { user: USER, tokenId: name, tokenSecret: secretOf(`${server} ${name}`) };
}

export interface Caller {
  user: string;
  /** `opsrounds@pve!auditor` */
  id: string;
  permissions: Permissions;
}

/** Who a header `Authorization` belongs to, or the reason phrase of the 401 (AccessControl.pm, verify_token). */
export function pveCaller(
  header: string | undefined,
  server: string,
  version: PveVersion,
  expired: boolean
): Caller | string {
  const [, credentials] = /^PVEAPIToken[=:](.*)$/.exec(header ?? '') ?? [];
  if (credentials === undefined) {
    return 'No ticket';
  }
  const [, user = '', tokenId = '', secret = ''] = /^([^!]+)!([^=]+)=(.*)$/.exec(credentials) ?? [];
  if (user === '') {
    return 'no tokenid specified';
  }
  if (user !== USER) {
    return `no such user ('${user}')`;
  }
  const name = PVE_TOKENS.find((one) => one === tokenId);
  if (name === undefined) {
    return `no such token '${tokenId}' for user '${user}'`;
  }
  if (name === 'expired' || expired) {
    return `token '${tokenId}' access expired`;
  }
  if (!sameText(secret, pveToken(server, name).tokenSecret)) {
    return 'invalid token value!';
  }
  return { user, id: `${user}!${tokenId}`, permissions: new Permissions(ACL[name], version) };
}

export function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
