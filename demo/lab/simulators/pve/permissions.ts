/** Roles and access lists of a Proxmox VE, and what follows from them (pve-access-control, AccessControl.pm). */

export type PveVersion = '7.4' | '8.4' | '9.1';

export interface AclEntry {
  path: string;
  role: string;
  propagate: boolean;
}

/** Privilege to whether it holds below the path, too. */
export type Privileges = ReadonlyMap<string, boolean>;

const AUDIT = ['Datastore.Audit', 'Pool.Audit', 'Sys.Audit', 'VM.Audit'];
const OF_GUESTS = ['VM.Allocate', 'VM.Backup', 'VM.Clone', 'VM.Config.CDROM', 'VM.Config.CPU', 'VM.Config.Cloudinit']
  .concat(['VM.Config.Disk', 'VM.Config.HWType', 'VM.Config.Memory', 'VM.Config.Network', 'VM.Config.Options'])
  .concat(['VM.Console', 'VM.Migrate', 'VM.PowerMgmt', 'VM.Snapshot', 'VM.Snapshot.Rollback']);
const OF_SERVERS = ['Datastore.Allocate', 'Datastore.AllocateSpace', 'Datastore.AllocateTemplate', 'Group.Allocate']
  .concat(['Permissions.Modify', 'Pool.Allocate', 'Realm.Allocate', 'Realm.AllocateUser', 'SDN.Allocate'])
  .concat(['Sys.Console', 'Sys.Modify', 'Sys.PowerMgmt', 'Sys.Syslog', 'User.Modify']);

/** Privileges of a role in a version; those of an unknown role are none. */
function privilegesOf(role: string, version: PveVersion): readonly string[] {
  const guestAgent = version === '9.1' ? ['VM.GuestAgent.Audit'] : [];
  const audit = [...AUDIT, ...guestAgent, ...(version === '7.4' ? ['SDN.Audit'] : ['SDN.Audit', 'Mapping.Audit'])];
  const monitor =
    version === '9.1' ? ['VM.GuestAgent.FileRead', 'VM.GuestAgent.Unrestricted', 'VM.Replicate'] : ['VM.Monitor'];
  const roles: Readonly<Record<string, readonly string[]>> = {
    PVEAuditor: audit,
    Administrator: [...audit, ...OF_GUESTS, ...OF_SERVERS, ...monitor],
    OpsRoundsBackups: ['Datastore.AllocateSpace', 'VM.Backup'],
    OpsRoundsUpdates: ['Sys.Modify'],
  };
  return roles[role] ?? [];
}

/** Paths that Proxmox lists in a dump of permissions, besides those that access lists name. */
const WELL_KNOWN = ['/', '/access', '/access/groups', '/mapping', '/nodes', '/pool', '/sdn', '/storage', '/vms'];

/** What one token may do. */
export class Permissions {
  constructor(
    private readonly acl: readonly AclEntry[],
    private readonly version: PveVersion
  ) {}

  /** On the way down to a path, entries replace those of the paths above: roles do not add up over levels. */
  at(path: string): Privileges {
    const levels = [...new Set(this.acl.map((entry) => entry.path))].sort();
    let roles: readonly AclEntry[] = [];
    for (const level of levels) {
      const exact = level === path;
      if (exact || level === '/' || path.startsWith(`${level}/`)) {
        const here = this.acl.filter((entry) => entry.path === level && (exact || entry.propagate));
        roles = here.length > 0 ? here : roles;
      }
    }
    const found = new Map<string, boolean>();
    for (const { role, propagate } of roles) {
      for (const privilege of privilegesOf(role, this.version)) {
        found.set(privilege, propagate || found.get(privilege) === true);
      }
    }
    return found;
  }

  has(path: string, privilege: string): boolean {
    return this.at(path).has(privilege);
  }

  hasAny(path: string, privileges: readonly string[]): boolean {
    const here = this.at(path);
    return privileges.some((privilege) => here.has(privilege));
  }

  /** `GET /access/permissions`: path to privilege to 0 or 1. */
  dump(): Record<string, Record<string, number>> {
    const paths = [...new Set([...WELL_KNOWN, ...this.acl.map(({ path }) => path)])].sort();
    return Object.fromEntries(
      paths.flatMap((path) => {
        const privileges = [...this.at(path)].map(([name, propagates]) => [name, propagates ? 1 : 0] as const);
        return privileges.length === 0 ? [] : [[path, Object.fromEntries(privileges)]];
      })
    );
  }
}
