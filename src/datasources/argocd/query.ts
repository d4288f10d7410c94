import type { KindQuery, ListQuery } from '../../ui/datasource/query';

/** What a query may narrow its rows by; each is a text in which dashboard variables are replaced. */
export const FILTERS = ['project', 'application', 'cluster'] as const;
export type Filter = (typeof FILTERS)[number];

interface KindTraits {
  filters: readonly Filter[];
  /** Rows are what happened within the dashboard's range, and can be drawn as annotations. */
  events?: true;
  /** Rows that say whether something failed can be narrowed to those. */
  canFail?: true;
}

/** Everything that can be asked, in the order in which it is offered. */
const KINDS = {
  applications: { filters: FILTERS },
  summary: { filters: FILTERS },
  history: { filters: FILTERS, events: true },
  operations: { filters: FILTERS, events: true, canFail: true },
  conditions: { filters: FILTERS },
  projects: { filters: ['project'] },
  windows: { filters: ['project'] },
  clusters: { filters: ['cluster'] },
} as const satisfies Record<string, KindTraits>;

export type Kind = keyof typeof KINDS;
export const ALL_KINDS = Object.keys(KINDS) as readonly Kind[];

export const traitsOf = (kind: Kind): KindTraits => KINDS[kind];

export function isKind(kind: unknown): kind is Kind {
  return typeof kind === 'string' && Object.hasOwn(KINDS, kind);
}

export interface ArgocdQuery extends KindQuery {
  kind: Kind;
  project?: string;
  application?: string;
  /** That applications are deployed to, by name or address. */
  cluster?: string;
  failedOnly?: boolean;
}

/** What a dashboard variable can list. */
export const VARIABLE_LISTS = ['applications', 'projects', 'clusters'] as const;
export type VariableList = (typeof VARIABLE_LISTS)[number];

export interface ArgocdVariableQuery extends ListQuery {
  list: VariableList;
  /** Only applications of these projects. */
  project?: string;
}
