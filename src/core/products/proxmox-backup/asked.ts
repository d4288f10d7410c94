import { measuresOf } from '../../inventory/measure';
import type { PbsParts } from './parts';

const PBS_ASKED: Readonly<Record<keyof PbsParts, string>> = {
  version: 'GET /version',
  permissions: 'GET /access/permissions',
  datastores: 'GET /status/datastore-usage, /admin/datastore',
  groups: 'GET /admin/datastore/{store}/groups',
  snapshots: 'GET /admin/datastore/{store}/snapshots',
  jobs: 'GET /admin/verify, /admin/prune, /admin/sync, /admin/gc',
  tasks: 'GET /nodes/localhost/tasks of the last 24 h',
  backupTasks: 'GET /nodes/localhost/tasks?typefilter=backup of the last 35 days',
  nodeStatus: 'GET /nodes/localhost/status',
  updates: 'GET /nodes/localhost/apt/update',
  disks: 'GET /nodes/localhost/disks/list',
  access: 'GET /access/users, /access/tfa',
};

export const pbsMeasure = measuresOf<PbsParts>(PBS_ASKED);
