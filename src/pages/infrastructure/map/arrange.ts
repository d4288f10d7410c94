import type { HardwareMap } from '../../../core/hardware-map/map';
import type { MapRow } from '../../../core/hardware-map/row';
import { machineName } from './mapWords';

/** Machines that are not as accepted stand first; otherwise the order stays. */
export function changedFirst(rows: readonly MapRow[], changed: ReadonlySet<string>): readonly MapRow[] {
  return [...rows].sort((a, b) => Number(changed.has(b.key)) - Number(changed.has(a.key)));
}

/** Whether a text of a field is or holds something that stands twice. */
export function twiceIn({ duplicates }: HardwareMap): (value: string) => boolean {
  const twice = new Set(duplicates.map(({ value }) => value));
  return (value) => twice.has(value) || value.split(' ').some((word) => twice.has(word));
}

/** Every word has to stand somewhere: in the name, the node, an address, a MAC, a bridge. */
export function matching(rows: readonly MapRow[], search: string): readonly MapRow[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return rows.filter((row) => {
    const text = [machineName(row), row.node, row.status, ...Object.values(row.fields).flat()].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
