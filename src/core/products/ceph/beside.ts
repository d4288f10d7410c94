import { reasonOfThrown, wholeSeriesOf } from '../../check/answers';
import type { MetricSource } from '../../check/ports';
import type { Reason } from '../../check/verdict';
import { osdState } from './proxmoxView';
import type { ProxmoxCeph } from './readProxmox';
import type { CephBeside, CephDifference, CephView } from './view';

const DAY_MS = 86_400_000;

/** A cluster that a metrics source tells of, as far as it shows which one it is. */
export interface MetricCluster {
  sourceUid: string;
  /** Value of the label `cluster`, else `fsid`. */
  name: string;
  /** Both labels: either may hold the fsid. */
  ids: ReadonlySet<string>;
  /** Hosts by OSD. */
  hosts: ReadonlyMap<string, string>;
}

/** The clusters of a source; why it did not answer. */
export async function metricClusters(
  source: MetricSource,
  nowMs: number,
  signal: AbortSignal
): Promise<readonly MetricCluster[] | Reason> {
  const expr = 'max by (cluster, fsid, ceph_daemon, hostname) (ceph_osd_metadata)';
  const queries = [{ refId: 'osds', expr, shape: 'instant' as const }];
  const series = await source.query({ fromMs: nowMs - DAY_MS, toMs: nowMs, queries }, signal).then(
    (answers) => wholeSeriesOf(answers.get('osds')),
    (error: unknown) => {
      signal.throwIfAborted();
      return reasonOfThrown(error);
    }
  );
  if ('code' in series) {
    return series;
  }
  const clusters = new Map<string, MetricCluster & { hosts: Map<string, string> }>();
  for (const { labels } of series) {
    const { cluster = '', fsid = '', ceph_daemon: osd = '', hostname = '' } = labels;
    const name = cluster === '' ? fsid : cluster;
    const known = clusters.get(name) ?? {
      sourceUid: source.uid,
      name,
      ids: new Set([cluster, fsid].filter((id) => id !== '')),
      hosts: new Map<string, string>(),
    };
    known.hosts.set(osd, hostname);
    clusters.set(name, known);
  }
  return [...clusters.values()];
}

/**
 * Whether both tell of one Ceph: by the fsid; where the metrics have none, as that of Proxmox's own Ceph, by its OSDs, most of
 * which have to stand on the same hosts.
 */
export function isSameCeph({ ids, hosts }: MetricCluster, { status, osds }: ProxmoxCeph): boolean {
  const fsid = status.ok ? (status.value?.fsid ?? null) : null;
  if (fsid !== null && ids.has(fsid)) {
    return true;
  }
  const placed = osds.ok ? (osds.value?.osds ?? []).filter(({ host }) => host !== null) : [];
  const same = placed.filter(({ id, host }) => hosts.get(id) === host).length;
  return ![...ids].some(isFsid) && same > 0 && same * 2 > placed.length;
}

function isFsid(id: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id);
}

/** A view from metrics with what Proxmox says of the same Ceph: who muted what, and where the two differ. */
export function withProxmox(view: CephView, read: ProxmoxCeph): CephView {
  const { source, status, osds } = read;
  const ceph = status.ok ? status.value : null;
  const muted = new Map(ceph?.checks.map((check) => [check.name, check.muted]));
  const beside: CephBeside = {
    uid: source.uid,
    name: source.name,
    problem: status.ok ? (osds.ok ? null : osds.reason) : status.reason,
    differs: view.silent === null ? differencesOf(view, read) : [],
  };
  return {
    ...view,
    beside,
    reported: view.reported.map((check) => ({ ...check, muted: muted.get(check.name) ?? check.muted })),
  };
}

function differencesOf(view: CephView, { status, osds }: ProxmoxCeph): CephDifference[] {
  const health = status.ok ? (status.value?.health ?? null) : null;
  const differs: CephDifference[] =
    health === null || view.own === null || view.own.word === health
      ? []
      : [{ about: 'health', metrics: view.own.word, proxmox: health }];
  if (!osds.ok || osds.value === null) {
    return differs;
  }
  const theirs = new Map(osds.value.osds.map((osd) => [osd.id, osdState(osd)]));
  const tiles = view.hosts.flatMap((host) => host.osds);
  const ours = new Map(tiles.map(({ id, state }) => [id, state]));
  const ids = [...tiles.map(({ id }) => id), ...[...theirs.keys()].filter((id) => !ours.has(id))];
  return [
    ...differs,
    ...ids.flatMap((id): CephDifference[] => {
      const [metrics, proxmox] = [ours.get(id) ?? 'missing', theirs.get(id) ?? 'missing'];
      return metrics === proxmox ? [] : [{ about: 'osd', id, metrics, proxmox }];
    }),
  ];
}
