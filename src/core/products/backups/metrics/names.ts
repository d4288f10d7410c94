import type { Labels } from '../../../check/series';
import type { TargetKind } from '../target';

/** How things that metrics tell of are named. */

/** What an id is unique in: the label `cluster`, where there is one, else the data source. */
export function scopeOf(labels: Labels, source: { uid: string }): string {
  return labels['cluster'] || source.uid;
}

/** The same for people. */
export function placeOf(labels: Labels, source: { name: string }): string {
  return labels['cluster'] || source.name;
}

/** An exporter's own name, the same after a restart: a pod's address is none. */
export function exporterOf({ instance = '', service = '', container = '', job = '' }: Labels): string {
  return /^(\d+\.){3}\d+(:\d+)?$|^\[|^$/.test(instance) ? service || container || job : instance.replace(/:\d+$/, '');
}

/** The one scraped target that tells of it: another of the same job answers for others. */
export function exporterGroup({ cluster = '', job = '', instance = '' }: Labels): string {
  return JSON.stringify([cluster, job, instance]);
}

/** The labels that have a value. */
export function labelsOf(labels: Labels, names: readonly string[]): Labels {
  return Object.fromEntries(names.flatMap((name) => (labels[name] ? [[name, labels[name]]] : [])));
}

/** What a name says that it is a backup of. */
export function kindOf(name: string): TargetKind {
  if (/etcd/i.test(name)) {
    return 'etcd';
  }
  return /postgres|pgsql|pg[-_]?(dump|backup)|mysql|maria|mongo|redis|database|(^|[-_/])db([-_]|$)|sql|dump/i.test(name)
    ? 'database'
    : 'other';
}
