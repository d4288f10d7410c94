import type { Reason } from '../../check/verdict';
import type { Permissions } from './parts';
import { holdsBelow, missing, type Need } from './privileges';

/** What keeps a list whole that Proxmox filters without a word. */
export const ALL_GUESTS: Need = { privilege: 'VM.Audit', path: '/vms' };
export const ALL_STORAGES: Need = { privilege: 'Datastore.Audit', path: '/storage' };
export const ALL_DATASTORES: Need = { privilege: 'Datastore.Audit', path: '/datastore' };

/** The first need that the token does not have all over the tree: lists may lack rows then. Undefined when they are whole. */
export function lacks(permissions: Permissions, ...needs: readonly Need[]): Reason | undefined {
  const lacking = needs.find(({ path, privilege }) => !holdsBelow(permissions, path, privilege));
  return lacking && missing(lacking);
}
