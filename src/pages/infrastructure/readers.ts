import type { CheckDefinition } from '../../core/check/definition';
import type { Clock } from '../../core/check/ports';
import { runChecks } from '../../core/check/run';
import type { Inventory } from '../../core/inventory/port';
import { checksOfMeasures, readChecked, type CheckedReading } from '../../core/inventory/readChecked';
import { ARGO_MEASURES } from '../../core/products/argocd/measures';
import type { ArgoParts } from '../../core/products/argocd/parts';
import { argoSystem } from '../../core/products/argocd/system';
import { metricSystems, type PackSystem } from '../../core/products/packSystems';
import {
  BACKUP_SERVER_PARTS,
  backupServerView,
  type BackupServerView,
} from '../../core/products/proxmox-backup/backupServerView';
import type { PbsParts } from '../../core/products/proxmox-backup/parts';
import { backupServerSystem } from '../../core/products/proxmox-backup/system';
import { asksEveryGuest, perGuestParts } from '../../core/products/proxmox-ve/asked';
import { CLUSTER_PARTS, clusterView } from '../../core/products/proxmox-ve/clusterView';
import { PBS_MEASURES, PVE_MEASURES } from '../../core/products/proxmox-ve/measures';
import type { PveParts } from '../../core/products/proxmox-ve/parts';
import { clusterSystem } from '../../core/products/proxmox-ve/system';
import type { ClusterView } from '../../core/products/proxmox-ve/view';
import type { System } from '../../core/products/system';
import type { Connection } from '../../sources/connect';
import type { Reader } from './useReadings';

/** What checks without a window of their own look back: a day. */
const WINDOW_SECONDS = 86_400;

/** Everything that the pages of Infrastructure work with. */
export interface Stage {
  connection: Connection;
  checks: readonly CheckDefinition[];
  systems: readonly PackSystem[];
  clock: Clock;
}

export interface ClusterReading extends CheckedReading<PveParts> {
  view: ClusterView;
}

/** One reader per source that the overview has a line for; a system seen through metrics comes with its Prometheus. */
export function overviewReaders(stage: Stage): ReadonlyArray<Reader<readonly System[]>> {
  const { connection, clock } = stage;
  const clusters = connection.pveSources.map(({ inventory }) =>
    mapReader(clusterReader(inventory, stage), ({ view }) => [clusterSystem(view)])
  );
  const backupServers = connection.pbsSources.map(({ inventory }) =>
    mapReader(backupServerReader(inventory, stage), ({ view }) => [backupServerSystem(view)])
  );
  const argocds = connection.argocdSources.map(({ inventory }) =>
    mapReader(argoReader(inventory, stage), ({ snapshot, checks }) => [argoSystem(inventory, snapshot, checks)])
  );
  const definitions = stage.checks.filter(
    ({ kind, pack }) => kind === 'prometheus' && stage.systems.some((system) => system.pack === pack)
  );
  const metrics: ReadonlyArray<Reader<readonly System[]>> =
    connection.metricSources.length === 0
      ? []
      : [
          {
            key: 'metrics',
            name: connection.metricSources.map(({ name }) => name).join(', '),
            read: async (signal) => {
              const { registry } = connection;
              const options = { registry, clock, windowSeconds: WINDOW_SECONDS, signal };
              return metricSystems(await runChecks(definitions, options), stage.systems);
            },
            forget: () => undefined,
          },
        ];
  return [...clusters, ...backupServers, ...argocds, ...metrics];
}

/** A cluster without what would have to be asked of each guest. */
export function clusterReader(source: Inventory<PveParts>, { checks, clock }: Stage): Reader<ClusterReading> {
  const definitions = checksOfMeasures(checks, PVE_MEASURES).filter((check) => !asksEveryGuest(check, PVE_MEASURES));
  return reader(source, async (signal, onProgress) => {
    const reading = await readChecked(source, CLUSTER_PARTS, definitions, PVE_MEASURES, { clock, signal, onProgress });
    return { ...reading, view: clusterView(source, reading.snapshot, reading.checks, clock()) };
  });
}

/** Parts that each guest is asked for by itself, with the checks that need no other such part. */
export function perGuestReader(
  source: Inventory<PveParts>,
  parts: ReadonlyArray<keyof PveParts>,
  { checks, clock }: Stage
): Reader<CheckedReading<PveParts> & { readMs: number }> {
  const definitions = checksOfMeasures(checks, PVE_MEASURES).filter((check) => {
    const asked = perGuestParts(check, PVE_MEASURES);
    return asked.length > 0 && asked.every((part) => parts.some((one) => one === part));
  });
  return reader(source, async (signal, onProgress) => ({
    ...(await readChecked(source, ['resources', ...parts], definitions, PVE_MEASURES, { clock, signal, onProgress })),
    readMs: clock(),
  }));
}

export function backupServerReader(
  source: Inventory<PbsParts>,
  { checks, clock }: Stage
): Reader<{ view: BackupServerView }> {
  const definitions = checksOfMeasures(checks, PBS_MEASURES);
  return reader(source, async (signal, onProgress) => {
    const read = await readChecked(source, BACKUP_SERVER_PARTS, definitions, PBS_MEASURES, {
      clock,
      signal,
      onProgress,
    });
    return { view: backupServerView(source, read.snapshot, read.checks, clock()) };
  });
}

function argoReader(source: Inventory<ArgoParts>, { checks, clock }: Stage): Reader<CheckedReading<ArgoParts>> {
  const definitions = checksOfMeasures(checks, ARGO_MEASURES);
  return reader(source, (signal, onProgress) =>
    readChecked(source, ['applications'], definitions, ARGO_MEASURES, { clock, signal, onProgress })
  );
}

function reader<T, Parts>(source: Inventory<Parts>, read: Reader<T>['read']): Reader<T> {
  return { key: source.uid, name: source.name, read, forget: () => source.forget() };
}

function mapReader<T, U>({ read, ...rest }: Reader<T>, change: (value: T) => U): Reader<U> {
  return { ...rest, read: async (signal, onProgress) => change(await read(signal, onProgress)) };
}
