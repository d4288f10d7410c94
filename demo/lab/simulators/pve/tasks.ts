import { tasksOf, type LabTask } from '../../model/proxmox/tasks';
import { hostOf, present, Refused, type Endpoint, type PveCall } from './endpoint';

/** `UPID:node:pid:pstart:starttime:type:id:user:` */
function upidOf({ node, type, subject, user, startedAt }: LabTask): string {
  const word = (value: number) => (value >>> 0).toString(16).padStart(8, '0').toUpperCase();
  return `UPID:${node}:${word(pidOf(startedAt))}:${word(startedAt % 9e7)}:${word(startedAt)}:${type}:${subject}:${user}:`;
}

const pidOf = (startedAt: number): number => 1000 + (startedAt % 4_000_000);

function row(task: LabTask, t: number): Record<string, unknown> {
  const { node, type, subject, user, startedAt, endedAt, status } = task;
  const over = endedAt <= t;
  return present({
    upid: upidOf(task),
    node,
    pid: pidOf(startedAt),
    pstart: startedAt % 9e7,
    starttime: startedAt,
    type,
    id: subject,
    user,
    endtime: over ? endedAt : undefined,
    status: over ? status : undefined,
  });
}

/** Tasks of the node that the caller may see. */
function visible(call: PveCall, since: number): LabTask[] {
  const { node } = hostOf(call);
  const { caller, cluster, t } = call;
  const all = caller.permissions.has(`/nodes/${node.name}`, 'Sys.Audit');
  return tasksOf(cluster, node.name, since, t).filter(({ user }) => all || user === caller.user);
}

const kindOf = (status: string): string =>
  status === 'OK' ? 'ok' : status.startsWith('WARNINGS') ? 'warning' : 'error';

function list(call: PveCall): unknown[] {
  const { query, t } = call;
  const number = (name: string, otherwise: number) => Number(query.get(name) ?? otherwise);
  const since = query.has('since') ? number('since', 0) - 1 : t - 7 * 86_400;
  const wanted = query.get('statusfilter')?.split(',');
  const source = query.get('source') ?? 'archive';
  const start = number('start', 0);
  return visible(call, since)
    .filter(({ startedAt }) => startedAt <= number('until', Infinity))
    .filter(({ type }) => (query.get('typefilter') ?? type) === type)
    .filter(({ subject }) => (query.get('vmid') ?? subject) === subject)
    .filter(({ user }) => user.includes(query.get('userfilter') ?? ''))
    .filter(({ endedAt }) => source === 'all' || endedAt <= t === (source === 'archive'))
    .filter(({ status }) => !['1', 'true'].includes(query.get('errors') ?? '') || kindOf(status) !== 'ok')
    .filter(({ status }) => wanted === undefined || wanted.includes(kindOf(status)))
    .slice(start, start + number('limit', 50))
    .map((task) => row(task, t));
}

function find(call: PveCall): LabTask {
  const { upid = '' } = call.parts;
  const task = visible(call, call.t - 30 * 86_400).find((one) => upidOf(one) === upid);
  if (task === undefined) {
    throw new Refused(400, 'Parameter verification failed.\n', { upid: 'no such task' });
  }
  return task;
}

export const taskEndpoints: readonly Endpoint[] = [
  {
    path: '/nodes/{node}/tasks',
    parameters: [
      'errors',
      'limit',
      'since',
      'source',
      'start',
      'statusfilter',
      'typefilter',
      'until',
      'userfilter',
      'vmid',
    ],
    answer: list,
  },
  {
    path: '/nodes/{node}/tasks/{upid}/status',
    answer: (call) => {
      const task = find(call);
      const over = task.endedAt <= call.t;
      const { upid, node, pid, pstart, starttime, type, id, user } = row(task, call.t);
      const common = { upid, node, pid, pstart, starttime, type, id, user };
      return { ...common, status: over ? 'stopped' : 'running', ...(over && { exitstatus: task.status }) };
    },
  },
  {
    path: '/nodes/{node}/tasks/{upid}/log',
    parameters: ['limit', 'start', 'download'],
    answer: (call) => {
      const start = Number(call.query.get('start') ?? 0);
      return find(call)
        .log.map((text, i) => ({ n: i + 1, t: text }))
        .slice(start, start + Number(call.query.get('limit') ?? 50));
    },
  },
];
