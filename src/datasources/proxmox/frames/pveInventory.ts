import type { PveGuest, PveNode, PveParts, PveStorage } from '../../../core/products/proxmox-ve/parts';
import { ALL_GUESTS, ALL_STORAGES } from '../../../core/products/proxmox/completeness';
import type { NodeStatus, Permissions } from '../../../core/products/proxmox/parts';
import { holds, missing } from '../../../core/products/proxmox/privileges';
import { notice } from '../../../ui/datasource/answer';
import { wantedOf } from '../../../ui/datasource/filter';
import { bytes, number, ratio, seconds, share, text, yesNo } from '../../../ui/datasource/tableFrame';
import { gather, gatherEach } from './gather';
import { nodeStatusColumns } from './nodeStatusColumns';
import { partOf, table } from './table';
import { unlessHidden } from './unlessHidden';

export const nodes = table<PveParts, PveNode>({
  name: 'Nodes',
  parts: ['resources', 'permissions'],
  rows: (read) => {
    const gathered = gather(partOf(read, 'resources'), (resources) => resources.nodes);
    const permissions = partOf(read, 'permissions');
    const dark = permissions.ok ? gathered.rows.find((node) => isDark(node, permissions.value)) : undefined;
    return dark === undefined
      ? gathered
      : {
          ...gathered,
          notices: [...gathered.notices, notice(dark.name, missing({ privilege: 'Sys.Audit', path: '/nodes' }))],
        };
  },
  columns: [
    text('Node', ({ name }) => name),
    text('Status', ({ status }) => status),
    ratio('CPU', ({ cpuRatio }) => cpuRatio),
    number('Cores', ({ cores }) => cores),
    bytes('Memory used', ({ memoryUsedBytes }) => memoryUsedBytes),
    bytes('Memory', ({ memoryBytes }) => memoryBytes),
    ratio('Memory use', (node) => share(node.memoryUsedBytes, node.memoryBytes)),
    bytes('Root used', ({ rootUsedBytes }) => rootUsedBytes),
    bytes('Root', ({ rootBytes }) => rootBytes),
    ratio('Root use', (node) => share(node.rootUsedBytes, node.rootBytes)),
    seconds('Uptime', ({ uptimeSeconds }) => uptimeSeconds),
  ],
  names: { node: ({ name }) => [name] },
});

/** Online without numbers: they need Sys.Audit on the node. */
function isDark(node: PveNode, permissions: Permissions): boolean {
  return node.status === 'online' && node.cpuRatio === null && !holds(permissions, `/nodes/${node.name}`, 'Sys.Audit');
}

export const guests = table<PveParts, PveGuest>({
  name: 'Guests',
  parts: ['resources', 'permissions'],
  rows: (read) =>
    unlessHidden(
      read,
      gather(partOf(read, 'resources'), (resources) => resources.guests),
      ALL_GUESTS
    ),
  columns: [
    text('ID', ({ vmid }) => String(vmid)),
    text('Guest', ({ name }) => name),
    text('Kind', ({ kind }) => kind),
    text('Node', ({ node }) => node),
    text('Status', ({ status }) => status),
    ratio('CPU', ({ cpuRatio }) => cpuRatio),
    number('vCPUs', ({ vcpus }) => vcpus),
    bytes('Memory used', ({ memoryUsedBytes }) => memoryUsedBytes),
    bytes('Memory', ({ memoryBytes }) => memoryBytes),
    ratio('Memory use', (guest) => share(guest.memoryUsedBytes, guest.memoryBytes)),
    bytes('Disk used', ({ diskUsedBytes }) => diskUsedBytes),
    bytes('Disk', ({ diskBytes }) => diskBytes),
    seconds('Uptime', ({ uptimeSeconds }) => uptimeSeconds),
    text('HA', ({ haState }) => haState),
    text('Lock', ({ lock }) => lock),
    text('Tags', ({ tags }) => tags.join(', ')),
    yesNo('Template', ({ template }) => template),
  ],
  names: { node: ({ node }) => [node], guest: ({ vmid, name }) => [String(vmid), name] },
});

interface StorageRow extends Omit<PveStorage, 'node'> {
  /** Null for a shared one that stands for all nodes. */
  node: string | null;
}

export const storages = table<PveParts, StorageRow>({
  name: 'Storage',
  parts: ['resources', 'permissions'],
  rows: (read, query) => {
    const byNode = wantedOf(query.node).length > 0;
    const rowsOf = (found: readonly PveStorage[]) => (byNode ? found : sharedOnce(found));
    return unlessHidden(
      read,
      gather(partOf(read, 'resources'), (found) => rowsOf(found.storages)),
      ALL_STORAGES
    );
  },
  columns: [
    text('Storage', ({ name }) => name),
    text('Node', ({ node }) => node),
    text('Type', ({ type }) => type),
    yesNo('Shared', ({ shared }) => shared),
    yesNo('Available', ({ available }) => available),
    bytes('Used', ({ usedBytes }) => usedBytes),
    bytes('Size', ({ sizeBytes }) => sizeBytes),
    ratio('Use', (storage) => share(storage.usedBytes, storage.sizeBytes)),
    text('Content', ({ content }) => content.join(', ')),
  ],
  names: { node: ({ node }) => [node], storage: ({ name }) => [name] },
});

/** A shared storage has a row per node: one is enough, and it is available when it is so everywhere. */
function sharedOnce(found: readonly PveStorage[]): readonly StorageRow[] {
  const shared = new Map<string, StorageRow>();
  for (const storage of found.filter((one) => one.shared)) {
    const known = shared.get(storage.name);
    const better = known === undefined || (known.sizeBytes === null && storage.sizeBytes !== null) ? storage : known;
    shared.set(storage.name, {
      ...better,
      node: null,
      available: (known?.available ?? true) && storage.available,
    });
  }
  return [...shared.values(), ...found.filter((one) => !one.shared)];
}

export const nodeStatus = table<PveParts, NodeStatus & { node: string }>({
  name: 'Node status',
  parts: ['nodeStatus'],
  rows: (read, query) => gatherEach(partOf(read, 'nodeStatus'), (node, status) => [{ ...status, node }], query.node),
  columns: [text('Node', ({ node }) => node), ...nodeStatusColumns<NodeStatus & { node: string }>()],
  names: { node: ({ node }) => [node] },
});
