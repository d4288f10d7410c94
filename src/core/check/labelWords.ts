import type { CheckDefinition } from './definition';

/** What labels and their values are called for people, in all packs; a check may call its own by other names. */

type Named = Pick<CheckDefinition, 'labels'>;

/** Columns of entities. A label that is not here is called by its own words. */
const NAMES: Readonly<Record<string, string>> = {
  alertname: 'Alert',
  backup_location_name: 'Backup storage',
  ceph_daemon: 'Daemon',
  cronjob: 'CronJob',
  customresource_kind: 'Kind',
  daemonset: 'DaemonSet',
  datasource: 'Data source',
  destination: 'Cluster reached',
  every: 'Backed up each',
  exported_namespace: 'Namespace',
  id: 'Name',
  image_repository: 'Image',
  instance: 'Instance',
  jenkins_job: 'Job',
  job: 'Job',
  job_name: 'Job',
  manager: 'HA manager',
  mountpoint: 'Mounted at',
  persistentvolumeclaim: 'Volume claim',
  ref: 'Branch',
  renewal: 'Renewal',
  route: 'Route',
  rule_group: 'Rule group',
  secret_name: 'Secret',
  sid: 'HA service',
  statefulset: 'StatefulSet',
  superseded: 'Replaced',
  vm_id: 'Guest ID',
  vm_name: 'Guest',
  vmid: 'Guest ID',
  what: 'Guest',
  where: 'On',
};

/** Values that a system writes for itself, as words. */
const VALUES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  condition: {
    MemoryPressure: 'memory pressure',
    DiskPressure: 'disk pressure',
    PIDPressure: 'too many processes',
    NetworkUnavailable: 'no network',
    KernelDeadlock: 'a kernel deadlock',
    ReadonlyFilesystem: 'a read-only filesystem',
  },
  health: { Degraded: 'degraded', Missing: 'missing', Progressing: 'progressing', Suspended: 'suspended' },
  kind: { verify: 'verification', prune: 'prune', sync: 'sync', gc: 'garbage collection' },
  lock: {
    'snapshot-delete': 'the removal of a snapshot',
    backup: 'a backup',
    clone: 'a clone',
    create: 'its creation',
    disk: 'a change of its disks',
    migrate: 'a migration',
    rollback: 'a rollback',
    snapshot: 'a snapshot',
    suspending: 'its suspension',
  },
  manager: { lrm: 'local', master: 'cluster' },
  renewal: { ahead: 'planned' },
  resource: { cpu: 'the CPU', io: 'the disks', memory: 'memory' },
  state: {
    error: 'error',
    fence: 'fenced',
    request_start: 'about to start',
    request_start_balance: 'about to start elsewhere',
    request_stop: 'about to stop',
    wait_for_agent_lock: 'waiting for its lock',
    lost_agent_lock: 'its lock is lost',
  },
  status: { notfound: 'none', new: 'new', expired: 'expired', invalid: 'not valid', suspended: 'suspended' },
  superseded: { yes: 'by a newer one' },
  type: {
    ...worded('backup', 'vzdump'),
    ...worded('clone', 'qmclone', 'vzclone'),
    ...worded('copy of a disk', 'imgcopy'),
    ...worded('creation of a guest', 'qmcreate', 'vzcreate'),
    ...worded('garbage collection', 'garbage_collection'),
    ...worded('migration', 'qmigrate', 'vzmigrate'),
    ...worded('migration by HA', 'hamigrate'),
    ...worded('move of a disk', 'qmmove', 'move_volume'),
    ...worded('prune', 'prunejob'),
    ...worded('restore', 'qmrestore', 'vzrestore', 'reader'),
    ...worded('removal of a guest', 'qmdestroy', 'vzdestroy'),
    ...worded('removal of a snapshot', 'qmdelsnapshot', 'vzdelsnapshot'),
    ...worded('rollback', 'qmrollback', 'vzrollback'),
    ...worded('shutdown of a guest', 'qmshutdown', 'vzshutdown'),
    ...worded('snapshot', 'qmsnapshot', 'vzsnapshot'),
    ...worded('start of a guest', 'qmstart', 'vzstart', 'hastart'),
    ...worded('start of all guests', 'startall'),
    ...worded('stop of a guest', 'qmstop', 'vzstop', 'hastop'),
    ...worded('sync', 'syncjob'),
    ...worded('update of the package lists', 'aptupdate'),
    ...worded('verification', 'verify', 'verificationjob', 'verify_group', 'verify_snapshot'),
  },
  why: {
    'in no job': 'it is in none',
    'only in a disabled job': 'it is only in a disabled one',
    'only in a job without a schedule': 'it is only in one without a schedule',
  },
};

function worded(words: string, ...values: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(values.map((value) => [value, words]));
}

/** Names that a system puts together, as words: `storage/pve-a1/local` of pve-exporter. */
const COMPOSED: Readonly<Record<string, ReadonlyArray<readonly [RegExp, string]>>> = {
  id: [
    [/^storage\/([^/]+)\/(.+)$/, 'storage $2 on $1'],
    [/^(node|cluster)\/(.+)$/, '$1 $2'],
  ],
};

/** `mountpoint` as a column's heading: "Mounted at". */
export function labelName({ labels }: Named, label: string): string {
  const name = labels?.[label]?.name ?? NAMES[label];
  if (name !== undefined) {
    return name;
  }
  const words = label.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The name of a label within a sentence: "mounted at", "guest ID". */
export function labelWord(named: Named, label: string): string {
  const name = labelName(named, label);
  return /^\p{Lu}\p{Ll}/u.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}

/** The value of a label as words, `notfound` as "none"; a value that is a name already stays. */
export function labelValue({ labels }: Named, label: string, value: string): string {
  const values = labels?.[label]?.values ?? VALUES[label];
  if (values !== undefined && Object.hasOwn(values, value)) {
    return values[value] ?? value;
  }
  const [pattern, words] = COMPOSED[label]?.find(([one]) => one.test(value)) ?? [];
  return pattern === undefined || words === undefined ? value : value.replace(pattern, words);
}
