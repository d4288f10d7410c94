import type { ProxmoxProduct } from '../../core/products/proxmox/parts';
import type { KindQuery, ListQuery } from '../../ui/datasource/query';

/** What a query may narrow its rows by; each is a text in which dashboard variables are replaced. */
export const FILTERS = ['node', 'guest', 'storage'] as const;
export type Filter = (typeof FILTERS)[number];

interface KindTraits {
  products: readonly ProxmoxProduct[];
  filters: readonly Filter[];
  /** Rows that say whether something failed can be narrowed to those. */
  canFail?: true;
  /** Time series over the dashboard's range: what can be drawn of each thing, the first one unless another is chosen. */
  metrics?: readonly Metric[];
  /** Rows are what happened within the dashboard's range, and can be drawn as annotations. */
  events?: true;
}

export type Metric = 'cpu' | 'memory' | 'io-wait' | 'root' | 'disk' | 'network' | 'pressure';

/** Everything that can be asked, and of which product. */
export const KINDS = {
  nodes: { products: ['pve'], filters: ['node'] },
  guests: { products: ['pve'], filters: ['node', 'guest'] },
  storages: { products: ['pve'], filters: ['node', 'storage'] },
  'node-status': { products: ['pve', 'pbs'], filters: ['node'] },
  'node-history': {
    products: ['pve'],
    filters: ['node'],
    metrics: ['cpu', 'memory', 'io-wait', 'root', 'network', 'pressure'],
  },
  'guest-history': {
    products: ['pve'],
    filters: ['node', 'guest'],
    metrics: ['cpu', 'memory', 'disk', 'network', 'pressure'],
  },
  'storage-history': { products: ['pve'], filters: ['node', 'storage'], metrics: ['disk'] },
  tasks: { products: ['pve', 'pbs'], filters: ['node', 'guest'], canFail: true, events: true },
  backups: { products: ['pve', 'pbs'], filters: ['guest', 'storage'], events: true },
  'backup-jobs': { products: ['pve'], filters: ['storage'] },
  replication: { products: ['pve'], filters: ['node', 'guest'], canFail: true },
  ha: { products: ['pve'], filters: ['node'], canFail: true },
  certificates: { products: ['pve'], filters: ['node'] },
  packages: { products: ['pve'], filters: ['node'] },
  updates: { products: ['pve', 'pbs'], filters: ['node'] },
  disks: { products: ['pve', 'pbs'], filters: ['node'], canFail: true },
  snapshots: { products: ['pve'], filters: ['node', 'guest'] },
  datastores: { products: ['pbs'], filters: ['storage'] },
  groups: { products: ['pbs'], filters: ['guest', 'storage'] },
  jobs: { products: ['pbs'], filters: ['storage'], canFail: true },
} as const satisfies Record<string, KindTraits>;

export type Kind = keyof typeof KINDS;

/** Whether a saved query names a kind: dashboards are written by hand, too. */
export function isKind(kind: unknown): kind is Kind {
  return typeof kind === 'string' && Object.hasOwn(KINDS, kind);
}

export const traitsOf = (kind: Kind): KindTraits => KINDS[kind];

/** The kinds that one product answers, in the order in which they are offered. */
export function kindsOf(product: ProxmoxProduct): readonly Kind[] {
  return (Object.keys(KINDS) as Kind[]).filter((kind) => traitsOf(kind).products.includes(product));
}

export interface ProxmoxQuery extends KindQuery {
  kind: Kind;
  node?: string;
  /** VM id or name. */
  guest?: string;
  /** Storage of a PVE, datastore of a PBS. */
  storage?: string;
  failedOnly?: boolean;
  /** Of a time series. */
  metric?: Metric;
  /** How a point of a time series stands for the seconds before it; absent is the average. */
  points?: 'average' | 'maximum';
}

/** What a dashboard variable can list of each product. */
export const VARIABLE_LISTS = {
  pve: ['nodes', 'guests', 'storages', 'tags'],
  pbs: ['datastores', 'groups'],
} as const;

export interface ProxmoxVariableQuery extends ListQuery {
  list: (typeof VARIABLE_LISTS)[ProxmoxProduct][number];
  /** Narrows guests, tags and storages. */
  node?: string;
}
