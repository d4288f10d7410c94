import { dateMath, dateTime, type DataQuery, type RawTimeRange, type TimeRange } from '@grafana/data';

/** One pane of Explore as its address holds it. */
export interface Pane {
  datasource: string;
  queries: DataQuery[];
  range: RawTimeRange;
}

const fallback: Pane = { datasource: '', queries: [{ refId: 'A' }], range: { from: 'now-1h', to: 'now' } };

/** The first of `panes`; what is no JSON is the empty pane. */
export function paneOf(search: string): Pane {
  try {
    const panes = JSON.parse(new URLSearchParams(search).get('panes') ?? '{}') as Record<string, Partial<Pane>>;
    return { ...fallback, ...Object.values(panes)[0] };
  } catch {
    return fallback;
  }
}

export const paneQuery = (pane: Pane) => ({ schemaVersion: 1, panes: JSON.stringify({ left: pane }) });

/** Explore with an empty query of the data source. */
export const exploreAddress = (uid: string): string =>
  `/explore?${new URLSearchParams({ schemaVersion: '1', panes: paneQuery({ ...fallback, datasource: uid }).panes }).toString()}`;

/** Relative (`now-6h`) or ms since the epoch. */
export function timeRange({ from, to }: RawTimeRange): TimeRange {
  const parse = (text: unknown) => (/^\d+$/.test(String(text)) ? dateTime(Number(text)) : String(text));
  const raw = { from: parse(from), to: parse(to) };
  return { from: dateMath.toDateTime(raw.from, {})!, to: dateMath.toDateTime(raw.to, { roundUp: true })!, raw };
}
