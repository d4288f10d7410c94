import type { Labels } from './series';

/** What tells an entity from the others, for ever. */
export interface Identity {
  /** `uid|instance=pve-a3,mountpoint=/`: source uid and labels sorted by name, with `\`, `,` and `=` in values escaped. */
  key: string;
  /**
   * The labels that make the entity, and those that tell what it is like, which are no part of the key. A label the series does
   * not have counts as empty and is left out.
   */
  labels: Labels;
}

/** How entities are told apart by these labels; made once for many series. `says` are kept beside them. */
export function identityBy(
  by: readonly string[],
  says: readonly string[] = []
): (sourceUid: string, labels: Labels) => Identity {
  const names = [...by].sort();
  return (sourceUid, labels) => {
    const own: Record<string, string> = {};
    const pairs: string[] = [];
    for (const name of names) {
      const value = labels[name];
      if (value !== undefined && value !== '') {
        own[name] = value;
        pairs.push(`${name}=${value.replace(/[\\,=]/g, '\\$&')}`);
      }
    }
    for (const name of says) {
      const value = labels[name];
      if (value !== undefined && value !== '') {
        own[name] = value;
      }
    }
    return { key: `${sourceUid}|${pairs.join(',')}`, labels: own };
  };
}

/** Reads a key back: the inverse of `identityBy`. Null when it is none. */
export function entityOfKey(key: string): { sourceUid: string; labels: Labels } | null {
  const bar = key.indexOf('|');
  if (bar < 0) {
    return null;
  }
  const pairs = key.slice(bar + 1).match(/(?:\\.|[^\\,])+/gsu) ?? [];
  const labels: Record<string, string> = {};
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    if (equals < 1) {
      return null;
    }
    labels[pair.slice(0, equals)] = pair.slice(equals + 1).replace(/\\(.)/gsu, '$1');
  }
  return { sourceUid: key.slice(0, bar), labels };
}
