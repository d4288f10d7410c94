import { wave, type Wave } from './wave';

const GIB = 2 ** 30;

/** A virtual machine of the Proxmox cluster. */
export interface LabGuest {
  vmid: string;
  name: string;
  node: string;
  processors: number;
  memoryBytes: number;
  /** Ratio of its processors and of its memory in use. */
  processor: Wave;
  memory: Wave;
}

const GUESTS = [
  ['101', 'orders-db-1', 'pve-a1', 8, 64, 0.41, 0.82],
  ['102', 'orders-db-2', 'pve-a2', 8, 64, 0.22, 0.8],
  ['110', 'gitlab', 'pve-a3', 8, 32, 0.35, 0.74],
  ['120', 'mail-gw', 'pve-a4', 2, 8, 0.12, 0.55],
  ['341', 'erp-test', 'pve-b1', 4, 16, 0.06, 0.38],
] as const;

export function createGuests(seed: number): LabGuest[] {
  return GUESTS.map(([vmid, name, node, processors, gibibytes, cpu, memory]) => ({
    vmid,
    name,
    node,
    processors,
    memoryBytes: gibibytes * GIB,
    processor: wave(seed, `guest ${vmid} cpu`, { base: cpu, daily: cpu * 0.4, weekly: cpu * 0.2, jitter: cpu * 0.15 }),
    memory: wave(seed, `guest ${vmid} memory`, { base: memory, daily: 0.02, jitter: 0.01 }),
  }));
}
