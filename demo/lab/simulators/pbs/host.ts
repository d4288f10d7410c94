import type { LabPerson } from '../../model/proxmox/people';
import { present } from '../pve/endpoint';
import { pbsUpid, type PbsCall, type PbsEndpoint } from './endpoint';

const GIB = 2 ** 30;
const DAY = 86400;
const KERNEL = '6.14.8-2-pve';

function status({ server, t }: PbsCall): unknown {
  const busy = 0.08 + 0.03 * Math.sin(t / 7200);
  return {
    cpu: busy,
    wait: 0.012,
    loadavg: [busy * 16, busy * 15, busy * 15].map((x) => Math.round(x * 100) / 100),
    kversion: `Linux ${KERNEL} #1 SMP`,
    uptime: Math.round(t - server.story.lastNight.diskFills.from + 70 * DAY),
    cpuinfo: { cpus: 16, model: 'AMD EPYC 9124 16-Core Processor', sockets: 1 },
    memory: { total: 64 * GIB, used: 21 * GIB, free: 43 * GIB },
    swap: { total: 8 * GIB, used: 0, free: 8 * GIB },
    root: { total: 96 * GIB, used: 31 * GIB, avail: 65 * GIB },
    info: { fingerprint: Array.from({ length: 32 }, (_, i) => (i * 7 + 16).toString(16).padStart(2, '0')).join(':') },
    'current-kernel': { sysname: 'Linux', release: KERNEL, machine: 'x86_64', version: '#1 SMP' },
    'boot-info': { mode: 'efi', secureboot: false },
  };
}

interface Task {
  type: string;
  subject: string;
  user: string;
  startedAt: number;
  endedAt: number;
  status: string;
}

const WORKERS = { verify: 'verificationjob', prune: 'prunejob', sync: 'syncjob', gc: 'garbage_collection' } as const;

function tasksOf({ server, t }: PbsCall, since: number): Task[] {
  const backups = server.backupTasks(since, t).map((task) => ({ ...task, type: 'backup', user: 'backup@pbs!pve' }));
  const jobs = server.jobs.flatMap(({ kind, id, store, starts, durationSeconds, state }) =>
    starts
      .filter((start) => start > since && start <= t)
      .map((startedAt) => ({
        type: WORKERS[kind],
        subject: kind === 'gc' ? store : `${store}:${id}`,
        user: 'root@pam',
        startedAt,
        endedAt: startedAt + durationSeconds,
        status: state,
      }))
  );
  return [...backups, ...jobs].sort((a, b) => b.startedAt - a.startedAt);
}

function tasks(call: PbsCall): unknown[] {
  const { query, caller, t } = call;
  const since = query.has('since') ? Number(query.get('since')) - 1 : t - 7 * DAY;
  const all = caller.has('/system/tasks', 'Sys.Audit');
  const start = Number(query.get('start') ?? 0);
  return tasksOf(call, since)
    .filter(({ user }) => all || user === caller.id)
    .filter(({ type }) => type.includes(query.get('typefilter') ?? ''))
    .filter(({ subject }) => subject.startsWith(query.get('store') ?? ''))
    .filter(({ startedAt }) => startedAt <= Number(query.get('until') ?? Infinity))
    .filter(({ endedAt }) => !['1', 'true'].includes(query.get('running') ?? '') || endedAt > t)
    .filter((task) => !['1', 'true'].includes(query.get('errors') ?? '') || task.status !== 'OK')
    .slice(start, start + Number(query.get('limit') ?? 50))
    .map(({ type, subject, user, startedAt, endedAt, status: said }) =>
      present({
        upid: pbsUpid(startedAt, type, subject, user),
        node: 'pbs-1',
        pid: 700 + (startedAt % 3000),
        pstart: startedAt % 9e7,
        starttime: startedAt,
        worker_type: type,
        worker_id: subject,
        user,
        endtime: endedAt <= t ? endedAt : undefined,
        status: endedAt <= t ? said : undefined,
      })
    );
}

function visible({ server, caller }: PbsCall): LabPerson[] {
  const own: LabPerson = {
    id: caller.user,
    realm: 'pbs',
    enabled: true,
    expires: 0,
    name: 'Ops Rounds',
    groups: [],
    factors: [],
    tokens: [{ id: caller.id.split('!')[1] ?? '', expires: 0, separated: true, comment: 'Grafana' }],
  };
  return caller.has('/access/users', 'Sys.Audit') ? [...server.people.users, own] : [own];
}

