import type {
  Permissions,
  ProxmoxVersion,
  NodeStatus,
  GuestBackup,
  ProxmoxTask,
  PendingUpdate,
  Disk,
  Access,
} from '../proxmox/parts';

/** Somebody, or a task, keeps a datastore from being used: `offline`, `read-only`, `delete`, `unmount`, `s3-refresh`. */
export interface Maintenance {
  mode: string;
  /** What whoever did it says of it. */
  message: string | null;
}

export interface Datastore {
  name: string;
  usedBytes: number | null;
  sizeBytes: number | null;
  availableBytes: number | null;
  error: string | null;
  /** `mounted`, `notmounted`, `nonremovable`. */
  mount: string;
  /** `filesystem`, or `s3`, which cannot fill up. */
  backend: string;
  /** False for one that says that it has no size; one that may not be seen says nothing. */
  sized: boolean;
  /** PBS's own guess; null without enough points, in the past when it shrinks. */
  estimatedFullMs: number | null;
  deduplicationFactor: number | null;
  maintenance: Maintenance | null;
}

/** A verify, prune, sync or garbage collection job. */
export interface DatastoreJob {
  kind: 'verify' | 'prune' | 'sync' | 'gc';
  id: string;
  datastore: string;
  schedule: string | null;
  nextRunMs: number | null;
  lastRunEndedMs: number | null;
  /** `OK`, `WARNINGS: n`, an error's text; null when it never ran, and while it runs. */
  lastRunState: string | null;
  /** The server forgets then how the run before it ended. */
  running: boolean;
  /** Somebody switched it off. */
  disabled?: true;
  /** Of the datastore, where it is for one namespace and what is below. */
  namespace?: string;
  /** Of a verify job: days after which it verifies anew. */
  outdatedAfterDays?: number;
  /** Of a sync job that brings backups in: where they come from; `remote` is null for another datastore of the same server. */
  from?: { remote: string | null; datastore: string; namespace: string };
}

/** Everything that is asked of a Proxmox Backup Server, by part. */
export interface PbsParts {
  version: ProxmoxVersion;
  permissions: Permissions;
  datastores: readonly Datastore[];
  /** The newest of each group, and how many there are; cheap. */
  groups: ReadonlyArray<{ kind: 'vm' | 'ct' | 'host'; id: string; place: string; newestMs: number; count: number }>;
  snapshots: readonly GuestBackup[];
  /** Sync jobs are not listed to a token without Remote.Audit on /remote, and nothing says so. */
  jobs: readonly DatastoreJob[];
  /** Of the last 24 h; each guest's backup is a task of its own. */
  tasks: readonly ProxmoxTask[];
  /** Backups of the last 35 days, newest first, as far as the server remembers them and will list them at once. */
  backupTasks: readonly ProxmoxTask[];
  nodeStatus: NodeStatus;
  updates: readonly PendingUpdate[];
  disks: readonly Disk[];
  access: Access;
}
