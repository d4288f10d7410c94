import type { CheckDefinition } from '../../check/definition';
import type { CheckResult } from '../../check/result';
import { isException, verdictRank, type Reason } from '../../check/verdict';
import type { Snapshot } from '../../inventory/read';
import { ALL_GUESTS, lacks } from '../proxmox/completeness';
import { isStandingBad } from '../pending';
import { worstOf, type Judged, type JudgedOf } from '../judged';
import { taskFailed, tasksSince } from '../proxmox/tasks';
import { sinceOf } from '../standing';
import { guestRows, nodeRows, storageRows, type NodeSums } from './clusterRows';
import { guestWord } from './guestState';
import { haStanding } from './haState';
import { findingOf, joinChecks, type Joined, type OwnResult } from './joined';
import { allocations, failovers, nodeMemory } from './memory';
import type { PveParts, PveResources } from './parts';
import { compareVersions, newest } from './versions';
import {
  CLUSTER_TABS,
  type Attention,
  type ClusterFigures,
  type ClusterTab,
  type ClusterView,
  type NodeRow,
} from './view';

const DAY_MS = 86_400_000;

/** What is read for the view of a cluster, beside what its checks need. Nothing that costs a request per guest. */
export const CLUSTER_PARTS = [
  'status',
  'resources',
  'permissions',
  'nodeStatus',
  'ha',
  'tasks',
  'nodeWeek',
  'backups',
  'storageMonth',
] as const satisfies ReadonlyArray<keyof PveParts>;

/**
 * The view of a cluster from what was read of it and what checks say of it. Rows join the results by labels and the source's
 * uid, so that results about several sources may be given. What was not read is null, never 0, and nothing stands in for it:
 * what is shown of a part stays the same when the next one is there.
 * @param pending Checks that have said nothing yet, because something that they look at has not been read.
 */
export function clusterView(
  source: { uid: string; name: string },
  snapshot: Snapshot<PveParts>,
  checks: readonly CheckResult[],
  nowMs: number,
  pending: readonly CheckDefinition[] = []
): ClusterView {
  const joined = joinChecks(source.uid, checks, pending);
  const resources = snapshot.resources?.ok ? snapshot.resources.value : { nodes: [], guests: [], storages: [] };
  const sums = nodeSums(resources, snapshot);
  const silent = silentReason(snapshot);
  const nodes = nodeRows(resources, snapshot, sums, joined);
  return {
    sourceUid: source.uid,
    name: source.name,
    clusterName: snapshot.status?.ok ? (snapshot.status.value.cluster?.name ?? null) : null,
    verdict: silent === null ? joined.verdict : 'unknown',
    silent,
    unlisted: unlisted(snapshot),
    unseenGuests: snapshot.resources?.ok ? unseenGuests(snapshot) : null,
    pending,
    asOfMs: oldestMs(snapshot),
    figures: figures(resources, snapshot, sums, joined, nodes, nowMs),
    attention: attention(joined),
    nodes,
    storages: storageRows(resources, snapshot, joined),
    guests: guestRows(resources, snapshot, joined, nowMs),
  };
}

/** What there is now. Histories are kept for an hour, in which a month or a week changes little. */
const STATE_PARTS = CLUSTER_PARTS.filter((part) => part !== 'nodeWeek' && part !== 'storageMonth');

/**
 * Why there is nothing to draw. What is asked every time decides: a history that was kept from before is no word of a server
 * that has stopped answering.
 */
function silentReason({ status, resources }: Snapshot<PveParts>): Reason | null {
  return status?.ok === false && resources?.ok === false ? resources.reason : null;
}

function unlisted({ resources }: Snapshot<PveParts>): ClusterView['unlisted'] {
  return resources === undefined ? 'pending' : resources.ok ? null : resources.reason;
}

/** A server leaves out of its list what the token may not see, and does not say so. */
function unseenGuests({ permissions }: Snapshot<PveParts>): Reason | null {
  if (permissions === undefined) {
    return null;
  }
  return permissions.ok ? (lacks(permissions.value, ALL_GUESTS) ?? null) : permissions.reason;
}

function oldestMs(snapshot: Snapshot<PveParts>): number | null {
  const times = STATE_PARTS.flatMap((part) => {
    const read = snapshot[part];
    return read?.ok ? read.atMs : [];
  });
  return times.length === 0 ? null : Math.min(...times);
}

/** Sums over guests; null where the token does not see all of them. */
function nodeSums(resources: PveResources, { permissions, nodeStatus }: Snapshot<PveParts>): NodeSums {
  const seesAll = permissions?.ok === true && lacks(permissions.value, ALL_GUESTS) === undefined;
  const guests = new Map<string, number>();
  for (const { node, template } of resources.guests) {
    guests.set(node, (guests.get(node) ?? 0) + Number(!template));
  }
  return {
    allocated: seesAll ? allocations(resources) : null,
    failovers: failovers(resources.nodes, nodeStatus),
    guests: seesAll ? guests : null,
  };
}

/** One line per check that does not pass here, worst first. */
function attention({ results }: Joined): Attention[] {
  return results
    .filter(({ verdict }) => isException(verdict))
    .sort((a, b) => verdictRank(a.verdict) - verdictRank(b.verdict))
    .map((own) => ({
      checkId: own.result.definition.id,
      verdict: own.verdict,
      finding: findingOf(own),
      ...(own.reason && { reason: own.reason }),
      count: own.entities.filter(({ verdict }) => verdict === own.verdict).length,
      sinceMs: sinceOf({ ...own.result, verdict: own.verdict, entities: own.entities }),
      tab: tabOf(own),
      result: own.result,
    }));
}

