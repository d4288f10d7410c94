import type { ScopedVars } from '@grafana/data';
import { getTemplateSrv } from '@grafana/runtime';

/** A query with the dashboard's variables replaced in its filters; several values of one stand with commas between them. */
export function interpolated<Query extends object>(
  query: Query,
  filters: ReadonlyArray<keyof Query & string>,
  scopedVars: ScopedVars
): Query {
  const texts = getTemplateSrv();
  const replaced = filters.flatMap((filter): Array<[string, string]> => {
    const text: unknown = query[filter];
    return typeof text === 'string' ? [[filter, texts.replace(text, scopedVars, 'csv')]] : [];
  });
  return { ...query, ...Object.fromEntries(replaced) };
}
