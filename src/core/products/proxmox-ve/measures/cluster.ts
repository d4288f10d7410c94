import { entity, judgeable, measured, noData, onEachNode, unknownEntity } from '../../../inventory/measure';
import type { MeasureTable } from '../../../inventory/read';
import { ALL_GUESTS, lacks } from '../../proxmox/completeness';
import { endOfLife } from '../../proxmox/endOfLife';
import { failedByType } from '../../proxmox/tasks';
import { pveMeasure } from '../asked';
import type { HaStatus, PveParts, Replication } from '../parts';
import { compareVersions, newest } from '../versions';

/** What an HA service is worth by its state: 0 as it should be, 1 on its way, 2 given up. Others are not known. */
const HA_STATES: ReadonlyMap<string, number> = new Map([
  ...['started', 'stopped', 'disabled', 'ignored', 'request_start', 'request_stop', 'queued'].map(
    (state) => [state, 0] as const
  ),
  // What the server says for the first two while they and what was asked for differ.
  ...['starting', 'stopping', 'deleting'].map((state) => [state, 0] as const),
  ...['request_start_balance', 'migrate', 'relocate', 'freeze', 'recovery', 'clearing error flag'].map(
    (state) => [state, 1] as const
  ),
  ...['error', 'fence'].map((state) => [state, 2] as const),
]);

/** Seconds since an HA manager spoke, at the time of the answer. One without services to look after is idle and silent. */
function managerAges(ha: HaStatus, atMs: number) {
  const active = ha.managers.filter(({ status, kind }) => kind === 'lrm' || !/\bidle\b/.test(status));
  return (ha.services.length === 0 ? [] : active).map(({ kind, node, saidMs }) => {
    const said = saidMs === null ? noData('It does not say when it last wrote.') : Math.max(0, atMs - saidMs) / 1000;
    return judgeable({ manager: kind, node }, said, atMs);
  });
}

function replicationLabels({ id, guest, node, target }: Replication) {
  return { id, vmid: String(guest), node, target };
}

export const clusterMeasures = {
  'pve/quorum': pveMeasure({
    needs: ['status'],
    labels: ['name'],
    observe: ({ status: { value, atMs } }) =>
      // A standalone host has no cluster, and so nothing to be quorate.
      measured(
        value.cluster === null ? [] : [entity({ name: value.cluster.name }, Number(value.cluster.quorate), atMs)]
      ),
  }),

  'pve/node-online': pveMeasure({
    needs: ['resources'],
    labels: ['node'],
    observe: ({ resources: { value, atMs } }) =>
      measured(
        value.nodes.map(({ name, status }) =>
          judgeable(
            { node: name },
            status === 'unknown' ? noData('The cluster has no fresh word of it.') : Number(status === 'online'),
            atMs
          )
        )
      ),
  }),

  'pve/version-skew': pveMeasure({
    needs: ['nodeStatus'],
    labels: ['node', 'version'],
    observe: ({ nodeStatus }) => {
      const versions = [...nodeStatus.value.values()].flatMap((read) => (read.ok ? [read.value.managerVersion] : []));
      const best = newest(versions.filter((version) => version !== null));
      return onEachNode(nodeStatus.value, ({ managerVersion: version }, node, atMs) =>
        version === null || best === null
          ? [unknownEntity({ node }, noData('It does not say its version.'))]
          : [entity({ node, version }, Number(compareVersions(version, best) < 0), atMs)]
      );
    },
  }),

  'pve/end-of-life': pveMeasure({
    needs: ['version'],
    labels: ['version'],
    observe: ({ version }, { nowMs }) => endOfLife('pve', version.value.version, version.atMs, nowMs),
  }),

  'pve/ha-state': pveMeasure({
    needs: ['ha'],
    labels: ['sid', 'state'],
    observe: ({ ha: { value, atMs } }) =>
      measured(
        value.services.map(({ sid, state }) =>
          judgeable({ sid, state }, HA_STATES.get(state) ?? noData(`"${state}" is no state that is known.`), atMs)
        )
      ),
  }),

  'pve/ha-manager-age': pveMeasure({
    needs: ['ha'],
    labels: ['manager', 'node'],
    observe: ({ ha: { value, atMs } }) => measured(managerAges(value, atMs)),
  }),

  'pve/task-failures': pveMeasure({
    needs: ['tasks'],
    labels: ['node', 'type'],
    observe: ({ tasks }, { nowMs, windowSeconds }) =>
      onEachNode(tasks.value, (list, node, atMs) => [
        entity({ node }, 0, atMs),
        ...[...failedByType(list, nowMs - windowSeconds * 1000)].map(([type, failed]) =>
          entity({ node, type }, failed, atMs)
        ),
      ]),
  }),

  'pve/replication-failures': pveMeasure({
    needs: ['replication', 'permissions'],
    labels: ['id', 'vmid', 'node', 'target'],
    observe: ({ replication, permissions }) => {
      const seen = onEachNode(replication.value, (jobs, _node, atMs) =>
        jobs.filter(({ disabled }) => !disabled).map((job) => entity(replicationLabels(job), job.failCount, atMs))
      );
      return measured(seen.entities, lacks(permissions.value, ALL_GUESTS) ?? seen.problem);
    },
  }),

  'pve/replication-lag': pveMeasure({
    needs: ['replication', 'permissions'],
    labels: ['id', 'vmid', 'node', 'target'],
    observe: ({ replication, permissions }) => {
      const seen = onEachNode(replication.value, (jobs, _node, atMs) =>
        jobs
          .filter(({ disabled }) => !disabled)
          .map((job) => {
            const labels = replicationLabels(job);
            const { schedule, lastSyncMs } = job;
            const interval = scheduleSeconds(schedule ?? '*/15');
            if (interval === null) {
              return unknownEntity(labels, noData(`The schedule "${schedule}" is not understood.`));
            }
            return lastSyncMs === null
              ? unknownEntity(labels, noData('It has never run.'))
              : entity(labels, Math.max(0, atMs - lastSyncMs) / 1000 / interval, atMs);
          })
      );
      return measured(seen.entities, lacks(permissions.value, ALL_GUESTS) ?? seen.problem);
    },
  }),
} satisfies MeasureTable<PveParts>;

const NAMED_SECONDS: ReadonlyMap<string, number> = new Map([
  ['minutely', 60],
  ['hourly', 3600],
  ['daily', 86_400],
  ['weekly', 604_800],
]);

/** Seconds between two runs of the calendar events that replication is given in practice; null for any other. */
export function scheduleSeconds(schedule: string): number | null {
  const trimmed = schedule.trim();
  const [, minutes] = /^(?:\*:)?(?:\*|\d{1,2})\/(\d{1,2})$/.exec(trimmed) ?? [];
  if (minutes !== undefined) {
    return Number(minutes) > 0 ? Number(minutes) * 60 : null;
  }
  const [, hours] = /^(?:\*|\d{1,2})\/(\d{1,2}):\d{2}$/.exec(trimmed) ?? [];
  if (hours !== undefined) {
    return Number(hours) > 0 ? Number(hours) * 3600 : null;
  }
  if (/^(?:\*:)?\d{1,2}$/.test(trimmed)) {
    return 3600;
  }
  return /^\d{1,2}:\d{2}$/.test(trimmed) ? 86_400 : (NAMED_SECONDS.get(trimmed) ?? null);
}
