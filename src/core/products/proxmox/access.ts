import type { Access } from './parts';

type User = Access['users'][number];

/** Never in the access list, and may everything. */
const SUPERUSER = 'root@pam';
/** Realms whose users Proxmox itself asks for a second factor; those of LDAP or OpenID are their provider's business. */
const OWN_REALMS: ReadonlySet<string> = new Set(['pam', 'pve', 'pbs']);

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

/** Whether nobody can log in as this user any more. */
export function lockedOut({ enabled, expiresMs }: User, nowMs: number): boolean {
  return !enabled || (expiresMs !== null && expiresMs <= nowMs);
}

/** Whether it is for Proxmox to ask this user for a second factor, and the realm does not ask for one anyway. */
export function asksForFactor(
  { id, realmType }: User,
  { realmsWithFactor }: Pick<Access, 'realmsWithFactor'>
): boolean {
  const realm = id.slice(id.lastIndexOf('@') + 1);
  const asksItself = realmsWithFactor.ok && realmsWithFactor.value.includes(realm);
  return OWN_REALMS.has(realmType ?? realm) && !asksItself;
}
