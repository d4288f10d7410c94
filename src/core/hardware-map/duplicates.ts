import { naturally } from './naturally';
import type { MapRow } from './row';

/** An address or a MAC that stands more than once. */
export interface Duplicate {
  kind: 'address' | 'mac';
  value: string;
  /** Keys of the machines that have it, as often as they have it. */
  rows: readonly string[];
}

const MAC = /\b[\dA-F]{2}(?::[\dA-F]{2}){5}\b/;

/** Every address and every MAC that more than one machine has, or one machine on two of its network cards. */
export function findDuplicates(rows: readonly MapRow[]): readonly Duplicate[] {
  const holders = new Map<string, { kind: Duplicate['kind']; value: string; rows: string[] }>();
  const note = (kind: Duplicate['kind'], value: string, row: string) => {
    const id = `${kind} ${value}`;
    const known = holders.get(id);
    if (known) {
      known.rows.push(row);
    } else {
      holders.set(id, { kind, value, rows: [row] });
    }
  };
  for (const { key, fields } of rows) {
    fields.addresses?.forEach((address) => note('address', address, key));
    fields.macs?.forEach((mac) => note('mac', mac, key));
    fields.networks?.forEach((network) => {
      const mac = MAC.exec(network)?.[0];
      if (mac !== undefined) {
        note('mac', mac, key);
      }
    });
  }
  return [...holders.values()]
    .filter((holder) => holder.rows.length > 1)
    .sort((a, b) => naturally(a.kind, b.kind) || naturally(a.value, b.value));
}
