import { fraction } from '../wave';
import type { PveLabCluster } from './cluster';

/** A task that a node has begun. */
export interface LabTask {
  node: string;
  type: string;
  /** What it works on; empty for a job over many guests. */
  subject: string;
  user: string;
  startedAt: number;
  endedAt: number;
  /** `OK`, `WARNINGS: n` or an error's text. */
  status: string;
  /** Lines of its log. */
  log: readonly string[];
}

/** How many a day, on average, of each small task, and how long they take. */
const SMALL = [
  ['vncproxy', 22, 600],
  ['qmsnapshot', 4, 12],
  ['imgcopy', 3, 240],
  ['srvreload', 2, 3],
  ['aptupdate', 2, 14],
] as const;

const HOUR = 3600;

/** Tasks of a node that began after `since` and not after `t`, newest first. */
export function tasksOf(cluster: PveLabCluster, node: string, since: number, t: number): LabTask[] {
  const tasks = [...vzdumpTasks(cluster, node), ...smallTasks(cluster, node, Math.max(since, t - 7 * 24 * HOUR), t)];
  return tasks.filter(({ startedAt }) => startedAt > since && startedAt <= t).sort((a, b) => b.startedAt - a.startedAt);
}

/** A job over many guests is one task on each node, which fails when one guest's backup does. */
function vzdumpTasks({ protection, guests }: PveLabCluster, node: string): LabTask[] {
  return protection.jobs
    .filter(({ enabled }) => enabled)
    .flatMap(({ starts, vmids, exclude, storage }) => {
      const here = guests.filter(
        (guest) => guest.node === node && (vmids === null ? !exclude.includes(guest.vmid) : vmids.includes(guest.vmid))
      );
      return here.length === 0
        ? []
        : starts.map((startedAt) => {
            const failed = storage === 'pbs-1' ? here.filter(({ vmid }) => protection.failed(vmid, startedAt)) : [];
            const names = new Map(here.map(({ vmid, kind }) => [vmid, `${kind === 'lxc' ? 'CT' : 'VM'} ${vmid}`]));
            const log = here.flatMap(({ vmid }) => [
              `INFO: Starting Backup of ${names.get(vmid)} (${here.find((one) => one.vmid === vmid)?.kind})`,
              failed.some((one) => one.vmid === vmid)
                ? `ERROR: Backup of ${names.get(vmid)} failed - job failed with err -125 - Operation canceled`
                : `INFO: Finished Backup of ${names.get(vmid)} (00:03:12)`,
            ]);
            return {
              node,
              type: 'vzdump',
              user: 'root@pam',
              startedAt,
              subject: here.length === 1 ? String(here[0]?.vmid) : '',
              endedAt: startedAt + (storage === 'local' ? 6780 : 5900),
              status: failed.length > 0 ? 'job errors' : 'OK',
              log: ['INFO: starting new backup job: vzdump', ...log],
            };
          });
    });
}

function smallTasks({ seed, guests, people }: PveLabCluster, node: string, since: number, t: number): LabTask[] {
  const here = guests.filter((guest) => guest.node === node && guest.kind === 'qemu');
  const tasks: LabTask[] = [];
  for (let hour = Math.floor(since / HOUR); hour <= t / HOUR; hour++) {
    for (const [type, perDay, seconds] of SMALL) {
      const key = `${node} ${type} ${hour}`;
      if (fraction(seed, key) < perDay / 24) {
        const startedAt = hour * HOUR + Math.floor(fraction(seed, `${key} at`) * HOUR);
        const guest = here[Math.floor(fraction(seed, `${key} guest`) * here.length)];
        const ofGuest = ['vncproxy', 'qmsnapshot', 'imgcopy'].includes(type);
        tasks.push({
          node,
          type,
          startedAt,
          endedAt: startedAt + seconds,
          log: ['TASK OK'],
          subject: ofGuest ? String(guest?.vmid ?? '') : type === 'srvreload' ? 'networking' : '',
          user: ofGuest ? (people.users[1]?.id ?? 'root@pam') : 'root@pam',
          status: type === 'aptupdate' && fraction(seed, `${key} warns`) < 0.15 ? 'WARNINGS: 1' : 'OK',
        });
      }
    }
  }
  return tasks;
}