function users(call: PbsCall): unknown[] {
  const withTokens = ['1', 'true'].includes(call.query.get('include_tokens') ?? '');
  return visible(call).map(({ id, enabled, expires, name, tokens }) =>
    present({
      userid: id,
      enable: enabled,
      expire: expires,
      firstname: name.split(' ')[0] || undefined,
      tokens: withTokens
        ? tokens.map((token) => ({ tokenid: `${id}!${token.id}`, enable: true, expire: token.expires }))
        : undefined,
    })
  );
}

const secondFactors = (call: PbsCall): unknown[] =>
  visible(call)
    .filter(({ factors }) => factors.length > 0)
    .map(({ id, factors }) => ({
      userid: id,
      'totp-locked': false,
      entries: factors.map((type) => ({
        id: `${type}-1`,
        type,
        created: 1_760_000_000,
        description: type,
        enable: true,
      })),
    }));

const update = (name: string, version: string, old: string, origin: string) => ({
  Package: name,
  Version: version,
  OldVersion: old,
  Origin: origin,
  Arch: 'amd64',
  Priority: 'optional',
  Section: 'admin',
  Title: name,
  Description: name,
});

export const hostEndpoints: readonly PbsEndpoint[] = [
  { path: '/version', answer: () => ({ version: '4.1.2', release: '1', repoid: 'b2c3d4e5f6071829' }) },
  { path: '/access/permissions', parameters: ['auth-id', 'path'], answer: ({ caller }) => caller.dump() },
  { path: '/access/users', parameters: ['include_tokens'], answer: users },
  { path: '/access/tfa', answer: secondFactors },
  {
    path: '/access/acl',
    parameters: ['exact', 'path'],
    answer: ({ server, caller }) =>
      caller.has('/access/acl', 'Sys.Audit')
        ? server.people.acl.map(({ path, role, subject, kind, propagate }) => ({
            path,
            roleid: role,
            ugid: subject,
            ugid_type: kind === 'group' ? 'group' : 'user',
            propagate,
          }))
        : [],
  },
  {
    path: '/access/domains',
    answer: () => [
      { realm: 'pam', type: 'pam', comment: 'Linux PAM standard authentication' },
      { realm: 'pbs', type: 'pbs', comment: 'Proxmox Backup authentication server', default: true },
    ],
  },
  { path: '/nodes', answer: () => [{ node: 'localhost' }] },
  { path: '/nodes/{node}/status', needs: { path: '/system/status', privilege: 'Sys.Audit' }, answer: status },
  {
    path: '/nodes/{node}/tasks',
    parameters: [
      'errors',
      'limit',
      'running',
      'since',
      'start',
      'statusfilter',
      'store',
      'typefilter',
      'until',
      'userfilter',
    ],
    answer: tasks,
  },
  {
    path: '/nodes/{node}/apt/update',
    needs: { path: '/', privilege: 'Sys.Audit' },
    answer: () => [
      update('proxmox-backup-server', '4.1.4-1', '4.1.2-1', 'Proxmox'),
      update('openssl', '3.5.4-1~deb13u1', '3.5.1-1', 'Debian'),
    ],
  },
  {
    path: '/nodes/{node}/apt/versions',
    needs: { path: '/', privilege: 'Sys.Audit' },
    answer: () => [update('proxmox-backup-server', '4.1.4-1', '4.1.2-1', 'Proxmox')],
  },
  {
    path: '/nodes/{node}/disks/list',
    needs: { path: '/system/disks', privilege: 'Sys.Audit' },
    parameters: ['include-partitions', 'skipsmart', 'usage-type'],
    answer: () =>
      Array.from({ length: 4 }, (_, i) => ({
        name: `sd${'abcd'[i]}`,
        devpath: `/dev/sd${'abcd'[i]}`,
        'disk-type': i === 0 ? 'ssd' : 'hdd',
        gpt: true,
        model: i === 0 ? 'MZ7L3480HCHQ' : 'ST12000NM002J',
        serial: `ZTN0${i}7QX`,
        size: (i === 0 ? 480 : 12_000) * 1e9,
        status: 'passed',
        used: i === 0 ? 'partitions' : 'zfs',
        ...(i === 0 && { wearout: 96 }),
      })),
  },
  {
    path: '/nodes/{node}/certificates/info',
    needs: { path: '/system/certificates', privilege: 'Sys.Modify' },
    answer: () => [],
  },
  { path: '/nodes/{node}/syslog', needs: { path: '/system/log', privilege: 'Sys.Audit' }, answer: () => [] },
  {
    path: '/nodes/{node}/subscription',
    answer: () => ({ status: 'notfound', message: 'There is no subscription key' }),
  },
];
