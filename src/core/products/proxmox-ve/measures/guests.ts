import type { Reason } from '../../../check/verdict';
import { entity, judgeable, measured, noData, since, strangeWord, unknownEntity } from '../../../inventory/measure';
import type { MeasureTable, Read } from '../../../inventory/read';
import { ALL_GUESTS, lacks } from '../../proxmox/completeness';
import { pveMeasure } from '../asked';
import { guestKey, guestLabels } from '../guest';
import { guestState, guestWord } from '../guestState';
import { listsLocks, lockedFor, lockHolder, SUSPENDED } from '../locks';
import type { PveGuest, PveParts } from '../parts';
import { suspendedBy } from '../suspended';

/** HA decides whether these run, whatever they do on boot; one that HA ignores starts as if there were none. */
const HA_KEEPS_DOWN = new Set(['stopped', 'disabled']);

/** Why nothing is known by the status of a guest. */
function unknownStatus({ status, node }: PveGuest): Reason {
  return status === 'unknown' ? noData(`The cluster has no fresh word of it; it is on ${node}.`) : strangeWord(status);
}

/**
 * Whether one that starts on boot is up. A task that holds its lock may have taken it down for a while, as a backup in stop mode
 * does; a lock that no task holds is no reason. Undefined for what is neither up nor down: that is not judged by this.
 */
function isUp(guest: PveGuest, tasks: Read<PveParts['tasks']>, seenMs: number): number | Reason | undefined {
  switch (guestWord(guest.status)?.is) {
    case undefined:
      return unknownStatus(guest);
    case 'up':
      return 1;
    case 'down': {
      if (guest.lock === null) {
        return 0;
      }
      if (guest.lock === SUSPENDED) {
        return undefined;
      }
      const ofNode = tasks.ok ? tasks.value.get(guest.node) : tasks;
      return ofNode?.ok === false ? ofNode.reason : Number(lockHolder(guest, tasks, seenMs) !== null);
    }
    default:
      return undefined;
  }
}

export const guestMeasures = {
  /** 1 for each guest whose state is known; unknown for the others. */
  'pve/guest-known': pveMeasure({
    needs: ['resources', 'permissions'],
    labels: ['node', 'vmid', 'name'],
    observe: ({ resources: { value, atMs }, permissions }) =>
      measured(
        value.guests.map((guest) =>
          judgeable(guestLabels(guest), guestWord(guest.status) === null ? unknownStatus(guest) : 1, atMs)
        ),
        lacks(permissions.value, ALL_GUESTS)
      ),
  }),

  /** 2 for each guest that stands on an error, 1 for one that is paused or on its way, whatever its configuration says. */
  'pve/guest-state': pveMeasure({
    needs: ['resources', 'permissions'],
    wants: ['tasks'],
    labels: ['node', 'vmid', 'name', 'state'],
    observe: ({ resources: { value, atMs }, tasks, permissions }) => {
      const entities = value.guests.map((guest) => {
        const state = guestState(guest);
        if (state === null) {
          return unknownEntity(guestLabels(guest), unknownStatus(guest));
        }
        const by = state.value === 1 ? suspendedBy(guest, tasks) : null;
        const says = by === null ? state.says : `${state.says} by ${by.user}`;
        return since(entity({ ...guestLabels(guest), state: says }, state.value, atMs), by?.startedMs ?? null);
      });
      return measured(entities, lacks(permissions.value, ALL_GUESTS));
    },
  }),

  'pve/guest-running': pveMeasure({
    needs: ['resources', 'configs', 'permissions'],
    wants: ['tasks'],
    labels: ['node', 'vmid', 'name'],
    observe: ({ resources: { value, atMs }, configs, tasks, permissions }) => {
      const entities = value.guests.flatMap((guest) => {
        const config = configs.value.get(guestKey(guest));
        if (guest.template || HA_KEEPS_DOWN.has(guest.haState ?? '') || (config?.ok && !config.value.onBoot)) {
          return [];
        }
        if (config?.ok !== true) {
          return [unknownEntity(guestLabels(guest), config?.reason ?? noData('Its configuration was not read.'))];
        }
        const up = isUp(guest, tasks, atMs);
        return up === undefined ? [] : [judgeable(guestLabels(guest), up, atMs)];
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
        if (lock === null || lock === SUSPENDED) {
          return judgeable(guestLabels(guest), areListed ? 0 : noData('This version need not list locks.'), atMs);
        }
        return judgeable({ ...guestLabels(guest), lock }, lockedFor(guest, tasks, atMs, nowMs), atMs);
      });
      return measured(entities, lacks(permissions.value, ALL_GUESTS));
    },
  }),
} satisfies MeasureTable<PveParts>;
