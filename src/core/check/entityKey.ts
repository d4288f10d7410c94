import type { Labels } from './ports';

/** Only the labels that make the entity; a label the series does not have counts as empty and is left out. */
export function entityLabels(labels: Labels, by: readonly string[]): Labels {
  const own: Record<string, string> = {};
  for (const name of [...by].sort()) {
    const value = labels[name];
    if (value !== undefined && value !== '') {
      own[name] = value;
    }
  }
  return own;
}

/** `uid|instance=pve-a3,mountpoint=/`: source uid and labels sorted by name, with `\`, `,` and `=` in values escaped. */
export function entityKey(sourceUid: string, labels: Labels): string {
  const pairs = Object.keys(labels)
    .sort()
    .map((name) => `${name}=${(labels[name] ?? '').replace(/[\\,=]/g, '\\$&')}`);
  return `${sourceUid}|${pairs.join(',')}`;
}
