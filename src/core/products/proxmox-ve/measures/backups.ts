import { entity, judgeable, measured, onEachNode, unknownEntity, type Seen } from '../../../inventory/measure';
import type { MeasureTable } from '../../../inventory/read';
import { ALL_GUESTS, lacks } from '../../proxmox/completeness';
import type { ProxmoxTask } from '../../proxmox/parts';
import { taskFailed, tasksSince } from '../../proxmox/tasks';
import { pveMeasure } from '../asked';
import { backupCoverage, backupsProblem, isExempt, lastBackups } from '../backups';
import { guestKey, guestLabels } from '../guest';
import type { PveParts } from '../parts';

/** Failed backups by guest; a job over many guests names none, its log does. */
function failedBackups(tasks: readonly ProxmoxTask[], node: string, sinceMs: number, atMs: number): Seen[] {
  const failed = new Map<string, number>();
  for (const task of tasksSince(tasks, sinceMs).filter(({ type }) => type === 'vzdump')) {
    failed.set(task.subject, (failed.get(task.subject) ?? 0) + Number(taskFailed(task)));
  }
  return [...failed].map(([vmid, count]) => {
    const what = vmid === '' ? 'several guests' : `guest ${vmid}`;
    return entity({ node, what, ...(vmid !== '' && { vmid }) }, count, atMs);
  });
}

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
            return [entity({ ...guestLabels(guest), why: found.why }, 1, backupJobs.atMs)];
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

  /** Seconds since the newest backup of each guest that has one. */
  'pve/backup-age': pveMeasure({
    needs: ['resources', 'backups', 'permissions'],
    labels: ['node', 'vmid', 'name'],
    observe: ({ resources, backups, permissions }, { nowMs }) => {
      const last = lastBackups(resources.value.guests, backups.value, permissions.value, nowMs);
      const entities = resources.value.guests.flatMap((guest): Seen[] => {
        const found = last.get(guestKey(guest));
        if (isExempt(guest) || found === undefined || found.state === 'never') {
          return [];
        }
        const age = found.state === 'unknown' ? found.reason : Math.max(0, nowMs - found.atMs) / 1000;
        return [judgeable(guestLabels(guest), age, backups.atMs)];
      });
      return measured(entities, backupsProblem(permissions.value));
    },
  }),

  /** 1 for each guest without any backup. */
  'pve/backup-never': pveMeasure({
    needs: ['resources', 'backups', 'permissions'],
    labels: ['node', 'vmid', 'name'],
    observe: ({ resources, backups, permissions }, { nowMs }) => {
      const last = lastBackups(resources.value.guests, backups.value, permissions.value, nowMs);
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
    observe: ({ tasks }, { nowMs, windowSeconds }) =>
      onEachNode(tasks.value, (list, node, atMs) => failedBackups(list, node, nowMs - windowSeconds * 1000, atMs)),
  }),
} satisfies MeasureTable<PveParts>;
