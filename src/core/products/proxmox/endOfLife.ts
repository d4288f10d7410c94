import { judgeable, measured, noData } from '../../inventory/measure';
import type { ProxmoxProduct } from './parts';

const DAY_MS = 86_400_000;

/**
 * Last month of support by major version; null while none is announced. Edit it when Proxmox announces one. As of November
 * 2026. Proxmox VE: pve-docs, pve-faq.adoc. Backup Server: so far each major version has ended with the Proxmox VE on the same
 * Debian.
 */
const END_OF_LIFE: Readonly<Record<ProxmoxProduct, Readonly<Record<string, string | null>>>> = {
  pve: { '6': '2022-09', '7': '2024-07', '8': '2026-08', '9': null },
  pbs: { '1': '2022-07', '2': '2024-07', '3': '2026-08', '4': null },
};

/** End of that month in ms; null while it is open, undefined for a version that is not listed. */
export function endOfLifeMs(product: ProxmoxProduct, version: string): number | null | undefined {
  const month = END_OF_LIFE[product][version.split('.')[0] ?? ''];
  if (typeof month !== 'string') {
    return month;
  }
  const [year = NaN, number = NaN] = month.split('-').map(Number);
  return Date.UTC(year, number, 1);
}

/** Days until support ends; nothing while no end is announced. */
export function endOfLife(product: 'pve' | 'pbs', version: string, atMs: number, nowMs: number) {
  const endMs = endOfLifeMs(product, version);
  if (endMs === null) {
    return measured([]);
  }
  const days = endMs === undefined ? noData('This version is not in the table.') : (endMs - nowMs) / DAY_MS;
  return measured([judgeable({ version }, days, atMs)]);
}
