import type { QueryResultMetaNotice } from '@grafana/data';

import type { Reason } from '../../../core/check/verdict';
import type { Read } from '../../../core/inventory/read';
import { notice } from '../../../ui/datasource/answer';
import { matches, wantedOf } from '../../../ui/datasource/filter';

/** Rows of a frame and what could not be read beside them. `refusal` is set when nothing could be read at all. */
export interface Gathered<Row> {
  rows: readonly Row[];
  notices: readonly QueryResultMetaNotice[];
  refusal: Reason | null;
}

/** The rows of one part. */
export function gather<T, Row>(read: Read<T>, rows: (value: T) => readonly Row[]): Gathered<Row> {
  if (!read.ok) {
    return { rows: [], notices: [], refusal: read.reason };
  }
  const notices = read.partial ? [notice(null, read.partial)] : [];
  return { rows: rows(read.value), notices, refusal: null };
}

/**
 * The rows of a part that was asked of many (nodes, guests, storages) by name: the silent ones become notices, all silent a
 * refusal. What a filter leaves out is not missed.
 */
export function gatherEach<T, Row>(
  read: Read<ReadonlyMap<string, Read<T>>>,
  rows: (key: string, value: T) => readonly Row[],
  filter?: string
): Gathered<Row> {
  if (!read.ok) {
    return { rows: [], notices: [], refusal: read.reason };
  }
  const wanted = wantedOf(filter);
  const asked = [...read.value].filter(([key]) => matches(wanted, key));
  const answered = asked.flatMap(([key, one]) => (one.ok ? rows(key, one.value) : []));
  const refused = asked.flatMap(([key, one]) => (one.ok ? [] : [{ key, reason: one.reason }]));
  const partial = asked.flatMap(([key, one]) => (one.ok && one.partial ? [{ key, reason: one.partial }] : []));
  const first = refused[0];
  return {
    rows: answered,
    notices: [
      ...(read.partial ? [notice(null, read.partial)] : []),
      ...grouped([...refused, ...partial]).map(({ keys, reason }) => notice(keys.join(', '), reason)),
    ],
    refusal: first !== undefined && refused.length === asked.length ? first.reason : null,
  };
}

/** Forty nodes that refuse for the same reason are one notice. */
function grouped(
  refused: ReadonlyArray<{ key: string; reason: Reason }>
): ReadonlyArray<{ keys: readonly string[]; reason: Reason }> {
  const groups = new Map<string, { keys: string[]; reason: Reason }>();
  for (const { key, reason } of refused) {
    const name = `${reason.code} ${reason.detail ?? ''}`;
    const group = groups.get(name) ?? { keys: [], reason };
    group.keys.push(key);
    groups.set(name, group);
  }
  return [...groups.values()];
}
