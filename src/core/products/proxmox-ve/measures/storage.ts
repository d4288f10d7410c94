import type { Reason } from '../../../check/verdict';
import { judgeable, measured, noData, share, strangeWord, type Seen } from '../../../inventory/measure';
import type { MeasureTable } from '../../../inventory/read';
import { ALL_GUESTS, ALL_STORAGES, lacks } from '../../proxmox/completeness';
import { NOT_SOON_DAYS } from '../../proxmox/fullness';
import { pveMeasure } from '../asked';
import type { PveParts } from '../parts';
import { growth, SHARED, storageKey, storagesOnce, virtualDiskBytes, type OneStorage } from '../storage';

/** `local` is there once per node, so the name alone does not say which. */
function labelsOf({ node, row }: OneStorage): Seen['labels'] {
  return { storage: row.name, where: node ?? SHARED };
}

/** What people put there by hand and nothing writes to by itself. */
const IMAGES: ReadonlySet<string> = new Set(['iso', 'vztmpl', 'import', 'snippets']);

/**
 * Whether it can fill up by itself: not what has no size, nor what holds nothing but images to install from. Of one that is not
 * active anywhere nothing is known; that is another measure's business.
 */
function fillsUp({ row: { available, sized, content } }: OneStorage): boolean {
  return available && sized && !(content.length > 0 && content.every((kind) => IMAGES.has(kind)));
}

function isActive(status: string): number | Reason {
  // The server has no other word for one that is not active.
  return status === 'available' ? 1 : status === 'unknown' ? 0 : strangeWord(status);
}

export const storageMeasures = {
  'pve/storage-usage': pveMeasure({
    needs: ['resources', 'permissions'],
    labels: ['storage', 'where'],
    observe: ({ resources: { value, atMs }, permissions }) =>
      measured(
        storagesOnce(value.storages)
          .filter(fillsUp)
          .map((one) => judgeable(labelsOf(one), share(one.row.usedBytes, one.row.sizeBytes), atMs)),
        lacks(permissions.value, ALL_STORAGES)
      ),
  }),

  'pve/storage-active': pveMeasure({
    needs: ['resources', 'permissions'],
    labels: ['storage', 'node'],
    observe: ({ resources: { value, atMs }, permissions }) => {
      const online = new Set(value.nodes.flatMap(({ name, status }) => (status === 'online' ? [name] : [])));
      return measured(
        value.storages.map(({ name: storage, node, status }) =>
          judgeable({ storage, node }, online.has(node) ? isActive(status) : noData(`${node} is not online.`), atMs)
        ),
        lacks(permissions.value, ALL_STORAGES)
      );
    },
  }),

  'pve/storage-thin': pveMeasure({
    needs: ['resources', 'configs', 'permissions'],
    labels: ['storage', 'where', 'type'],
    observe: ({ resources: { value, atMs }, configs, permissions }) => {
      const sums = virtualDiskBytes(value, configs.value);
      const entities = storagesOnce(value.storages).flatMap((one) => {
        const sum = sums.get(storageKey(one.node, one.row.name));
        if (sum === undefined || !one.row.available || !one.row.sized) {
          return [];
        }
        const labels = { ...labelsOf(one), type: one.row.type };
        return [judgeable(labels, typeof sum === 'number' ? share(sum, one.row.sizeBytes) : sum, atMs)];
      });
      return measured(entities, lacks(permissions.value, ALL_STORAGES, ALL_GUESTS));
    },
  }),

  'pve/storage-days-to-full': pveMeasure({
    needs: ['resources', 'storageMonth', 'permissions'],
    labels: ['storage', 'where', 'pace'],
    observe: ({ resources: { value }, storageMonth, permissions }) => {
      const entities = storagesOnce(value.storages)
        .filter(fillsUp)
        .map((one) => {
          const month = storageMonth.value.get(storageKey(one.node, one.row.name));
          const grown = month?.ok ? growth(month.value) : null;
          const why = month?.ok === false ? month.reason : noData('There are less than 14 days of history up to now.');
          const at = month?.ok ? month.atMs : storageMonth.atMs;
          return grown === null
            ? judgeable(labelsOf(one), why, at)
            : judgeable({ ...labelsOf(one), pace: grown.pace }, Math.min(grown.fullInDays, NOT_SOON_DAYS), at);
        });
      return measured(entities, lacks(permissions.value, ALL_STORAGES));
    },
  }),
} satisfies MeasureTable<PveParts>;
