import type { Verdict } from '../../../core/check/verdict';
import type { GuestRow } from '../../../core/products/proxmox-ve/view';

/** What of a guest list is shown, as far as the address says it. */
export interface GuestFilter {
  verdicts: ReadonlySet<Verdict>;
  /** Words that name, id or tags must hold. */
  search: string;
  node: string | null;
  tag: string | null;
  /** Guests that do not run as well. */
  stopped: boolean;
}

export function filterGuests(guests: readonly GuestRow[], filter: GuestFilter): readonly GuestRow[] {
  const words = filter.search.toLowerCase().split(/\s+/).filter(Boolean);
  return guests.filter(
    (guest) =>
      (filter.verdicts.size === 0 || (guest.verdict !== 'pending' && filter.verdicts.has(guest.verdict))) &&
      (filter.node === null || guest.node === filter.node) &&
      (filter.tag === null || guest.tags.includes(filter.tag)) &&
      (filter.stopped || guest.status !== 'stopped') &&
      matchesAll(guest, words)
  );
}

function matchesAll({ name, vmid, tags }: GuestRow, words: readonly string[]): boolean {
  if (words.length === 0) {
    return true;
  }
  const text = [name, vmid, ...tags].join(' ').toLowerCase();
  return words.every((word) => text.includes(word));
}
