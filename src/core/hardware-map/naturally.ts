const collator = new Intl.Collator('en', { numeric: true });

/** Compares as people count: `pve-a2` before `pve-a10`. Two texts that differ are never equal. */
export function naturally(a: string, b: string): number {
  return collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}
