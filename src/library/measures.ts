import type { CheckKind } from '../core/check/definition';
import type { ProductMeasures } from '../core/products/product';
import { GRAFANA_MEASURES } from '../core/grafana/measures';
import { PRODUCTS } from '../core/products/products';
import { NOTHING_SHOWN } from '../core/products/shows';

/** What a measure is to whoever writes a check, with what the view of its product shows of the checks that ask it. */
export type NamedMeasure = ProductMeasures['measures'][string] & Pick<ProductMeasures, 'shows'>;

type Measures = ReadonlyMap<string, NamedMeasure>;

/** The measures that a check's `query` may name, by kind; products may share a kind, other kinds have queries of their own. */
const MEASURES: ReadonlyMap<CheckKind, Measures> = byKind([
  ...Object.values(PRODUCTS).filter((product) => product !== null),
  { kind: 'grafana', measures: GRAFANA_MEASURES, shows: NOTHING_SHOWN },
]);

function byKind(products: ReadonlyArray<Omit<ProductMeasures, 'id'>>): ReadonlyMap<CheckKind, Measures> {
  const kinds = new Map<CheckKind, Map<string, NamedMeasure>>();
  for (const { kind, measures, shows } of products) {
    const own = kinds.get(kind) ?? new Map<string, NamedMeasure>();
    Object.entries(measures).forEach(([name, measure]) => own.set(name, { ...measure, shows }));
    kinds.set(kind, own);
  }
  return kinds;
}

export function measuresFor(kind: CheckKind): Measures | undefined {
  return MEASURES.get(kind);
}

/** The measure's name. Once it was written like a check's id: packs that say `pve.quorum` still mean `pve/quorum`. */
export function measureName(kind: CheckKind, written: string): string {
  const name = written.replace('.', '/');
  return measuresFor(kind)?.has(name) ? name : written;
}
