import type { Snapshot } from '../../../core/inventory/read';
import type { FrameAnswer } from '../../../ui/datasource/answer';
import { matches, wantedOf } from '../../../ui/datasource/filter';
import { tableFrame, type FrameColumn } from '../../../ui/datasource/tableFrame';
import type { Filter, ProxmoxQuery } from '../query';
import type { Gathered } from './gather';

/** A kind of query that gives a table: the parts it reads, and the frame that is made of them. */
export interface TableKind<Parts> {
  parts: ReadonlyArray<keyof Parts & string>;
  frame(read: Snapshot<Parts>, query: ProxmoxQuery): FrameAnswer;
}

interface Definition<Parts, Row> {
  name: string;
  parts: ReadonlyArray<keyof Parts & string>;
  /** `wanted` says whether a node (or whatever the part is asked of) is asked for at all. */
  rows: (read: Snapshot<Parts>, query: ProxmoxQuery) => Gathered<Row>;
  columns: ReadonlyArray<FrameColumn<Row>>;
  /** The names by which a filter knows a row. */
  names?: Partial<Record<Filter, (row: Row) => ReadonlyArray<string | null>>>;
  failed?: (row: Row) => boolean;
}

/** A kind whose rows are filtered by what the query names. */
export function table<Parts, Row>(definition: Definition<Parts, Row>): TableKind<Parts> {
  const { name, parts, columns, names = {}, failed } = definition;
  return {
    parts,
    frame(read, query) {
      const { rows, notices, refusal } = definition.rows(read, query);
      if (refusal !== null) {
        return { ok: false, reason: refusal };
      }
      const filters = Object.entries(names).map(([filter, of]) => ({ wanted: wantedOf(query[filter as Filter]), of }));
      const shown = rows.filter(
        (row) =>
          filters.every(({ wanted, of }) => matches(wanted, ...of(row))) &&
          (query.failedOnly !== true || failed === undefined || failed(row))
      );
      return { ok: true, frame: tableFrame({ refId: query.refId, name, notices }, columns, shown) };
    },
  };
}

/** A part that a kind lists in `parts`; without it nobody asked for it, which is a bug. */
export function partOf<Parts, K extends keyof Parts & string>(
  read: Snapshot<Parts>,
  name: K
): NonNullable<Snapshot<Parts>[K]> {
  const part = read[name];
  if (part === undefined) {
    throw new Error(`the part ${name} was not read`);
  }
  return part;
}
