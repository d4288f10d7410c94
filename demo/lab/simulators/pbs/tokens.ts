import { sameText, secretOf, type ApiToken } from '../pve/tokens';

export const PBS_TOKENS = ['audit', 'remote', 'datastore', 'admin', 'nothing', 'expired'] as const;
export type PbsTokenName = (typeof PBS_TOKENS)[number];

const USER = 'opsrounds@pbs';
const AUDIT = ['Sys.Audit', 'Datastore.Audit'];
const ROLES: Readonly<Record<string, readonly string[]>> = {
  Audit: AUDIT,
  DatastoreAudit: ['Datastore.Audit'],
  RemoteAudit: ['Remote.Audit'],
  Admin: [...AUDIT, 'Remote.Audit', 'Sys.Modify', 'Sys.PowerManagement', 'Datastore.Allocate', 'Datastore.Modify']
    .concat(['Datastore.Read', 'Datastore.Verify', 'Datastore.Backup', 'Datastore.Prune', 'Permissions.Modify'])
    .concat(['Remote.Modify', 'Remote.Read', 'Realm.Allocate', 'Tape.Audit', 'Tape.Modify']),
};

/** Path to role; on the way down a path, what is found replaces what was found above. */
const ACL: Readonly<Record<PbsTokenName, Readonly<Record<string, string>>>> = {
  audit: { '/': 'Audit' },
  // Audit alone does not show sync jobs.
  remote: { '/': 'Audit', '/remote': 'RemoteAudit' },
  datastore: { '/datastore': 'DatastoreAudit' },
  admin: { '/': 'Admin' },
  nothing: {},
  expired: { '/': 'Audit' },
};

const WELL_KNOWN = [
  '/',
  '/access',
  '/access/acl',
  '/access/users',
  '/datastore',
  '/remote',
  '/system',
  '/system/status',
].concat(['/system/tasks', '/system/disks', '/system/certificates', '/tape']);

export interface PbsCaller {
  user: string;
  id: string;
  has: (path: string, privilege: string) => boolean;
  /** `GET /access/permissions`: here the flags are true and false. */
  dump: () => Record<string, Record<string, boolean>>;
}

export function pbsToken(server: string, name: PbsTokenName): ApiToken {
  return { user: USER, tokenId: name, tokenSecret: secretOf(`${server} ${name}`) };
}

/** Who a header `Authorization` belongs to, or why not (rest-server, check_auth). */
export function pbsCaller(header: string | undefined, server: string, expired: boolean): PbsCaller | string {
  const [, user = '', tokenId = '', secret = ''] = /^PBSAPIToken=([^!]+)!([^:]+):(.*)$/.exec(header ?? '') ?? [];
  if (user === '') {
    return 'no authentication credentials provided.';
  }
  const name = PBS_TOKENS.find((one) => one === tokenId);
  if (user !== USER || name === undefined || name === 'expired' || expired) {
    return 'user account or token disabled or expired.';
  }
  if (!sameText(secret, pbsToken(server, name).tokenSecret)) {
    return 'invalid API token secret';
  }
  const acl = ACL[name];
  const rolesAt = (path: string) => {
    const levels = Object.keys(acl).sort();
    const last = levels.filter((level) => level === '/' || level === path || path.startsWith(`${level}/`)).at(-1);
    return last === undefined ? [] : (ROLES[acl[last] ?? ''] ?? []);
  };
  return {
    user,
    id: `${user}!${tokenId}`,
    has: (path, privilege) => rolesAt(path).includes(privilege),
    dump: () =>
      Object.fromEntries(
        [...new Set([...WELL_KNOWN, ...Object.keys(acl)])]
          .map((path) => [path, Object.fromEntries(rolesAt(path).map((privilege) => [privilege, true]))] as const)
          .filter(([, privileges]) => Object.keys(privileges).length > 0)
      ),
  };
}
