import type { Reason } from '../../check/verdict';
import type { Permissions } from './parts';

/** A privilege on a path of Proxmox's access control: `Sys.Audit` on `/nodes/pve-a1`. */
export interface Need {
  privilege: string;
  path: string;
}

/**
 * Paths that `/access/permissions` lists whenever something counts there, also where it comes from above: one of them that is
 * missing had all rights taken (role NoAccess). Those of both products; neither asks for the other's.
 */
const ALWAYS_LISTED: ReadonlySet<string> = new Set(
  ['/', '/access', '/access/groups', '/nodes', '/storage', '/vms'].concat(['/datastore', '/remote', '/system'])
);

/**
 * Whether a privilege counts at a path: what is listed for the path itself, else what the nearest listed path above hands
 * down. `/access/permissions` lists every path that has rights of its own, with all that counts there, so a nearer path
 * replaces the ones above it. Below the paths that are always listed, one from which all rights were taken cannot be told.
 */
export function holds(permissions: Permissions, path: string, privilege: string): boolean {
  const own = permissions.get(path);
  if (own !== undefined && own.size > 0) {
    return own.has(privilege);
  }
  if (ALWAYS_LISTED.has(path)) {
    return false;
  }
  for (let above = parentOf(path); above !== null; above = parentOf(above)) {
    const listed = permissions.get(above);
    if (listed?.get(privilege) === true) {
      return true;
    }
    if (listed === undefined && ALWAYS_LISTED.has(above)) {
      return false;
    }
    // One that hands nothing down leaves what comes from further up.
    if (listed !== undefined && [...listed.values()].some((propagates) => propagates)) {
      return false;
    }
  }
  return false;
}

/** Whether it counts at a path and everywhere below: then a list that is filtered by it is whole. */
export function holdsBelow(permissions: Permissions, path: string, privilege: string): boolean {
  const prefix = path === '/' ? '/' : `${path}/`;
  const below = [...permissions.keys()].filter((listed) => listed.startsWith(prefix) && listed !== path);
  return handsDown(permissions, path, privilege) && below.every((listed) => holds(permissions, listed, privilege));
}

function handsDown(permissions: Permissions, path: string, privilege: string): boolean {
  const own = permissions.get(path);
  return own !== undefined && [...own.values()].some((propagates) => propagates)
    ? own.get(privilege) === true
    : holds(permissions, `${path === '/' ? '' : path}/any`, privilege);
}

function parentOf(path: string): string | null {
  if (path === '/') {
    return null;
  }
  const last = path.lastIndexOf('/');
  return last > 0 ? path.slice(0, last) : '/';
}

/** What is said where one is missing: `VM.Audit on /vms is missing`. */
export function missing({ privilege, path }: Need): Reason {
  return { code: 'not-permitted', detail: `${privilege} on ${path} is missing` };
}
