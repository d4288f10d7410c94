import type { CheckDefinition } from '../../core/check/definition';
import type { CheckResult } from '../../core/check/result';
import { DAY_WINDOW_SECONDS, runChecks } from '../../core/check/run';
import { needsALook, runWithTrends } from '../../core/check/trends';
import type { Reason } from '../../core/check/verdict';
import type { Connection } from '../../core/connection/connection';
import type { Inventory } from '../../core/inventory/port';
import { checksOfMeasures, readChecked, type CheckedReading } from '../../core/inventory/readChecked';
import { backupsSystem } from '../../core/products/backups/system';
import { keepSystems, type LastSystems } from '../../core/products/lastKnown';
import { proxmoxCephSystem } from '../../core/products/ceph/proxmoxView';
import { proxmoxOnly } from '../../core/products/ceph/readCluster';
import { checksOfSystem, metricSystems, type PackSystem } from '../../core/products/packSystems';
import type { Product } from '../../core/products/product';
import { perGuestParts } from '../../core/products/proxmox-ve/asked';
import type { PveParts } from '../../core/products/proxmox-ve/parts';
import { PROXMOX_VE } from '../../core/products/proxmox-ve/product';
import { readServer, type ReadStage, type ServerReading, type ServerSource } from '../../core/products/source';
import type { System } from '../../core/products/system';
import { t } from '../../ui/t';
import type { Reader } from './useReadings';

/**
 * One reader per source that the overview has a line for; a system seen through metrics comes with its Prometheus.
 * @param last What was seen before: what falls silent keeps its line.
 */
export function overviewReaders(
  connection: Connection,
  packs: readonly PackSystem[],
  stage: ReadStage,
  last: LastSystems
): ReadonlyArray<Reader<readonly System[]>> {
  const { checks } = stage;
  const servers = connection.sources.map((source): Reader<readonly System[]> => ({
    key: source.ref.uid,
    name: source.ref.name,
    read: async (signal, onProgress) => {
      const system = await source.readSystem(stage, { signal, onProgress });
      return keepSystems([system], last, { memory: await stage.recall(signal), checks, packs });
    },
    forget: () => source.forget(),
  }));
  const definitions = stage.checks.filter(
    ({ kind, pack }) => kind === 'prometheus' && packs.some((system) => system.pack === pack)
  );
  const backups = connection.backups.isConnected ? [backupsReader(connection, stage, last, packs)] : [];
  const ceph = hasProxmox(connection) ? [proxmoxCephReader(connection, packs, stage, last)] : [];
  if (connection.metricSources.length === 0) {
    return [...servers, ...ceph, ...backups];
  }
  const metrics: Reader<readonly System[]> = {
    key: 'metrics',
    name: connection.metricSources.map(({ name }) => name).join(', '),
    read: async (signal) => {
      const { registry } = connection;
      const memory = await stage.recall(signal);
      const options = { registry, clock: stage.clock, windowSeconds: DAY_WINDOW_SECONDS, signal, memory };
      const run = await runWithTrends(definitions, options, { count: 1, isShown: needsALook });
      return keepSystems(metricSystems(run, packs), last, { memory, checks, packs });
    },
    forget: () => undefined,
  };
  return [...servers, metrics, ...ceph, ...backups];
}

function hasProxmox({ sources }: Connection): boolean {
  return sources.some((source) => source.serverOf(PROXMOX_VE) !== null);
}

/** The reader of what other sources tell beside their own line: no source of its own. */
export const CEPH_ON_PROXMOX = 'ceph';

/** Each Ceph that Proxmox alone tells of is a line of its own. */
function proxmoxCephReader(
  connection: Connection,
  packs: readonly PackSystem[],
  stage: ReadStage,
  last: LastSystems
): Reader<readonly System[]> {
  const { checks, recall } = stage;
  const titles = new Map(
    packs.flatMap(({ product, figures }) => (product === 'ceph' ? figures.map(({ id, title }) => [id, title]) : []))
  );
  return {
    key: CEPH_ON_PROXMOX,
    name: t('system.ceph-on-proxmox', 'Ceph on Proxmox'),
    read: async (signal, onProgress) => {
      const views = await proxmoxOnly({ ...connection, stage }, { signal, onProgress });
      // Whether hosts that do not answer have one is known of those that had.
      const systems = views
        .filter(({ silent, key }) => silent === null || last.has(key))
        .map((view) => proxmoxCephSystem(view, titles));
      return keepSystems(systems, last, { memory: await recall(signal), checks, packs });
    },
    forget: () => undefined,
  };
}

