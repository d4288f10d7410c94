import type { Reason } from '../../../check/verdict';
import {
  entity,
  judgeable,
  measured,
  noData,
  onEachNode,
  secondsSince,
  since,
  strangeWord,
  unknownEntity,
} from '../../../inventory/measure';
import type { MeasureTable, Read } from '../../../inventory/read';
import { ALL_GUESTS, lacks } from '../../proxmox/completeness';
import { endOfLife } from '../../proxmox/endOfLife';
import { longestGapSeconds } from '../../proxmox/schedule';
import { failedByType, runningByType } from '../../proxmox/tasks';
import { pveMeasure } from '../asked';
import { betweenSince, fencingState, haStanding, managerState, managerWord } from '../haState';
import type { HaStatus, PveParts, Replication } from '../parts';
import { compareVersions, newest } from '../versions';

type HaService = HaStatus['services'][number];

/** The managers that have something to do: without services all are idle and silent. */
function managersAtWork({ managers, services }: HaStatus): HaStatus['managers'] {
  return services.length === 0
    ? []
    : managers.filter(({ status, kind }) => kind === 'lrm' || managerWord(status) !== 'idle');
}

/** Value of an HA service: one on its way counts 0 while the clock of `pve/ha-passage` runs for it, and 1 where nobody knows since when. */
function haValue(service: HaService, tasks: Read<PveParts['tasks']>): number | Reason {
  switch (haStanding(service.state)) {
    case 'settled':
      return 0;
    case 'between':
      return Number(betweenSince(service, tasks) === null);
    case 'broken':
      return 2;
    case null:
      return strangeWord(service.state);
  }
}

/** Seconds for which it has been on its way, 0 for one that is not; undefined where nobody knows since when. */
function passageOf(service: HaService, tasks: Read<PveParts['tasks']>, nowMs: number): number | Reason | undefined {
  switch (haStanding(service.state)) {
    case 'between': {
      const sinceMs = betweenSince(service, tasks);
      return sinceMs === null ? undefined : secondsSince(sinceMs, nowMs);
    }
    case null:
      return strangeWord(service.state);
    default:
      return 0;
  }
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
    wants: ['tasks'],
    labels: ['sid', 'state'],
    observe: ({ ha: { value, atMs }, tasks }) =>
      measured(
        value.services.map((service) =>
          judgeable({ sid: service.sid, state: service.state }, haValue(service, tasks), atMs)
        )
      ),
  }),

  /** Seconds for which a service has been on its way: moved, started or stopped. */
  'pve/ha-passage': pveMeasure({
    needs: ['ha'],
    wants: ['tasks'],
    labels: ['sid', 'state'],
    observe: ({ ha: { value, atMs }, tasks }, { nowMs }) =>
      measured(
        value.services.flatMap((service) => {
          const { sid, state } = service;
          const passed = passageOf(service, tasks, nowMs);
          const sinceMs = typeof passed === 'number' && passed > 0 ? betweenSince(service, tasks) : null;
          return passed === undefined ? [] : [since(judgeable({ sid, state }, passed, atMs), sinceMs)];
        })
      ),
  }),

  'pve/ha-manager-age': pveMeasure({
    needs: ['ha'],
    labels: ['manager', 'node'],
    observe: ({ ha: { value, atMs } }) =>
      measured(
        managersAtWork(value).map(({ kind, node, saidMs }) => {
          const said = saidMs === null ? noData('It does not say when it last wrote.') : secondsSince(saidMs, atMs);
          return judgeable({ manager: kind, node }, said, atMs);
        })
      ),
  }),

  /** What each HA manager says of itself: 0 at work or idle, 1 out of work on purpose, 2 not at work. */
  'pve/ha-manager-state': pveMeasure({
    needs: ['ha'],
    labels: ['manager', 'node', 'state'],
    observe: ({ ha: { value, atMs } }) =>
      measured(
        managersAtWork(value).map(({ kind, node, status }) => {
          const state = managerWord(status);
          return judgeable({ manager: kind, node, state }, managerState(status) ?? strangeWord(state), atMs);
        })
      ),
  }),

  /** 1 while HA fences no node that fails; nothing where the server does not say, as before 9.2. */
  'pve/ha-fencing': pveMeasure({
    needs: ['ha'],
    labels: ['state'],
    observe: ({ ha: { value, atMs } }) => {
      const { fencing, services } = value;
      return measured(
        fencing === undefined || services.length === 0
          ? []
          : [judgeable({ state: fencing }, fencingState(fencing) ?? strangeWord(fencing), atMs)]
      );
    },
  }),

  'pve/task-failures': pveMeasure({
    needs: ['tasks'],
    labels: ['node', 'type'],
    observe: ({ tasks }, { nowMs, windowSeconds }) =>
      onEachNode(tasks.value, (list, node, atMs) => [
        entity({ node }, 0, atMs),
        ...[...failedByType(list, nowMs - windowSeconds * 1000)].map(([type, failed]) =>
          judgeable({ node, type }, failed, atMs)
        ),
      ]),
  }),

  /** Seconds for which the oldest of the running tasks of each type has been at it; 0 of a node for what does not run. */
  'pve/task-running': pveMeasure({
    needs: ['tasks'],
    labels: ['node', 'type'],
    observe: ({ tasks }, { nowMs }) =>
      onEachNode(tasks.value, (list, node, atMs) => [
        entity({ node }, 0, atMs),
        ...[...runningByType(list, nowMs)].map(([type, seconds]) => judgeable({ node, type }, seconds, atMs)),
      ]),
  }),

  'pve/replication-failures': pveMeasure({
    needs: ['replication', 'permissions'],
    labels: ['id', 'vmid', 'node', 'target'],
    observe: ({ replication, permissions }) => {
      const seen = onEachNode(replication.value, (jobs, _node, atMs) =>
        // One that only has an error has failed once at least.
        jobs
          .filter(({ disabled }) => !disabled)
          .map((job) => entity(replicationLabels(job), Math.max(job.failCount, Number(job.error !== null)), atMs))
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
            const interval = longestGapSeconds(schedule ?? '*/15');
            if (interval === null) {
              return unknownEntity(labels, noData(`The schedule "${schedule}" is not understood.`));
            }
            const age = lastSyncMs === null ? noData('It has never run.') : secondsSince(lastSyncMs, atMs);
            return judgeable(labels, typeof age === 'number' ? age / interval : age, atMs);
          })
      );
      return measured(seen.entities, lacks(permissions.value, ALL_GUESTS) ?? seen.problem);
    },
  }),
} satisfies MeasureTable<PveParts>;
