import type { MetricFindValue } from '@grafana/data';

import type { Reason } from '../../core/check/verdict';
import type { Read } from '../../core/inventory/read';
import type { PveResources } from '../../core/products/proxmox-ve/parts';
import { ALL_GUESTS, ALL_STORAGES, lacks } from '../../core/products/proxmox/completeness';
import type { Permissions } from '../../core/products/proxmox/parts';
import type { ValuesAnswer } from '../../ui/datasource/answer';
import { matches, wantedOf } from '../../ui/datasource/filter';
import type { ServerAccess } from './answer';
import type { PbsAccess, PveAccess } from './frames/access';
import type { ProxmoxVariableQuery } from './query';

/** The values of a dashboard variable, in any order. */
export function variableValues(
  access: ServerAccess,
  query: ProxmoxVariableQuery,
  signal: AbortSignal
): Promise<ValuesAnswer> {
  return access.product === 'pve' ? ofPve(access, query, signal) : ofPbs(access, query, signal);
}

async function ofPve(
  { inventory }: PveAccess,
  query: ProxmoxVariableQuery,
  signal: AbortSignal
): Promise<ValuesAnswer> {
  const { resources, permissions } = await inventory.read(['resources', 'permissions'], { signal });
  if (!resources.ok) {
    return resources;
  }
  const values = pveValues(resources.value, query);
  const hidden = values.length === 0 ? hiddenFrom(permissions, query) : undefined;
  return hidden === undefined ? { ok: true, values } : { ok: false, reason: hidden };
}

function pveValues(
  { nodes, guests, storages }: PveResources,
  { list, node }: ProxmoxVariableQuery
): readonly MetricFindValue[] {
  const wanted = wantedOf(node);
  const there = guests.filter((guest) => matches(wanted, guest.node));
  switch (list) {
    case 'nodes':
      return nodes.map(({ name }) => plain(name));
    case 'guests':
      return there
        .filter(({ template }) => !template)
        .map(({ vmid, name }) => ({ text: `${name} (${vmid})`, value: String(vmid) }));
    case 'tags':
      return there.flatMap(({ tags }) => tags.map(plain));
    case 'storages':
      return storages.filter((storage) => matches(wanted, storage.node)).map(({ name }) => plain(name));
    case 'datastores':
    case 'groups':
      return [];
  }
}

/** Why a list is empty that the server filters without a word. */
function hiddenFrom(permissions: Read<Permissions>, { list }: ProxmoxVariableQuery): Reason | undefined {
  if (!permissions.ok || list === 'nodes') {
    return permissions.ok ? undefined : permissions.reason;
  }
  return lacks(permissions.value, list === 'storages' ? ALL_STORAGES : ALL_GUESTS);
}

async function ofPbs(
  { inventory }: PbsAccess,
  { list }: ProxmoxVariableQuery,
  signal: AbortSignal
): Promise<ValuesAnswer> {
  if (list === 'groups') {
    const { groups } = await inventory.read(['groups'], { signal });
    return groups.ok ? { ok: true, values: groups.value.map(({ id }) => plain(id)) } : groups;
  }
  const { datastores } = await inventory.read(['datastores'], { signal });
  return datastores.ok ? { ok: true, values: datastores.value.map(({ name }) => plain(name)) } : datastores;
}

const plain = (name: string): MetricFindValue => ({ text: name, value: name });
