import { entity, judgeable, measured, onEachNode, unknownEntity, type Seen } from '../../../inventory/measure';
import type { MeasureTable } from '../../../inventory/read';
import { ALL_GUESTS, lacks } from '../../proxmox/completeness';
import type { ProxmoxTask } from '../../proxmox/parts';
import { endedAs, failuresOf, tasksSince } from '../../proxmox/tasks';
import { pveMeasure } from '../asked';
import {
  backupCoverage,
  backupIntervals,
  backupsProblem,
  isExempt,
  lastBackups,
  rhythmOf,
  type Coverage,
} from '../backups';
import { guestKey, guestLabels } from '../guest';
import type { PveParts } from '../parts';

/** When the newest run ended well of each guest that a task names; a job over many guests names none. */
function lastGoodRuns(tasks: PveParts['tasks']): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const read of tasks.values()) {
    for (const { type, subject, startedMs, endedMs, status } of read.ok ? read.value : []) {
      const isGood = endedMs !== null && ['ok', 'warnings'].includes(endedAs(status));
      if (type === 'vzdump' && subject !== '' && isGood) {
        found.set(subject, Math.max(startedMs, found.get(subject) ?? 0));
      }
    }
  }
  return found;
}

/**
 * Failed backups by guest, but for those after which one of the same guest went well; a job over many guests names none, its log
 * does, and which job it was nobody says.
 */
function failedBackups(
  tasks: readonly ProxmoxTask[],
  node: string,
  sinceMs: number,
  atMs: number,
  goodMs: ReadonlyMap<string, number>
): Seen[] {
  const bySubject = new Map<string, ProxmoxTask[]>();
  for (const task of tasksSince(tasks, sinceMs).filter(({ type }) => type === 'vzdump')) {
    bySubject.set(task.subject, [...(bySubject.get(task.subject) ?? []), task]);
  }
  return [...bySubject].map(([vmid, all]) => {
    const what = vmid === '' ? 'several guests' : `guest ${vmid}`;
    const live = all.filter(({ startedMs }) => startedMs >= (goodMs.get(vmid) ?? 0));
    return judgeable({ node, what, ...(vmid !== '' && { vmid }) }, failuresOf(live), atMs);
  });
}

const WORDS: Readonly<Record<Extract<Coverage, { state: 'uncovered' }>['why'], string>> = {
  'no-job': 'in no job',
  'job-off': 'only in a disabled job',
  'job-unscheduled': 'only in a job without a schedule',
  'all-volumes-left-out': 'all its disks are left out',
};

export const backupMeasures = {
  /** 1 for each guest that no job backs up. */
  'pve/backup-uncovered': pveMeasure({
    needs: ['resources', 'backupJobs', 'permissions'],
    labels: ['node', 'vmid', 'name', 'why'],
    observe: ({ resources, backupJobs, permissions }) => {
      const coverage = backupCoverage(resources.value.guests, backupJobs.value);
      const entities = resources.value.guests.flatMap((guest): Seen[] => {
        const found = coverage.get(guest.vmid);
        switch (found?.state) {
          case 'covered':
            return [entity(guestLabels(guest), 0, backupJobs.atMs)];
          case 'uncovered':
            return [entity({ ...guestLabels(guest), why: WORDS[found.why] }, 1, backupJobs.atMs)];
          case 'unknown':
            return [unknownEntity(guestLabels(guest), found.reason)];
          default:
            return [];
        }
      });
      return measured(entities, lacks(permissions.value, ALL_GUESTS));
    },
  }),

  /** Disks that are left out of the backups of a guest that is backed up. */
  'pve/backup-excluded-disks': pveMeasure({
    needs: ['resources', 'backupJobs', 'permissions'],
    labels: ['node', 'vmid', 'name', 'disks'],
    observe: ({ resources, backupJobs, permissions }) => {
      const coverage = backupCoverage(resources.value.guests, backupJobs.value);
      const entities = resources.value.guests.flatMap((guest) => {
        const found = coverage.get(guest.vmid);
        if (found?.state !== 'covered') {
          return [];
        }
        const disks = found.leftOut.map(({ name }) => name).join(' ');
        return [entity({ ...guestLabels(guest), disks }, found.leftOut.length, backupJobs.atMs)];
      });
      return measured(entities, lacks(permissions.value, ALL_GUESTS));
    },
  }),

  /** Seconds since the newest backup of each guest that has one; `every` says how often its jobs back it up, where that is known. */
  'pve/backup-age': pveMeasure({
    needs: ['resources', 'backups', 'permissions'],
    wants: ['backupJobs', 'tasks'],
    labels: ['node', 'vmid', 'name', 'every'],
    observe: ({ resources, backups, backupJobs, tasks, permissions }, { nowMs }) => {
      const intervals = backupIntervals(backupJobs);
      const last = lastBackups(
        resources.value.guests,
        { backups: backups.value, permissions: permissions.value, tasks },
        nowMs
      );
      const entities = resources.value.guests.flatMap((guest): Seen[] => {
        const found = last.get(guestKey(guest));
        if (isExempt(guest) || found === undefined || found.state === 'never') {
          return [];
        }
        const age = found.state === 'unknown' ? found.reason : Math.max(0, nowMs - found.atMs) / 1000;
        const interval = intervals.get(guest.vmid);
        const every = interval !== undefined && typeof age === 'number' && { every: rhythmOf(interval) };
        return [judgeable({ ...guestLabels(guest), ...every }, age, backups.atMs)];
      });
      return measured(entities, backupsProblem(permissions.value));
    },
  }),

  /** 1 for each guest without any backup of its own. */
  'pve/backup-never': pveMeasure({
    needs: ['resources', 'backups', 'permissions'],
    wants: ['tasks'],
    labels: ['node', 'vmid', 'name'],
    observe: ({ resources, backups, tasks, permissions }, { nowMs }) => {
      const last = lastBackups(
        resources.value.guests,
        { backups: backups.value, permissions: permissions.value, tasks },
        nowMs
      );
      const entities = resources.value.guests.flatMap((guest): Seen[] => {
        const found = last.get(guestKey(guest));
        if (isExempt(guest) || found === undefined) {
          return [];
        }
        const never = found.state === 'unknown' ? found.reason : Number(found.state === 'never');
        return [judgeable(guestLabels(guest), never, backups.atMs)];
      });
      return measured(entities, backupsProblem(permissions.value));
    },
  }),

  'pve/backup-task-failures': pveMeasure({
    needs: ['tasks'],
    labels: ['node', 'vmid', 'what'],
    observe: ({ tasks }, { nowMs, windowSeconds }) => {
      const goodMs = lastGoodRuns(tasks.value);
      return onEachNode(tasks.value, (list, node, atMs) =>
        failedBackups(list, node, nowMs - windowSeconds * 1000, atMs, goodMs)
      );
    },
  }),
} satisfies MeasureTable<PveParts>;