/** Entities of a check whose last day its evidence shows. */
const ENTITIES_WITH_DAY = 20;

/** How far back the checks of backups look. */
const BACKUPS_DAYS = 35;

/** All that should be recoverable is one line, with the words of the checks that see the same. */
function backupsReader(
  { backups, registry }: Connection,
  { checks, clock, recall }: ReadStage,
  last: LastSystems,
  packs: readonly PackSystem[]
): Reader<readonly System[]> {
  const definitions = checks.filter(({ kind }) => kind === 'backups');
  return {
    key: 'backups',
    name: t('system.backups', 'Backups'),
    read: async (signal, onProgress) => {
      const memory = await recall(signal);
      const options = { registry, clock, windowSeconds: DAY_WINDOW_SECONDS, signal, memory };
      const nowMs = clock();
      const run = await runChecks(definitions, options);
      const posture = { nowMs, days: BACKUPS_DAYS, checks: [...run.checks.values()] };
      const system = backupsSystem(await backups.posture(posture, signal, onProgress));
      return system === null ? [] : keepSystems([system], last, { memory, checks, packs });
    },
    forget: () => backups.forget(),
  };
}

/** What is said of one system that packs describe: its line, and each of its checks. */
export interface Findings {
  system: System | null;
  checks: readonly CheckResult[];
}

/** Reads the checks of a system that is seen through metrics alone. */
export function findingsReader(
  connection: Connection,
  packs: readonly PackSystem[],
  stage: ReadStage,
  { key, last }: { key: string; last: LastSystems }
): Reader<Findings> {
  const own = packs.filter(({ product }) => key.startsWith(`${product} `));
  const definitions = stage.checks.filter(
    ({ kind, pack }) => kind === 'prometheus' && own.some((system) => system.pack === pack)
  );
  return {
    key,
    name: connection.metricSources.map(({ name }) => name).join(', '),
    read: async (signal) => {
      const memory = await stage.recall(signal);
      const options = {
        registry: connection.registry,
        clock: stage.clock,
        windowSeconds: DAY_WINDOW_SECONDS,
        signal,
        memory,
      };
      const run = await runWithTrends(definitions, options, { count: ENTITIES_WITH_DAY });
      const systems = keepSystems(metricSystems(run, own), last, { memory, checks: definitions, packs: own });
      return { system: systems.find((one) => one.key === key) ?? null, checks: checksOfSystem(run, own, key) };
    },
    forget: () => undefined,
  };
}

/**
 * All that the view of a server shows, with what its checks say; without the checks that cost too much at every look.
 * @param onGood Keeps what was read of a server that answers.
 */
export function serverReader<Parts, View extends { silent: Reason | null }>(
  product: Product<Parts, View>,
  source: ServerSource<Parts>,
  stage: ReadStage,
  onGood: (reading: ServerReading<Parts, View>) => void
): Reader<ServerReading<Parts, View>> {
  return reader(source.inventory, async (signal, onProgress) => {
    const reading = await readServer(product, source, product.parts, stage, { signal, onProgress });
    if (reading.view.silent === null) {
      onGood(reading);
    }
    return reading;
  });
}

/** The checks that each guest is asked for by itself, and that need no other such part than these. */
export function perGuestChecks(
  parts: ReadonlyArray<keyof PveParts>,
  { checks }: Pick<ReadStage, 'checks'>
): readonly CheckDefinition[] {
  return checksOfMeasures(checks, PROXMOX_VE).filter((check) => {
    const asked = perGuestParts(check, PROXMOX_VE.measures);
    return asked.length > 0 && asked.every((part) => parts.some((one) => one === part));
  });
}

/** Parts that each guest is asked for by itself, with their checks. */
export function perGuestReader(
  source: Inventory<PveParts>,
  parts: ReadonlyArray<keyof PveParts>,
  stage: ReadStage
): Reader<CheckedReading<PveParts> & { readMs: number }> {
  const { measures } = PROXMOX_VE;
  const { clock, recall } = stage;
  const definitions = perGuestChecks(parts, stage);
  return reader(source, async (signal, onProgress) => ({
    ...(await readChecked(source, ['resources', ...parts], definitions, measures, {
      clock,
      memory: await recall(signal),
      signal,
      onProgress,
    })),
    readMs: clock(),
  }));
}

function reader<T, Parts>(source: Inventory<Parts>, read: Reader<T>['read']): Reader<T> {
  return { key: source.uid, name: source.name, read, forget: () => source.forget() };
}
