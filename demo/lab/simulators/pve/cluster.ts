import { CEPH_FSID, CEPH_VERSION, type LabCeph } from '../../model/ceph';
import type { LabBackupJob } from '../../model/proxmox/protection';
import { countUntil } from '../../model/wave';
import { atLeast, flag, present, Refused, type Endpoint, type PveCall } from './endpoint';

const root = { path: '/', any: ['Sys.Audit'] };
const ofCeph = { path: '/', any: ['Sys.Audit', 'Datastore.Audit'] };

function nextRun({ starts, enabled }: LabBackupJob, t: number): number | undefined {
  return enabled ? starts[countUntil(starts, t)] : undefined;
}

function jobRow(job: LabBackupJob, { t, version }: PveCall): Record<string, unknown> {
  const { id, enabled, schedule, storage, vmids, exclude, comment } = job;
  return present({
    id,
    type: 'vzdump',
    enabled: enabled ? 1 : 0,
    schedule,
    storage,
    comment,
    mode: 'snapshot',
    compress: 'zstd',
    all: flag(vmids === null),
    vmid: vmids?.join(','),
    exclude: exclude.length > 0 ? exclude.join(',') : undefined,
    'next-run': nextRun(job, t),
    'notes-template': '{{guestname}}',
    // Until 8 as the file has it, then as an object.
    'prune-backups': atLeast(version, '8.4') ? { 'keep-daily': '7', 'keep-weekly': '4' } : 'keep-daily=7,keep-weekly=4',
  });
}

/** `included_volumes`: every guest that the job names, enabled or not, with what it takes of it. */
function includedVolumes({ cluster, parts }: PveCall): unknown {
  const job = cluster.protection.jobs.find(({ id }) => id === parts['id']);
  if (job === undefined) {
    throw new Refused(400, 'Parameter verification failed.\n', { id: "No such job '" + parts['id'] + "'" });
  }
  const { vmids, exclude } = job;
  const guests = cluster.guests.filter(({ vmid }) => (vmids === null ? !exclude.includes(vmid) : vmids.includes(vmid)));
  return {
    children: guests.map(({ vmid, kind, name, disks }) => ({
      id: vmid,
      type: kind,
      name,
      children: disks.map(({ slot, storage, backup }, i) => ({
        id: slot,
        name: `${storage}:vm-${vmid}-disk-${i}`,
        included: backup ? 1 : 0,
        reason: kind === 'qemu' ? `backup=${backup ? 'yes' : 'no'}` : slot === 'rootfs' ? 'rootfs' : 'enabled',
      })),
    })),
  };
}

function notBackedUp({ cluster, caller }: PveCall): unknown[] {
  // As the real one: disabled jobs count, templates are not left out.
  const covered = (vmid: number) =>
    cluster.protection.jobs.some(({ vmids, exclude }) =>
      vmids === null ? !exclude.includes(vmid) : vmids.includes(vmid)
    );
  return cluster.guests
    .filter(({ vmid }) => !covered(vmid) && caller.permissions.has(`/vms/${vmid}`, 'VM.Audit'))
    .map(({ vmid, kind, name }) => ({ vmid, type: kind, name }));
}

function highAvailability({ cluster, isOnline, t, version }: PveCall): unknown[] {
  const nodes = cluster.hosts.map(({ node }) => node.name);
  const online = nodes.filter(isOnline);
  const quorate = online.length * 2 > nodes.length;
  const master = online[0] ?? nodes[0] ?? '';
  const said = (node: string) => Math.floor(isOnline(node) ? t - 4 : t - 900);
  const when = (node: string) => new Date(said(node) * 1000).toUTCString();
  const services = cluster.guests.filter(({ vmid }) => cluster.protection.managed.includes(vmid));
  return [
    { id: 'quorum', type: 'quorum', node: master, status: quorate ? 'OK' : 'No quorum!', quorate: quorate ? 1 : 0 },
    ...(version === '9.1'
      ? [{ id: 'fencing', type: 'fencing', node: master, status: 'armed', 'armed-state': 'armed' }]
      : []),
    {
      id: 'master',
      type: 'master',
      node: master,
      status: `${master} (active, ${when(master)})`,
      timestamp: said(master),
    },
    ...nodes.map((node) => {
      const status = isOnline(node) ? 'active' : 'old timestamp - dead?';
      return {
        id: `lrm:${node}`,
        type: 'lrm',
        node,
        status: `${node} (${status}, ${when(node)})`,
        timestamp: said(node),
      };
    }),
    ...services.map(({ kind, vmid, node, status }) => {
      const sid = `${kind === 'lxc' ? 'ct' : 'vm'}:${vmid}`;
      const wanted = status === 'running' ? 'started' : 'stopped';
      const state = isOnline(node) ? wanted : 'fence';
      return {
        id: `service:${sid}`,
        type: 'service',
        sid,
        node,
        state,
        crm_state: state,
        request_state: wanted,
        status: `${node} (${state})`,
        max_restart: 1,
        max_relocate: 1,
      };
    }),
  ];
}

