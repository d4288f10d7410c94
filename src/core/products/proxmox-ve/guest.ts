import type { PveGuest } from './parts';

/** What says which guest it is. */
export function guestLabels({ node, vmid, name }: PveGuest): { node: string; vmid: string; name: string } {
  return { node, vmid: String(vmid), name };
}

/** `qemu/100`, as parts are keyed. */
export function guestKey({ kind, vmid }: Pick<PveGuest, 'kind' | 'vmid'>): string {
  return `${kind}/${vmid}`;
}
