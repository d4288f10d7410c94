import type { CheckKind } from '../core/check/definition';
import { ARGO_MEASURES } from '../core/products/argocd/measures';
import { DELIVERY_SHOWS } from '../core/products/argocd/view';
import { BACKUP_SERVER_SHOWS } from '../core/products/proxmox-backup/backupServerView';
import { PBS_MEASURES, PVE_MEASURES } from '../core/products/proxmox-ve/measures';
import { CLUSTER_SHOWS } from '../core/products/proxmox-ve/view';
import type { Shows } from '../core/products/shows';

/** What a measure is to whoever writes a check. */
export interface NamedMeasure {
  needs: readonly string[];
  wants?: readonly string[];
  labels: readonly string[];
  /** What the view of its product shows of the checks that ask it. */
  shows: Shows;
}

type Measures = ReadonlyMap<string, NamedMeasure>;

/** The measures that a check's `query` may name, by kind; other kinds have queries of their own. */
const MEASURES: Readonly<Partial<Record<CheckKind, Measures>>> = {
  proxmox: new Map([...named(PVE_MEASURES, CLUSTER_SHOWS), ...named(PBS_MEASURES, BACKUP_SERVER_SHOWS)]),
  argocd: new Map(named(ARGO_MEASURES, DELIVERY_SHOWS)),
};

function named(
  measures: Readonly<Record<string, Omit<NamedMeasure, 'shows'>>>,
  shows: Shows
): Array<[name: string, measure: NamedMeasure]> {
  return Object.entries(measures).map(([name, { needs, wants = [], labels }]) => [
    name,
    { needs, wants, labels, shows },
  ]);
}

export function measuresFor(kind: CheckKind): Measures | undefined {
  return MEASURES[kind];
}

/** The measure's name. Once it was written like a check's id: packs that say `pve.quorum` still mean `pve/quorum`. */
export function measureName(kind: CheckKind, written: string): string {
  const name = written.replace('.', '/');
  return measuresFor(kind)?.has(name) ? name : written;
}
