import type { Read } from '../../core/inventory/read';
import type { Access, Permissions } from '../../core/products/proxmox/parts';
import { holds, missing } from '../../core/products/proxmox/privileges';
import type { Parsed } from '../grafana/proxyReader';
import { flag, rows, text, timeMs, words, type Row } from './fields';
import type { Session } from './inventory';
import type { ApiRequest } from './server';

type Acl = Extract<Access['acl'], { ok: true }>['value'];

/** Where `Sys.Audit` has to count, so that a list is whole. */
interface AuditOn {
  users: string;
  acl: string;
}

/** Users, second factors, rights and realms; `usersQuery` is what makes this product list users with their tokens. */
export async function readAccess(
  session: Pick<Session<{ permissions: Permissions }>, 'get' | 'part'>,
  usersQuery: NonNullable<ApiRequest<unknown>['query']>,
  auditOn: AuditOn
): Promise<Read<Access>> {
  const get = <T>(path: string, parse: ApiRequest<T>['parse'], query: ApiRequest<T>['query'] = {}) =>
    session.get({ path, keep: 'lists', parse, query });
  const [permissions, users, secondFactors, acl, realmsWithFactor] = await Promise.all([
    session.part('permissions'),
    get('/access/users', parseUsers, usersQuery),
    get('/access/tfa', parseSecondFactors),
    get('/access/acl', parseAcl),
    get('/access/domains', parseRealmsWithFactor),
  ]);
  return accessOf({ users, secondFactors, acl, realmsWithFactor }, permissions, auditOn);
}

/**
 * The part from its four lists. To a token without the privileges two of them show nothing but its own user, with status 200:
 * what they say is not taken for the whole.
 */
export function accessOf(
  read: {
    users: Read<Access['users']>;
    secondFactors: Access['secondFactors'];
    acl: Access['acl'];
    realmsWithFactor: Access['realmsWithFactor'];
  },
  permissions: Read<Permissions>,
  auditOn: AuditOn
): Read<Access> {
  const { users, secondFactors, acl, realmsWithFactor } = read;
  if (!users.ok) {
    return users;
  }
  const unproven = (path: string): Extract<Read<never>, { ok: false }> | null => {
    if (!permissions.ok) {
      return permissions;
    }
    return holds(permissions.value, path, 'Sys.Audit')
      ? null
      : { ok: false, reason: missing({ privilege: 'Sys.Audit', path }) };
  };
  const usersUnproven = unproven(auditOn.users);
  return {
    ...users,
    value: {
      users: users.value,
      secondFactors: usersUnproven ?? secondFactors,
      acl: unproven(auditOn.acl) ?? acl,
      realmsWithFactor,
      complete: usersUnproven === null,
    },
  };
}

/** `GET /access/users?full=1` of a PVE, `?include_tokens=1` of a PBS. An absent `enable` means that it is. */
export function parseUsers(data: unknown): Parsed<Access['users']> | null {
  return rows(data, (found) => {
    const id = text(found['userid']);
    const tokens = rows(found['tokens'] ?? [], tokenOf);
    return id === null || tokens === null || tokens.partial !== undefined
      ? null
      : {
          id,
          enabled: flag(found['enable']) ?? true,
          expiresMs: timeMs(found['expire']),
          realmType: text(found['realm-type']),
          groups: words(found['groups']),
          tokens: tokens.value,
        };
  });
}

/** A PBS names a token with its user, `user@pbs!id`, and separates privileges always. */
function tokenOf(found: Row): Access['users'][number]['tokens'][number] | null {
  const id = text(found['tokenid']) ?? text(found['token-name']);
  return id === null
    ? null
    : {
        id: id.split('!').at(-1) ?? id,
        expiresMs: timeMs(found['expire']),
        privilegeSeparated: flag(found['privsep']) ?? true,
      };
}

/** `GET /access/tfa`: users with their entries; who has none is not listed. */
export function parseSecondFactors(data: unknown): Parsed<ReadonlyMap<string, readonly string[]>> | null {
  const read = rows(data, (found) => {
    const id = text(found['userid']);
    const entries = rows(found['entries'], (entry) => {
      const kind = text(entry['type']);
      return kind === null ? null : flag(entry['enable']) === false ? undefined : kind;
    });
    return id === null || entries === null ? null : ([id, [...new Set(entries.value)]] as const);
  });
  const { partial } = read ?? {};
  return read && { value: new Map(read.value.filter(([, kinds]) => kinds.length > 0)), ...(partial && { partial }) };
}

/** `GET /access/acl`: what a PBS calls a user may be a token. */
export function parseAcl(data: unknown): Parsed<Acl> | null {
  return rows(data, (found) => {
    const path = text(found['path']);
    const role = text(found['roleid']);
    const subject = text(found['ugid']);
    if (path === null || role === null || subject === null) {
      return null;
    }
    const said = text(found['type']) ?? text(found['ugid_type']);
    const kind = said === 'group' ? said : subject.includes('!') ? 'token' : 'user';
    return { path, role, subject, kind };
  });
}

/** `oath`, `yubico`, also as `type=oath,digits=6`: whatever else a realm may say is no second factor that is known. */
const REALM_FACTOR = /^(?:type=)?(?:oath|yubico)(?:,|$)/;

/** `GET /access/domains`: realms that ask for a second factor themselves. */
export function parseRealmsWithFactor(data: unknown): Parsed<readonly string[]> | null {
  return rows(data, (found) => {
    const realm = text(found['realm']);
    return realm === null ? null : REALM_FACTOR.test(text(found['tfa']) ?? '') ? realm : undefined;
  });
}
