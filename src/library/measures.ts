import type { CheckKind } from '../core/check/definition';
import { ARGO_MEASURES } from '../core/products/argocd/measures';
import { PBS_MEASURES, PVE_MEASURES } from '../core/products/proxmox-ve/measures';

/** What a measure is to whoever writes a check. */
export interface NamedMeasure {
  needs: readonly string[];
  wants?: readonly string[];
  labels: readonly string[];
}

type Measures = ReadonlyMap<string, NamedMeasure>;

/** The measures that a check's `query` may name, by kind; other kinds have queries of their own. */
const MEASURES: Readonly<Partial<Record<CheckKind, Measures>>> = {
  proxmox: new Map<string, NamedMeasure>(Object.entries({ ...PVE_MEASURES, ...PBS_MEASURES })),
  argocd: new Map<string, NamedMeasure>(Object.entries(ARGO_MEASURES)),
};

export function measuresFor(kind: CheckKind): Measures | undefined {
  return MEASURES[kind];
}

/** The measure's name. Once it was written like a check's id: packs that say `pve.quorum` still mean `pve/quorum`. */
export function measureName(kind: CheckKind, written: string): string {
  const name = written.replace('.', '/');
  return measuresFor(kind)?.has(name) ? name : written;
}

/** The name that looks most like the one that was written. */
export function nearestName(written: string, names: Iterable<string>): string | undefined {
  const ranked = [...names].map((name) => ({ name, distance: editDistance(written, name) }));
  return ranked.sort((a, b) => a.distance - b.distance)[0]?.name;
}

/** Levenshtein: letters to add, drop or change. */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const change = (above[column - 1] ?? 0) + Number(a[row - 1] !== b[column - 1]);
      line.push(Math.min(change, (above[column] ?? 0) + 1, (line[column - 1] ?? 0) + 1));
    }
    above = line;
  }
  return above[b.length] ?? 0;
}
