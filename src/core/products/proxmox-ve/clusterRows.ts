import { verdictRank, type Reason } from '../../check/verdict';
import { unreadOf } from '../../inventory/measure';
import type { Snapshot } from '../../inventory/read';
import type { NodeStatus } from '../proxmox/parts';
import { feeds } from '../shows';
import { backupsProblem, isExempt, lastBackups, type LastBackup } from './backups';
import { guestKey } from './guest';
import { judgedBy, saidOf, warnLimit, type Joined, type Words } from './joined';
import { standingRank, worstStanding, type Standing } from '../pending';
import { weekCpu } from './measures/nodes';
import { nodeMemory, type Allocation, type Failover } from './memory';
import type { PveGuest, PveNode, PveParts, PveResources } from './parts';
import { growth, storageKey, storagesOnce, virtualDiskBytes } from './storage';
import type { ClusterFigure, GuestRow, NodeRow, StorageRow } from './view';

type Shot = Snapshot<PveParts>;

/** What rows of nodes need beside the snapshot; guests' sums are null where not all guests are seen. */
export interface NodeSums {
  allocated: ReadonlyMap<string, Allocation> | null;
  failovers: ReadonlyMap<string, Failover>;
  guests: ReadonlyMap<string, number> | null;
}

export function nodeRows(resources: PveResources, shot: Shot, sums: NodeSums, joined: Joined): NodeRow[] {
  const rows = resources.nodes.map((node) => nodeRow(node, shot, sums, joined));
  return rows.sort((a, b) => standingRank(a.verdict) - standingRank(b.verdict) || byText(a.name, b.name));
}

function nodeRow(node: PveNode, shot: Shot, { allocated, failovers, guests }: NodeSums, joined: Joined): NodeRow {
  const { name } = node;
  const words = joined.node(name);
  const status = nodeStatusOf(shot, name);
  const week = shot.nodeWeek?.ok ? shot.nodeWeek.value.get(name) : undefined;
  const p95 = week?.ok ? weekCpu(week.value) : null;
  const isWeek = typeof p95 === 'number';
  // What the cluster says stands in for what a node does not say itself, not for what was not read yet.
  const isOwnRead = shot.nodeStatus !== undefined;
  const { usedBytes, sizeBytes } = isOwnRead ? nodeMemory(node, shot.nodeStatus) : { usedBytes: null, sizeBytes: null };
  const given = allocated?.get(name);
  const failover = failovers.get(name);
  const own = (value: number | null) => (isOwnRead ? value : undefined);
  return {
    name,
    verdict: words.verdict,
    status: node.status,
    version: status?.managerVersion ?? null,
    cpu: judgedBy(
      isWeek ? p95 : shot.nodeWeek === undefined ? undefined : own(status?.cpuRatio ?? node.cpuRatio),
      words,
      'cpu'
    ),
    cpuIsWeek: isWeek,
    vcpuPerCore: ratio(given?.vcpus ?? null, node.cores),
    memoryUsedBytes: usedBytes,
    memoryAllocatedBytes: given?.memoryBytes ?? null,
    memoryBytes: sizeBytes,
    memory: judgedBy(own(ratio(usedBytes, sizeBytes)), words, 'memory'),
    allocated: judgedBy(own(ratio(given?.memoryBytes ?? null, sizeBytes)), words, 'memory-allocated'),
    root: judgedBy(
      own(ratio(status?.rootUsedBytes ?? node.rootUsedBytes, status?.rootBytes ?? node.rootBytes)),
      words,
      'root'
    ),
    ioWait: judgedBy(own(status?.ioWaitRatio ?? null), words, 'io-wait'),
    guests: guests === null ? null : (guests.get(name) ?? 0),
    uptimeSeconds: isOwnRead ? (status?.uptimeSeconds ?? node.uptimeSeconds) : null,
    ifItFails: {
      ...judgedBy(own(failover?.ratio ?? null), words, 'node-fails'),
      lacksBytes: isOwnRead ? (failover?.lacksBytes ?? null) : null,
    },
    hints: hintsOf({
      ...words,
      said: words.said.filter(isInNoColumn),
    }),
  };
}

/** What has a column of its own. */
const NODE_FIGURES = [
  'online',
  'cpu',
  'memory',
  'memory-allocated',
  'root',
  'io-wait',
  'node-fails',
] as const satisfies readonly ClusterFigure[];

/** What is optional says nothing about the verdict of its row. */
function isInNoColumn({ definition }: Words['said'][number]): boolean {
  return definition.optional !== true && !feeds<ClusterFigure>(definition, ...NODE_FIGURES);
}

/** A node's own status; null where it was not read. */
function nodeStatusOf(shot: Shot, name: string): NodeStatus | null {
  const read = shot.nodeStatus?.ok ? shot.nodeStatus.value.get(name) : undefined;
  return read?.ok ? read.value : null;
}

