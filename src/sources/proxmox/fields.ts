import type { Parsed } from '../grafana/proxyReader';

/**
 * Readers for what Proxmox sends: numbers as strings, booleans as 0, 1, "1", true or not at all. They never throw; what cannot
 * be understood is null, and an absent number is not 0.
 */

export type Row = Readonly<Record<string, unknown>>;

/** The last moment that a date can hold. */
export const LATEST_MS = 8.64e15;

export function row(value: unknown): Row | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Row) : null;
}

export function list(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null;
}

/** A finite number of 0 or more: nothing that is read here can be less. */
export function amount(value: unknown): number | null {
  const read = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) && read >= 0 ? read : null;
}

/** An amount where 0 stands for "not known". */
export function size(value: unknown): number | null {
  return amount(value) || null;
}

/** Percent of 0 to 100 as a ratio. */
export function percent(value: unknown): number | null {
  const read = amount(value);
  return read === null || read > 100 ? null : read / 100;
}

/** Seconds since the epoch as ms; 0 stands for never. */
export function timeMs(value: unknown): number | null {
  const read = size(value);
  return read === null || read * 1000 > LATEST_MS ? null : read * 1000;
}

/** A text that says something; a number is taken for its digits. */
export function text(value: unknown): string | null {
  const read = typeof value === 'number' && Number.isFinite(value) ? String(value) : value;
  return typeof read === 'string' && read.trim() !== '' ? read.trim() : null;
}

/** Null when it is absent or no boolean. */
export function flag(value: unknown): boolean | null {
  switch (value) {
    case true:
    case 1:
    case '1':
    case 'true':
    case 'yes':
    case 'on':
      return true;
    case false:
    case 0:
    case '0':
    case '':
    case 'false':
    case 'no':
    case 'off':
      return false;
    default:
      return null;
  }
}

/** The words of a list in one text, whatever stands between them. */
export function words(value: unknown): readonly string[] {
  return (text(value) ?? '').split(/[\s,;]+/).filter((word) => word !== '');
}

/** `scsi0: local-lvm:vm-100-disk-0,size=32G,backup=0`: what stands first, and the settings behind it. */
export function settings(value: string): { first: string; named: ReadonlyMap<string, string> } {
  const parts = value.split(',').map((part) => part.split('='));
  const named = new Map(parts.map(([name = '', ...rest]) => [name.trim(), rest.join('=').trim()]));
  return { first: value.split(',')[0]?.trim() ?? '', named };
}

/**
 * The rows of a list. `read` gives null for one that cannot be understood: they are counted, so that the list does not look
 * whole; undefined for one that is of no interest. Null when it is no list.
 */
export function rows<T>(data: unknown, read: (row: Row) => T | null | undefined): Parsed<readonly T[]> | null {
  const found = list(data);
  if (found === null) {
    return null;
  }
  const value: T[] = [];
  let unreadable = 0;
  for (const entry of found) {
    const one = row(entry);
    const understood = one === null ? null : read(one);
    if (understood === null) {
      unreadable += 1;
    } else if (understood !== undefined) {
      value.push(understood);
    }
  }
  return { value, ...unreadableRows(unreadable, found.length) };
}

export function unreadableRows(count: number, of: number): Pick<Parsed<unknown>, 'partial'> {
  return count === 0 ? {} : { partial: { code: 'bad-response', detail: `${count} of ${of} entries cannot be read` } };
}

/** One object. Null when it is none. */
export function object<T>(data: unknown, read: (row: Row) => T | null): Parsed<T> | null {
  const found = row(data);
  const value = found === null ? null : read(found);
  return value === null ? null : { value };
}
