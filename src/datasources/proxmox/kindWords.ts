import { t } from '../../ui/t';
import type { Kind, Metric, ProxmoxVariableQuery } from './query';

/** What a kind of query is called, and what it gives. */
export function kindWords(kind: Kind): { label: string; description: string } {
  switch (kind) {
    case 'nodes':
      return words('nodes', 'Nodes', 'Status, CPU, memory and root disk of every node, now');
    case 'guests':
      return words('guests', 'Guests', 'Virtual machines and containers with what they use, now');
    case 'storages':
      return words('storages', 'Storage', 'How full every storage is, now');
    case 'node-status':
      return words('node-status', 'Node status', 'Load, IO wait, memory, versions and hardware');
    case 'node-history':
      return words('node-history', 'Node history', 'Time series of nodes, as the cluster keeps them');
    case 'guest-history':
      return words('guest-history', 'Guest history', 'Time series of guests, as the cluster keeps them');
    case 'storage-history':
      return words('storage-history', 'Storage history', 'How full storages were, as the cluster keeps it');
    case 'tasks':
      return words('tasks', 'Tasks', 'What ran in the time range, and how it ended');
    case 'backups':
      return words('backups', 'Backups', 'Backups with age, size and whether they were verified');
    case 'backup-jobs':
      return words('backup-jobs', 'Backup jobs', 'When they run next and how many guests they take');
    case 'replication':
      return words('replication', 'Replication', 'Last and next sync, failures');
    case 'ha':
      return words('ha', 'High availability', 'Services and managers with their state');
    case 'certificates':
      return words('certificates', 'Certificates', 'When the nodes’ certificates expire');
    case 'packages':
      return words('packages', 'Packages', 'Installed and newest versions of Proxmox’s packages');
    case 'updates':
      return words('updates', 'Pending updates', 'All updates that wait; on Proxmox VE it takes Sys.Modify');
    case 'disks':
      return words('disks', 'Disks', 'Physical disks with health and the life that is left');
    case 'snapshots':
      return words('snapshots', 'Snapshots', 'Snapshots of guests; one request per guest');
    case 'datastores':
      return words('datastores', 'Datastores', 'How full they are, and when they will be');
    case 'groups':
      return words('groups', 'Backup groups', 'The newest backup of each guest, and how many there are');
    case 'jobs':
      return words('jobs', 'Jobs', 'Verify, prune, sync and garbage collection with their last result');
  }
}

function words(kind: Kind, label: string, description: string) {
  return {
    label: t(`proxmox.kind.${kind}`, label),
    description: t(`proxmox.kind.${kind}.help`, description),
  };
}

export function metricWords(metric: Metric): string {
  switch (metric) {
    case 'cpu':
      return t('proxmox.metric.cpu', 'CPU');
    case 'memory':
      return t('proxmox.metric.memory', 'Memory');
    case 'io-wait':
      return t('proxmox.metric.io-wait', 'IO wait');
    case 'root':
      return t('proxmox.metric.root', 'Root disk');
    case 'disk':
      return t('proxmox.metric.disk', 'Disk');
    case 'network':
      return t('proxmox.metric.network', 'Network');
    case 'pressure':
      return t('proxmox.metric.pressure', 'Pressure (from 9 on)');
  }
}

export function listWords(list: ProxmoxVariableQuery['list']): string {
  switch (list) {
    case 'nodes':
      return t('proxmox.list.nodes', 'Nodes');
    case 'guests':
      return t('proxmox.list.guests', 'Guests');
    case 'storages':
      return t('proxmox.list.storages', 'Storages');
    case 'tags':
      return t('proxmox.list.tags', 'Tags');
    case 'datastores':
      return t('proxmox.list.datastores', 'Datastores');
    case 'groups':
      return t('proxmox.list.groups', 'Backup groups');
  }
}