export function storageRows(resources: PveResources, shot: Shot, joined: Joined): StorageRow[] {
  const disks = shot.configs?.ok ? virtualDiskBytes(resources, shot.configs.value) : null;
  const rows = storagesOnce(resources.storages).map(({ node, row, inactiveOn }): StorageRow => {
    const words = joined.storage(node, row.name);
    const promised = disks?.get(storageKey(node, row.name));
    const month = shot.storageMonth?.ok ? shot.storageMonth.value.get(storageKey(node, row.name)) : undefined;
    const grown = month?.ok ? growth(month.value) : null;
    const isWithoutDisks = disks !== null && promised === undefined;
    return {
      name: row.name,
      node,
      type: row.type,
      shared: row.shared,
      sized: row.sized,
      verdict: worstStanding([words.verdict, ...perNode(resources, node, row.name, joined)]),
      used: {
        ...(row.sized
          ? judgedBy(ratio(row.usedBytes, row.sizeBytes), words, 'storage-used')
          : { value: null, verdict: 'na' as const }),
        limit: warnLimit(words, 'storage-used'),
      },
      usedBytes: row.usedBytes,
      sizeBytes: row.sizeBytes,
      thin: isWithoutDisks
        ? { value: null, verdict: 'na' }
        : judgedBy(
            shot.configs === undefined
              ? undefined
              : typeof promised === 'number'
                ? ratio(promised, row.sizeBytes)
                : null,
            words,
            'storage-thin'
          ),
      growthBytesPer30Days: grown?.bytesPer30Days ?? null,
      fullIn: { ...judgedBy(grown?.fullInDays ?? null, words, 'storage-full-in'), pace: grown?.pace ?? null },
      inactiveOn,
    };
  });
  return rows.sort(
    (a, b) =>
      standingRank(a.verdict) - standingRank(b.verdict) || byText(a.name, b.name) || byText(a.node ?? '', b.node ?? '')
  );
}

/** What is said of a shared storage on each node. */
function perNode({ nodes }: PveResources, node: string | null, name: string, joined: Joined): Standing[] {
  return node === null ? nodes.map((one) => joined.storage(one.name, name).verdict) : [];
}

export function guestRows({ guests }: PveResources, shot: Shot, joined: Joined, nowMs: number): GuestRow[] {
  const last = backupsOf(guests, shot, nowMs);
  const rows = guests.map((guest): GuestRow => {
    const words = joined.guest(guest.vmid);
    const config = shot.configs?.ok ? shot.configs.value.get(guestKey(guest)) : undefined;
    return {
      key: guestKey(guest),
      vmid: guest.vmid,
      kind: guest.kind,
      name: guest.name,
      node: guest.node,
      status: guest.status,
      template: guest.template,
      verdict: words.verdict,
      hints: hintsOf(words),
      cpuRatio: guest.cpuRatio,
      vcpus: guest.vcpus,
      memoryUsedRatio: ratio(guest.memoryUsedBytes, guest.memoryBytes),
      memoryBytes: guest.memoryBytes,
      diskBytes: config?.ok ? sum(config.value.disks.map(({ sizeBytes }) => sizeBytes)) : null,
      lastBackup: lastBackupOf(guest, last, words),
      tags: guest.tags,
    };
  });
  return rows.sort((a, b) => worstGuestsFirst(a, b) || a.vmid - b.vmid);
}

/** The order of guests by verdict; pending ones by what is known of them so far. */
export function worstGuestsFirst(a: GuestRow, b: GuestRow): number {
  const known = ({ hints: [worst] }: GuestRow) => verdictRank(worst?.verdict ?? 'pass');
  return standingRank(a.verdict) - standingRank(b.verdict) || (a.verdict === 'pending' ? known(a) - known(b) : 0);
}

function hintsOf({ said }: Words): GuestRow['hints'] {
  return said
    .filter(({ entity: { verdict } }) => verdict !== 'pass' && verdict !== 'na')
    .sort((a, b) => verdictRank(a.entity.verdict) - verdictRank(b.entity.verdict))
    .map((one) => {
      const { definition, entity } = one;
      const short = definition.short?.[entity.verdict === 'unknown' ? 'unknown' : 'wrong'] ?? null;
      return { checkId: definition.id, verdict: entity.verdict, finding: saidOf(one), short };
    });
}

function backupsOf(
  guests: readonly PveGuest[],
  { backups, permissions, tasks }: Shot,
  nowMs: number
): ReadonlyMap<string, LastBackup> | Reason | 'pending' {
  if (backups === undefined || permissions === undefined) {
    return 'pending';
  }
  if (!backups.ok || !permissions.ok) {
    return backups.ok ? (unreadOf(permissions) ?? { code: 'no-data' }) : backups.reason;
  }
  return (
    backupsProblem(permissions.value) ??
    lastBackups(guests, { backups: backups.value, permissions: permissions.value, tasks }, nowMs)
  );
}

function lastBackupOf(
  guest: PveGuest,
  last: ReadonlyMap<string, LastBackup> | Reason | 'pending',
  words: Words
): GuestRow['lastBackup'] {
  if (isExempt(guest)) {
    return { state: 'excluded' };
  }
  if (last === 'pending') {
    return { state: 'pending' };
  }
  const found = 'code' in last ? { state: 'unknown' as const, reason: last } : last.get(guestKey(guest));
  switch (found?.state) {
    case 'known':
      return { ...found, verdict: backupVerdict(words, 'backup-age') };
    case 'never':
      return { ...found, verdict: backupVerdict(words, 'backup-never') };
    default:
      return { state: 'unknown', reason: found?.reason ?? { code: 'no-data' } };
  }
}

/** A guest of which a check says nothing bad is well by it, if anything was said of the guest at all. */
function backupVerdict(words: Words, figure: ClusterFigure): Standing {
  const { verdict } = judgedBy(0, words, figure);
  return verdict === 'na' && words.verdict !== 'na' ? 'pass' : verdict;
}

function ratio(part: number | null, whole: number | null): number | null {
  return part === null || whole === null || whole <= 0 ? null : part / whole;
}

/** The sum, null when one of them is not known or there is none. */
function sum(values: ReadonlyArray<number | null>): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 || known.length < values.length ? null : known.reduce((a, b) => a + b, 0);
}

function byText(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
