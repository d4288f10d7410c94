import { extent, max, min, quantile } from 'd3-array';

import type { Reason } from '../../check/verdict';
import { noData } from '../../inventory/measure';
import type { MonthOfUse, PveGuest, RrdPoint } from './parts';

const DAY_MS = 86_400_000;
/** Less history says nothing about a month. */
export const NEEDED_DAYS = 14;
const IDLE_CPU = 0.05;
const IDLE_MEMORY = 0.2;
/** A guest whose memory never reads lower is either out of memory or does not tell. */
const ALWAYS_FULL = 0.95;

/** What a guest made of what it was given, over the month that was read. */
export interface Usage {
  /** Of its vCPUs, p95 of the maxima. */
  cpuP95: number;
  /** Highest share of its memory; null when its use cannot be seen from outside. */
  memoryMax: number | null;
  /** Whether it did nothing all month: CPU p95 under 5 %, memory under 20 %; null when its memory cannot be seen. */
  idle: boolean | null;
}

/** A month of a guest in a few numbers: a cluster has thousands of guests, and each of them thousands of points. */
export function monthOfUse(points: readonly RrdPoint[]): MonthOfUse {
  const cpu: number[] = [];
  const memory: number[] = [];
  const timesMs: number[] = [];
  for (const { timeMs, cpuRatio, memoryUsedBytes, memoryBytes } of points) {
    if (cpuRatio !== null && memoryUsedBytes !== null && memoryBytes !== null && memoryBytes > 0) {
      cpu.push(cpuRatio);
      memory.push(memoryUsedBytes / memoryBytes);
      timesMs.push(timeMs);
    }
  }
  const [firstMs = 0, lastMs = 0] = extent(timesMs);
  return {
    days: (lastMs - firstMs) / DAY_MS,
    cpuP95: quantile(cpu, 0.95) ?? null,
    memoryMax: max(memory) ?? null,
    memoryMin: min(memory) ?? null,
  };
}

/** The use of a guest, or why nothing can be said of it. */
export function usage(guest: PveGuest, { days, cpuP95, ...memory }: MonthOfUse): Usage | Reason {
  if (cpuP95 === null || days < NEEDED_DAYS) {
    return noData(`There are ${Math.floor(days)} of the ${NEEDED_DAYS} days of history that it takes.`);
  }
  const memoryMax = hidesMemory(guest, memory.memoryMin) ? null : memory.memoryMax;
  const idle = cpuP95 < IDLE_CPU && (memoryMax === null ? null : memoryMax < IDLE_MEMORY);
  return { cpuP95, memoryMax, idle };
}

/**
 * A virtual machine without the balloon driver reads as full from the outside. From Proxmox VE 9 on the host's own count stands
 * in then, so that the two agree.
 */
function hidesMemory({ kind, memoryUsedBytes, hostMemoryBytes }: PveGuest, memoryMin: number | null): boolean {
  const alwaysFull = memoryMin !== null && memoryMin >= ALWAYS_FULL;
  const onlyTheHostSays =
    hostMemoryBytes === null || memoryUsedBytes === null || memoryUsedBytes >= hostMemoryBytes * 0.99;
  return kind === 'qemu' && alwaysFull && onlyTheHostSays;
}
