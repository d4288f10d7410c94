import type { Permissions } from './parts';

/** What a token with these privileges on the whole tree may do, by the paths that a server lists. */
export function everywhere(...privileges: string[]): Permissions {
  const paths = ['/', '/access', '/access/groups', '/nodes', '/storage', '/vms'];
  return new Map(paths.map((path) => [path, new Map(privileges.map((privilege) => [privilege, true]))]));
}

export const AUDITOR = everywhere(
  'VM.Audit',
  'Sys.Audit',
  'Datastore.Audit',
  'Pool.Audit',
  'SDN.Audit',
  'Mapping.Audit'
);

export const SEES_BACKUPS = everywhere(...(AUDITOR.get('/')?.keys() ?? []), 'Datastore.AllocateSpace', 'VM.Backup');