/** What `ceph status` says; hosts without Ceph have no such program. */
function cephStatus({ cluster, t }: PveCall): unknown {
  const ceph = installed(cluster.ceph);
  const osds = ceph.osds.filter(({ known }) => known(t));
  const up = osds.filter((osd) => osd.up(t)).length;
  const pgs = ceph.pools.reduce((sum, pool) => sum + pool.pgs, 0);
  const isWell = ceph.health(t) === 0;
  const down = { severity: 'HEALTH_WARN', summary: { message: '1 osds down', count: 1 }, muted: false };
  return {
    fsid: CEPH_FSID,
    health: { status: isWell ? 'HEALTH_OK' : 'HEALTH_WARN', checks: isWell ? {} : { OSD_DOWN: down }, mutes: [] },
    quorum: [0, 1, 2],
    quorum_names: ceph.hosts.slice(0, 3),
    monmap: { epoch: 3, num_mons: 3, min_mon_release_name: 'squid' },
    osdmap: { epoch: 412, num_osds: osds.length, num_up_osds: up, num_in_osds: osds.length, num_remapped_pgs: 0 },
    pgmap: {
      pgs_by_state: isWell
        ? [{ state_name: 'active+clean', count: pgs }]
        : [
            { state_name: 'active+undersized+degraded', count: 60 },
            { state_name: 'active+clean', count: pgs - 60 },
          ],
      num_pgs: pgs,
      num_pools: ceph.pools.length,
      num_objects: ceph.pools.reduce((sum, pool) => sum + pool.objects(t), 0),
      bytes_used: Math.round(ceph.usedBytes(t)),
      bytes_total: ceph.totalBytes(t),
      bytes_avail: Math.round(ceph.totalBytes(t) - ceph.usedBytes(t)),
    },
    mgrmap: { available: true, num_standbys: 1 },
  };
}

/** `ceph osd tree` with what each holds, as Proxmox nests it. */
function cephOsds({ cluster: { ceph }, t }: PveCall): unknown {
  const { hosts, osds } = installed(ceph);
  const known = osds.filter((osd) => osd.known(t));
  const hostRows = hosts.map((host, at) => ({
    id: -2 - at,
    name: host,
    type: 'host',
    leaf: 0,
    version: CEPH_VERSION,
    children: known
      .filter((osd) => osd.host === host)
      .map((osd) => ({
        id: osd.id,
        name: `osd.${osd.id}`,
        type: 'osd',
        host,
        leaf: 1,
        status: osd.up(t) ? 'up' : 'down',
        in: 1,
        reweight: 1,
        crush_weight: 3.49,
        device_class: 'nvme',
        osdtype: 'bluestore',
        ceph_version_short: CEPH_VERSION,
        total_space: osd.sizeBytes,
        bytes_used: Math.round(osd.usedBytes(t)),
        percent_used: (osd.usedBytes(t) / osd.sizeBytes) * 100,
      })),
  }));
  const root = { id: -1, name: 'default', type: 'root', leaf: 0, children: hostRows };
  return { root: { leaf: 0, children: [root] }, flags: 'sortbitwise,recovery_deletes,purged_snapdirs,pglog_hardlimit' };
}

function cephPools({ cluster: { ceph }, t }: PveCall): unknown {
  return installed(ceph).pools.map((pool) => ({
    pool: pool.id,
    pool_name: pool.name,
    type: pool.type,
    size: pool.copies,
    min_size: pool.copies - 1,
    pg_num: pool.pgs,
    pg_autoscale_mode: 'on',
    crush_rule: 0,
    crush_rule_name: 'replicated_rule',
    bytes_used: Math.round(pool.rawBytes(t)),
    percent_used: pool.storedBytes(t) / (pool.storedBytes(t) + pool.maxAvailBytes(t)),
  }));
}

function installed(ceph: LabCeph | null): LabCeph {
  if (ceph === null) {
    throw new Refused(500, 'binary not installed: /usr/bin/ceph-mon\n');
  }
  return ceph;
}

export const clusterEndpoints: readonly Endpoint[] = [
  {
    path: '/cluster/backup',
    needs: root,
    answer: (call) => call.cluster.protection.jobs.map((job) => jobRow(job, call)),
  },
  { path: '/cluster/backup/{id}/included_volumes', needs: root, answer: includedVolumes },
  { path: '/cluster/backup-info/not-backed-up', needs: root, answer: notBackedUp },
  { path: '/cluster/ha/status/current', needs: root, answer: highAvailability },
  {
    path: '/cluster/ceph/status',
    needs: ofCeph,
    answer: cephStatus,
  },
  { path: '/nodes/{node}/ceph/osd', needs: ofCeph, answer: cephOsds },
  { path: '/nodes/{node}/ceph/pool', needs: ofCeph, answer: cephPools },
  {
    path: '/cluster/firewall/options',
    needs: root,
    // Switched off it says nothing of itself.
    answer: ({ cluster }) =>
      cluster.name === 'pve-b' ? {} : { enable: 1, policy_in: 'DROP', policy_out: 'ACCEPT', ebtables: 1 },
  },
];
