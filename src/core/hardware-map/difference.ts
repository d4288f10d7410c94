import type { HardwareMap } from './map';
import { MAP_FIELDS, type KeptRow, type MapField, type MapRow } from './row';

/** Memory below this is what a kernel keeps for itself, which changes with its version. */
const MEMORY_SLACK_BYTES = 256 * 1024 ** 2;

export interface FieldChange {
  field: MapField;
  /** What was accepted and is not there any more, and what is new; both empty lists never happen. */
  gone: readonly string[];
  added: readonly string[];
}

/** What is not as it was accepted. */
export interface MapDifference {
  added: readonly MapRow[];
  changed: ReadonlyArray<{ row: MapRow; fields: readonly FieldChange[] }>;
  gone: readonly KeptRow[];
  /** Accepted machines that may be there: the token does not see all guests now. */
  unseen: readonly KeptRow[];
  /** Accepted machines of which something cannot be read now, and is therefore not compared. */
  uncompared: readonly MapRow[];
}

/** Compares machine by machine and field by field. What is not known now is no change; what was not known and is now is one. */
export function difference(accepted: readonly KeptRow[], current: HardwareMap): MapDifference {
  const before = new Map(accepted.map((row) => [row.key, row]));
  const now = new Set(current.rows.map((row) => row.key));
  const missing = accepted.filter((row) => !now.has(row.key));
  const isHidden = (row: KeptRow) => !current.isComplete && !row.key.startsWith('node/');
  const changed = current.rows.flatMap((row) => {
    const fields = changedFields(before.get(row.key) ?? row, row);
    return fields.length > 0 ? [{ row, fields }] : [];
  });
  return {
    added: current.rows.filter((row) => !before.has(row.key)),
    changed,
    gone: missing.filter((row) => !isHidden(row)),
    unseen: missing.filter(isHidden),
    uncompared: current.rows.filter((row) => {
      const old = before.get(row.key);
      return MAP_FIELDS.some((field) => old?.fields[field] && !row.fields[field]);
    }),
  };
}

/** Whether nothing has to be accepted. */
export function isSame({ added, changed, gone }: MapDifference): boolean {
  return added.length + changed.length + gone.length === 0;
}

/** What an acceptance keeps: the map as it is now, and the last accepted word where there is none now. */
export function rowsToAccept(accepted: readonly KeptRow[], current: HardwareMap): readonly KeptRow[] {
  const before = new Map(accepted.map((row) => [row.key, row]));
  const rows = current.rows.map(({ key, fields }): KeptRow => {
    const old = before.get(key)?.fields;
    const kept = MAP_FIELDS.map((field) => [field, fields[field] ?? old?.[field] ?? fields[field]] as const);
    return { key, fields: Object.fromEntries(kept.filter(([, value]) => value !== undefined)) };
  });
  return [...rows, ...difference(accepted, current).unseen];
}

function changedFields(old: KeptRow, row: MapRow): readonly FieldChange[] {
  return MAP_FIELDS.flatMap((field) => {
    const now = row.fields[field];
    const was = old.fields[field] ?? [];
    if (!now || (field === 'memory' && isAboutAsMuch(was, now))) {
      return [];
    }
    const gone = was.filter((text) => !now.includes(text));
    const added = now.filter((text) => !was.includes(text));
    return gone.length + added.length > 0 ? [{ field, gone, added }] : [];
  });
}

function isAboutAsMuch([was]: readonly string[], [now]: readonly string[]): boolean {
  return was !== undefined && now !== undefined && Math.abs(Number(was) - Number(now)) <= MEMORY_SLACK_BYTES;
}
