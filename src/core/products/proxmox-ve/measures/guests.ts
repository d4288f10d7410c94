import type { Reason } from '../../../check/verdict';
import { judgeable, measured, noData, unknownEntity } from '../../../inventory/measure';
import type { MeasureTable, Read } from '../../../inventory/read';
import { ALL_GUESTS, lacks } from '../../proxmox/completeness';
import type { ProxmoxTask } from '../../proxmox/parts';
import { pveMeasure } from '../asked';
import { guestKey, guestLabels } from '../guest';
import type { PveGuest, PveParts } from '../parts';

/** Tasks that put a lock on a guest, by the lock. A guest that is suspended to disk is locked on purpose. */
const LOCKING_TASKS: ReadonlyMap<string, readonly string[]> = new Map([
  ['backup', ['vzdump']],
  ['migrate', ['qmigrate', 'vzmigrate']],
  ['snapshot', ['qmsnapshot', 'vzsnapshot']],
  ['snapshot-delete', ['qmdelsnapshot', 'vzdelsnapshot']],
  ['rollback', ['qmrollback', 'vzrollback']],
  ['clone', ['qmclone', 'vzclone']],
  ['create', ['qmcreate', 'vzcreate', 'qmrestore', 'vzrestore']],
]);
const MEANT = new Set(['suspended']);

/** HA decides whether these run, whatever they do on boot. */
const HA_KEEPS_DOWN = new Set(['stopped', 'disabled', 'ignored']);

/** The inventory lags behind: a task that has ended since may have held the lock that it shows. */
const LAG_MS = 60_000;

/**
 * Seconds since the task began that holds the lock, or that nobody knows. A task that is over does not hold it: a backup that
 * broke off leaves its lock behind, and each night's attempt after it fails on that lock and says nothing of its age.
 */
function lockedFor(
  { vmid, node, lock }: PveGuest,
  tasks: Read<PveParts['tasks']>,
  seenMs: number,
  nowMs: number
): number | Reason {
  const ofNode = tasks.ok ? tasks.value.get(node) : undefined;
  const types = LOCKING_TASKS.get(lock ?? '') ?? [];
  const holders = (ofNode?.ok ? ofNode.value : []).filter(
    (task) => types.includes(task.type) && concerns(task, vmid) && (task.endedMs ?? Infinity) >= seenMs - LAG_MS
  );
  const newestMs = Math.max(...holders.map(({ startedMs }) => startedMs));
  return holders.length === 0 ? noData(`locked (${lock}), age unknown`) : Math.max(0, nowMs - newestMs) / 1000;
}

/** A job over many guests names none; only while it runs may it be the one that holds the lock. */
function concerns({ subject, endedMs }: ProxmoxTask, vmid: number): boolean {
  return subject === String(vmid) || (subject === '' && endedMs === null);
}

const unknownStatus = (node: string) => noData(`The cluster has no fresh word of it; it is on ${node}.`);

/** Proxmox VE 7 does not promise to list locks: as long as it shows none, that nothing is locked cannot be told. */
function listsLocks(guests: readonly PveGuest[], version: Read<PveParts['version']>): boolean {
  const isOld = version.ok && Number.parseInt(version.value.version, 10) < 8;
  return !isOld || guests.some(({ lock }) => lock !== null);
}

export const guestMeasures = {
  /** 1 for each guest whose state is known; unknown for the others. */
  'pve/guest-known': pveMeasure({
    needs: ['resources', 'permissions'],
    labels: ['node', 'vmid', 'name'],
    observe: ({ resources: { value, atMs }, permissions }) =>
      measured(
        value.guests.map((guest) =>
          judgeable(guestLabels(guest), guest.status === 'unknown' ? unknownStatus(guest.node) : 1, atMs)
        ),
        lacks(permissions.value, ALL_GUESTS)
      ),
  }),

  'pve/guest-running': pveMeasure({
    needs: ['resources', 'configs', 'permissions'],
    labels: ['node', 'vmid', 'name'],
    observe: ({ resources: { value, atMs }, configs, permissions }) => {
      const entities = value.guests.flatMap((guest) => {
        const config = configs.value.get(guestKey(guest));
        if (guest.template || HA_KEEPS_DOWN.has(guest.haState ?? '') || (config?.ok && !config.value.onBoot)) {
          return [];
        }
        if (config?.ok !== true) {
          return [unknownEntity(guestLabels(guest), config?.reason ?? noData('Its configuration was not read.'))];
        }
        // A backup in stop mode takes it down for a moment.
        const up = guest.status === 'running' || guest.lock !== null;
        return [
          judgeable(guestLabels(guest), guest.status === 'unknown' ? unknownStatus(guest.node) : Number(up), atMs),
        ];
      });
      return measured(entities, lacks(permissions.value, ALL_GUESTS));
    },
  }),

  'pve/guest-locked': pveMeasure({
    needs: ['resources', 'permissions'],
    wants: ['tasks', 'version'],
    labels: ['node', 'vmid', 'name', 'lock'],
    observe: ({ resources: { value, atMs }, tasks, permissions, version }, { nowMs }) => {
      const areListed = listsLocks(value.guests, version);
      const entities = value.guests.map((guest) => {
        const { lock } = guest;
        if (lock === null || MEANT.has(lock)) {
          return judgeable(guestLabels(guest), areListed ? 0 : noData('This version need not list locks.'), atMs);
        }
        return judgeable({ ...guestLabels(guest), lock }, lockedFor(guest, tasks, atMs, nowMs), atMs);
      });
      return measured(entities, lacks(permissions.value, ALL_GUESTS));
    },
  }),
} satisfies MeasureTable<PveParts>;
