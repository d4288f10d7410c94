import type { Reason } from '../../check/verdict';
import { noData } from '../../inventory/measure';
import type { Access } from './parts';

type User = Access['users'][number];

/** Never in the access list, and may everything. */
const SUPERUSER = 'root@pam';
/** Realms whose users' second factor is their provider's business; of all others Proxmox itself asks for one. */
const FOREIGN_REALMS: ReadonlySet<string> = new Set(['ldap', 'ad', 'openid']);
const OWN_REALMS: ReadonlySet<string> = new Set(['pam', 'pve', 'pbs']);
/** Kinds of second factors. Recovery keys replace a lost one, they are none. */
const FACTORS: ReadonlySet<string> = new Set(['totp', 'u2f', 'webauthn', 'yubico']);
const NO_FACTOR = 'recovery';

/** Whether one of these is a second factor; a reason when only one that nobody here knows may be. */
export function hasFactor(kinds: readonly string[]): boolean | Reason {
  if (kinds.some((kind) => FACTORS.has(kind))) {
    return true;
  }
  const strange = kinds.find((kind) => kind !== NO_FACTOR);
  return strange === undefined ? false : noData(`"${strange}" is no kind of second factor that is known.`);
}

/** Users and tokens (`user!token`) that may everything: the role Administrator anywhere, PVEAdmin on the whole tree, or root. */
export function administrators({ users, acl }: Pick<Access, 'users' | 'acl'>): ReadonlySet<string> {
  const found = new Set([SUPERUSER]);
  for (const { path, role, subject, kind } of acl.ok ? acl.value : []) {
    if (role === 'Administrator' || (role === 'PVEAdmin' && path === '/')) {
      const members = kind === 'group' ? users.filter(({ groups }) => groups.includes(subject)) : [{ id: subject }];
      members.forEach(({ id }) => found.add(id));
    }
  }
  return found;
}

/** Roles that read and change nothing, and the one of docs/proxmox.md, which lists backups. */
const READING_ROLES: ReadonlySet<string> = new Set(['NoAccess', 'PVEAuditor', 'OpsRoundsBackups']);

/**
 * Whether it is an account that only serves its tokens, as far as a server tells: it holds some, is in no group and may only read.
 * Whether it has a password is not told; a token asks for no second factor.
 */
export function isForTokens({ id, tokens, groups }: User, { acl }: Pick<Access, 'acl'>): boolean {
  return (
    tokens.length > 0 &&
    groups.length === 0 &&
    acl.ok &&
    acl.value.every(({ kind, subject, role }) => kind !== 'user' || subject !== id || READING_ROLES.has(role))
  );
}

/** Whether nobody can log in as this user any more. */
export function lockedOut({ enabled, expiresMs }: User, nowMs: number): boolean {
  return !enabled || (expiresMs !== null && expiresMs <= nowMs);
}

/**
 * Whether it is for Proxmox to ask this user for a second factor, and the realm does not ask for one anyway; a reason where the
 * server does not say whose realm it is.
 */
export function asksForFactor(
  { id, realmType }: User,
  { realmsWithFactor }: Pick<Access, 'realmsWithFactor'>
): boolean | Reason {
  const realm = id.slice(id.lastIndexOf('@') + 1);
  if (realmsWithFactor.ok && realmsWithFactor.value.includes(realm)) {
    return false;
  }
  if (OWN_REALMS.has(realmType ?? realm)) {
    return true;
  }
  return realmType !== null && FOREIGN_REALMS.has(realmType)
    ? false
    : noData(`Whose business the users of realm ${realm} are is not known.`);
}
