import type { Permissions, ProxmoxProduct } from './parts';
import { holds, holdsBelow, type Need } from './privileges';

/** What this plugin can show of a server, by what it takes. */
export type Feature =
  | 'guests'
  | 'storages'
  | 'nodes'
  | 'cluster'
  | 'access'
  | 'backups'
  | 'addresses'
  | 'updates'
  | 'datastores'
  | 'server'
  | 'sync';

export interface Capability {
  feature: Feature;
  /** All of them are needed. */
  needs: readonly Need[];
  /** `some` for a part of the things it is about; `unknown` when the permissions, or a version they depend on, were not read. */
  state: 'has' | 'some' | 'lacks' | 'unknown';
  /** In English, what stays unknown. */
  without: string;
  /** It takes a privilege that can also write: the rest works as well without. */
  optional: boolean;
}

type Described = Omit<Capability, 'state'>;

const need = (privilege: string, path: string): Need => ({ privilege, path });
const feature = (name: Feature, needs: readonly Need[], without: string, optional = false): Described => ({
  feature: name,
  needs,
  without,
  optional,
});

const AGENT_FROM_9 = need('VM.GuestAgent.Audit', '/vms');
const AGENT_TO_8 = need('VM.Monitor', '/vms');
const MAY_LIST_BACKUPS = [need('Datastore.AllocateSpace', '/storage'), need('VM.Backup', '/vms')];

const PVE_FEATURES: readonly Described[] = [
  feature('guests', [need('VM.Audit', '/vms')], 'guests, their snapshots and configuration'),
  feature('storages', [need('Datastore.Audit', '/storage')], 'storages and how full they are'),
  feature('nodes', [need('Sys.Audit', '/nodes')], 'load, tasks, packages, disks and firewall of the nodes'),
  feature(
    'cluster',
    [need('Sys.Audit', '/')],
    'quorum, high availability, backup jobs and the firewall of the datacenter'
  ),
  feature('access', [need('Sys.Audit', '/access')], 'users, second factors, tokens and who may do what'),
  feature('backups', MAY_LIST_BACKUPS, 'backups on the storages: read them from a Proxmox Backup Server instead', true),
];

const PBS_FEATURES: readonly Described[] = [
  feature('datastores', [need('Datastore.Audit', '/datastore')], 'datastores, backups and their jobs'),
  feature('server', [need('Sys.Audit', '/system')], 'load, tasks and disks of the server'),
  feature('sync', [need('Remote.Audit', '/remote')], 'sync jobs from and to other servers'),
  feature('access', [need('Sys.Audit', '/access')], 'users, second factors, tokens and who may do what'),
  feature('updates', [need('Sys.Audit', '/')], 'pending updates'),
];

/** The agent's privilege has another name from 9 on; without the version it is not known which. */
function guestAddresses(release: string | null): Described {
  const from9 = majorOf(release) !== null && Number(majorOf(release)) >= 9;
  const needs = [from9 ? AGENT_FROM_9 : AGENT_TO_8];
  return feature('addresses', needs, 'addresses inside virtual machines, by the guest agent', !from9);
}

const UPDATES = feature(
  'updates',
  [need('Sys.Modify', '/nodes')],
  "pending updates of Debian's own packages; those of Proxmox are known without",
  true
);

/** What each feature needs and whether the token has it. Both are null where they could not be read. */
export function capabilities(
  permissions: Permissions | null,
  product: ProxmoxProduct,
  release: string | null
): readonly Capability[] {
  const features = product === 'pbs' ? PBS_FEATURES : [...PVE_FEATURES, guestAddresses(release), UPDATES];
  return features.map((described) => {
    const untold = permissions === null || (described.feature === 'addresses' && majorOf(release) === null);
    return { ...described, state: untold ? 'unknown' : stateOf(permissions, described) };
  });
}

function stateOf(permissions: Permissions, { feature: name, needs }: Described): Capability['state'] {
  // Whoever may change a storage sees all that is on it.
  if (name === 'backups' && holdsBelow(permissions, '/storage', 'Datastore.Allocate')) {
    return 'has';
  }
  if (needs.every((one) => granted(permissions, one))) {
    return 'has';
  }
  return needs.every((one) => grantedBelow(permissions, one)) ? 'some' : 'lacks';
}

/** On the root it has to count there, elsewhere everywhere below as well. */
function granted(permissions: Permissions, { path, privilege }: Need): boolean {
  return path === '/' ? holds(permissions, path, privilege) : holdsBelow(permissions, path, privilege);
}

/** For a single guest, node or storage, or for the members of a pool, which have no paths of their own. */
function grantedBelow(permissions: Permissions, { path, privilege }: Need): boolean {
  return (
    path !== '/' &&
    [...permissions].some(
      ([listed, held]) =>
        held.has(privilege) && (listed === path || listed.startsWith(`${path}/`) || listed.startsWith('/pool/'))
    )
  );
}

function majorOf(release: string | null): string | null {
  return /^(\d+)/.exec(release ?? '')?.[1] ?? null;
}

/** A privilege that can do more than read. */
export interface Excess {
  privilege: string;
  paths: readonly string[];
  /** What it is accepted for; null when it has no use here and should be dropped. */
  servesFor: Feature | null;
}

const READ_ONLY: ReadonlySet<string> = new Set([
  'VM.Audit',
  'VM.GuestAgent.Audit',
  'Sys.Audit',
  'Datastore.Audit',
  'SDN.Audit',
  'Pool.Audit',
  'Mapping.Audit',
  'Remote.Audit',
  'Tape.Audit',
]);

/** Accepted, though they could write: nothing less lets the server list backups, or up to 8 ask the guest agent. */
const ACCEPTED: ReadonlyMap<string, Feature> = new Map([
  ...MAY_LIST_BACKUPS.map(({ privilege }) => [privilege, 'backups'] as const),
  [AGENT_TO_8.privilege, 'addresses'],
]);

/** All that the token may do beyond reading, the ones to drop first. Sys.Modify is among those: it reads updates, and configures nodes. */
export function excess(permissions: Permissions, product: ProxmoxProduct): readonly Excess[] {
  const paths = new Map<string, string[]>();
  for (const [path, privileges] of permissions) {
    for (const privilege of privileges.keys()) {
      if (!READ_ONLY.has(privilege)) {
        paths.set(privilege, [...(paths.get(privilege) ?? []), path]);
      }
    }
  }
  const servesFor = (privilege: string) => (product === 'pbs' ? null : (ACCEPTED.get(privilege) ?? null));
  return [...paths]
    .map(([privilege, on]) => ({ privilege, paths: on.sort(), servesFor: servesFor(privilege) }))
    .sort(
      (a, b) => Number(a.servesFor !== null) - Number(b.servesFor !== null) || (a.privilege < b.privilege ? -1 : 1)
    );
}
