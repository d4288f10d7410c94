import type { EvaluatorRegistry } from '../../check/evaluator';
import type { MetricSource } from '../../check/ports';
import type { RunResult } from '../../check/result';
import { DAY_WINDOW_SECONDS } from '../../check/run';
import { runWithTrends } from '../../check/trends';
import type { Reason } from '../../check/verdict';
import { checksOfSystem, metricSystems, type PackSystem } from '../packSystems';
import type { ProductSource, ReadOptions, ReadStage } from '../source';
import { METRICS } from '../system';
import { isSameCeph, metricClusters, type MetricCluster } from './beside';
import { cephView } from './cephView';
import { proxmoxView } from './proxmoxView';
import { readCeph } from './reading';
import { readProxmoxCephs, type ProxmoxCeph } from './readProxmox';
import type { CephView } from './view';

/** Entities of a check whose last day its evidence shows. */
const ENTITIES_WITH_DAY = 20;

/** Where clusters are looked for, and what they are judged with. */
interface CephWorld {
  metricSources: readonly MetricSource[];
  /** Servers: Proxmox tells of the Ceph on its hosts. */
  sources: readonly ProductSource[];
  registry: EvaluatorRegistry;
  packs: readonly PackSystem[];
  stage: ReadStage;
}

/** The cluster with this key in the overview; a silent view when its source says nothing, null when there is no such cluster. */
export async function readCluster(world: CephWorld, key: string, signal: AbortSignal): Promise<CephView | null> {
  const [, uid = '', ...name] = key.split(' ');
  const source = world.metricSources.find((one) => one.uid === uid);
  if (source === undefined) {
    const cephs = await readProxmoxCephs(world.sources, world.stage, { signal });
    const ceph = cephs.find((one) => one.source.uid === uid);
    return ceph === undefined ? null : proxmoxView(ceph, (await heard(world, signal)).unheard);
  }
  const packs = cephPacks(world);
  const nowMs = world.stage.clock();
  const [run, reading] = await Promise.all([
    runPacks(world, packs, signal),
    readCeph(source, name.join(' '), { nowMs }, signal),
  ]);
  const isThere = metricSystems(run, packs).some((system) => system.key === key);
  return isThere || reading.silent !== null ? cephView(reading, checksOfSystem(run, packs, key)) : null;
}

/** What Proxmox says of a cluster that metrics tell of; null where it tells of no such one, or nobody can say. */
export async function readBeside(
  { metricSources, sources, stage }: Pick<CephWorld, 'metricSources' | 'sources' | 'stage'>,
  key: string,
  options: ReadOptions
): Promise<ProxmoxCeph | null> {
  const [, uid = '', ...name] = key.split(' ');
  const source = metricSources.find((one) => one.uid === uid);
  const cephs = source === undefined ? [] : await readProxmoxCephs(sources, stage, options);
  if (source === undefined || cephs.length === 0) {
    return null;
  }
  const known = await metricClusters(source, stage.clock(), options.signal);
  const own = 'code' in known ? undefined : known.find((one) => one.name === name.join(' '));
  return (own && cephs.find((one) => isSameCeph(own, one))) ?? null;
}

/**
 * The Cephs that Proxmox alone tells of, silent ones where it cannot be asked. Where a metrics source is silent nobody knows what it
 * would tell of: they are shown, and not well.
 */
export async function proxmoxOnly(
  { metricSources, sources, stage }: Pick<CephWorld, 'metricSources' | 'sources' | 'stage'>,
  options: ReadOptions
): Promise<readonly CephView[]> {
  const cephs = await readProxmoxCephs(sources, stage, options);
  if (cephs.length === 0) {
    return [];
  }
  const { clusters, unheard } = await heard({ metricSources, stage }, options.signal);
  return cephs
    .filter((ceph) => !clusters.some((one) => isSameCeph(one, ceph)))
    .map((ceph) => proxmoxView(ceph, unheard));
}

/** The clusters that metrics tell of, and the first source that does not say of which. */
async function heard(
  { metricSources, stage }: Pick<CephWorld, 'metricSources' | 'stage'>,
  signal: AbortSignal
): Promise<{ clusters: readonly MetricCluster[]; unheard: CephView['unheard'] }> {
  const answers = await Promise.all(
    metricSources.map(async (source) => ({ source, said: await metricClusters(source, stage.clock(), signal) }))
  );
  const [unheard = null] = answers.flatMap(({ source: { name }, said }) =>
    'code' in said ? [{ name, reason: said }] : []
  );
  return { clusters: answers.flatMap(({ said }) => ('code' in said ? [] : said)), unheard };
}

/** What a name stands for. */
export type NamedCluster =
  | { state: 'seen'; view: CephView }
  /** The source that may have it says nothing. */
  | { state: 'silent'; uid: string; name: string; reason: Reason }
  /** There is none of that name; those that there are. */
  | { state: 'none'; clusters: readonly string[] };

/** The first cluster that has the name, or whose source has it; the first of all for an empty name. */
export async function readClusterNamed(world: CephWorld, name: string, signal: AbortSignal): Promise<NamedCluster> {
  const packs = cephPacks(world);
  const run = await runPacks(world, packs, signal);
  const systems = metricSystems(run, packs);
  const clusters = systems.filter(({ product }) => product !== METRICS);
  const sourceOf = (uid: string) => world.metricSources.find((source) => source.uid === uid);
  const found =
    name === ''
      ? clusters[0]
      : (clusters.find((one) => one.name === name) ??
        clusters.find(
          ({ key, sourceUid }) => key === name || sourceUid === name || sourceOf(sourceUid)?.name === name
        ));
  const source = found && sourceOf(found.sourceUid);
  if (source) {
    const cluster = found.key.split(' ').slice(2).join(' ');
    const reading = await readCeph(source, cluster, { nowMs: world.stage.clock() }, signal);
    return reading.silent === null
      ? { state: 'seen', view: cephView(reading, checksOfSystem(run, packs, found.key)) }
      : { state: 'silent', uid: source.uid, name: source.name, reason: reading.silent };
  }
  const through = await proxmoxOnly(world, { signal });
  const there = through.filter((one) => one.silent === null);
  const view = there.find((one) => [one.name, one.key, one.sourceUid].includes(name) || name === '');
  if (view !== undefined) {
    return { state: 'seen', view };
  }
  const silent = systems.find((system) => system.silent !== null);
  return silent?.silent
    ? { state: 'silent', uid: silent.sourceUid, name: silent.name, reason: silent.silent }
    : { state: 'none', clusters: [...clusters, ...there].map((one) => one.name) };
}

function cephPacks({ packs }: CephWorld): readonly PackSystem[] {
  return packs.filter(({ product }) => product === 'ceph');
}

async function runPacks(
  { registry, stage }: CephWorld,
  packs: readonly PackSystem[],
  signal: AbortSignal
): Promise<RunResult> {
  const definitions = stage.checks.filter(
    ({ kind, pack }) => kind === 'prometheus' && packs.some((system) => system.pack === pack)
  );
  const memory = await stage.recall(signal);
  const options = { registry, clock: stage.clock, windowSeconds: DAY_WINDOW_SECONDS, signal, memory };
  return runWithTrends(definitions, options, { count: ENTITIES_WITH_DAY });
}