function tabOf({ result }: OwnResult): ClusterTab {
  const { place } = result.definition;
  return CLUSTER_TABS.find((tab) => tab === place) ?? 'overview';
}

function figures(
  resources: PveResources,
  shot: Snapshot<PveParts>,
  sums: NodeSums,
  joined: Joined,
  nodes: readonly NodeRow[],
  nowMs: number
): ClusterFigures {
  const isRead = shot.resources?.ok === true;
  const online = isRead ? resources.nodes.filter(({ status }) => status === 'online').length : null;
  const isMemoryRead = shot.nodeStatus !== undefined;
  const cluster = shot.status?.ok ? shot.status.value.cluster : undefined;
  const isStandalone = cluster === null;
  const whole = memory(resources, shot, sums);
  const failovers = isMemoryRead ? [...sums.failovers.values()] : [];
  return {
    quorum: {
      votes: cluster && shot.status?.ok ? shot.status.value.nodes.filter((node) => node.online).length : null,
      nodes: cluster?.nodes ?? null,
      verdict: joined.of('quorum'),
      standalone: isStandalone,
    },
    online: {
      online,
      nodes: isRead ? resources.nodes.length : null,
      verdict: joined.of('online'),
      haErrors: shot.ha?.ok
        ? shot.ha.value.services.filter(({ state }) => haStanding(state) === 'broken').length
        : null,
    },
    version: { ...versions(shot), verdict: joined.of('version') },
    guests: guestFigures(resources, isRead && sums.guests !== null, joined),
    memory: {
      used: worstNode(nodes, (node) => node.memory, { value: whole.used, verdict: joined.of('memory') }),
      allocated: worstNode(nodes, (node) => node.allocated, {
        value: whole.allocated,
        verdict: joined.of('memory-allocated'),
      }),
    },
    nodeFails: worstNode(nodes, (node) => node.ifItFails, {
      value: failovers.reduce<number | null>((most, { ratio }) => Math.max(most ?? 0, ratio), null),
      verdict: joined.of('node-fails'),
    }),
    tasks: { ...taskFigures(shot, nowMs), verdict: joined.of('tasks') },
  };
}

/** The number of the cluster as long as its nodes are well; of the worst node, by name, where one is not. */
function worstNode(nodes: readonly NodeRow[], number: (node: NodeRow) => Judged, whole: Judged): JudgedOf {
  const judged = nodes.map((node) => ({ ...number(node), of: node.name }));
  const worst = worstOf(judged, (a, b) => b - a);
  return worst !== null && isStandingBad(whole.verdict) && worst.verdict === whole.verdict
    ? worst
    : { ...whole, of: null };
}

function versions({ nodeStatus, version }: Snapshot<PveParts>): Omit<ClusterFigures['version'], 'verdict'> {
  if (nodeStatus === undefined) {
    return { version: null, others: [] };
  }
  const known = [...(nodeStatus?.ok ? nodeStatus.value : [])].flatMap(([node, read]) =>
    read.ok && read.value.managerVersion !== null ? [{ node, version: read.value.managerVersion }] : []
  );
  const best = newest(known.map((one) => one.version)) ?? (version?.ok ? version.value.version : null);
  const others = best === null ? [] : known.filter((one) => compareVersions(one.version, best) < 0);
  return { version: best, others };
}

function guestFigures({ guests }: PveResources, isWhole: boolean, joined: Joined): ClusterFigures['guests'] {
  const real = guests.filter(({ template }) => !template);
  const words = real.map(({ status }) => guestWord(status)?.is);
  const count = (...wanted: typeof words) => (isWhole ? words.filter((is) => wanted.includes(is)).length : null);
  return {
    running: count('up'),
    stopped: count('down'),
    halted: count('broken', 'between'),
    unknown: count(undefined),
    verdict: joined.of('guests'),
  };
}

/** Shares of the memory of nodes that are online; null as soon as one of them does not say. */
function memory({ nodes }: PveResources, { nodeStatus }: Snapshot<PveParts>, { allocated }: NodeSums) {
  if (nodeStatus === undefined) {
    return { used: null, allocated: null };
  }
  const online = nodes.filter(({ status }) => status === 'online');
  const total = (values: ReadonlyArray<number | null>) =>
    values.reduce((a, b) => (a === null || b === null ? null : a + b), 0);
  const size = total(online.map((node) => nodeMemory(node, nodeStatus).sizeBytes));
  const used = total(online.map((node) => nodeMemory(node, nodeStatus).usedBytes));
  const given = total(online.map(({ name }) => allocated?.get(name)?.memoryBytes ?? null));
  const share = (part: number | null) => (part === null || size === null || size === 0 ? null : part / size);
  return { used: share(used), allocated: share(given) };
}

/** Tasks of the last day; null unless every node told of its own: what one did not say is not 0. */
function taskFigures({ tasks }: Snapshot<PveParts>, nowMs: number): Omit<ClusterFigures['tasks'], 'verdict'> {
  const answers = [...(tasks?.ok ? tasks.value.values() : [])];
  const read = answers.flatMap((answer) => (answer.ok && answer.partial === undefined ? [answer.value] : []));
  if (read.length === 0 || read.length < answers.length) {
    return { failed: null, total: null, types: [] };
  }
  const all = tasksSince(read.flat(), nowMs - DAY_MS);
  const failed = all.filter(taskFailed);
  return { failed: failed.length, total: all.length, types: [...new Set(failed.map(({ type }) => type))].sort() };
}
