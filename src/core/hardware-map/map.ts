import type { Reason } from '../check/verdict';
import type { Read, Snapshot } from '../inventory/read';
import type { GuestConfig, NetworkInterface, PveGuest, PveParts } from '../products/proxmox-ve/parts';
import { ALL_GUESTS, lacks } from '../products/proxmox/completeness';
import type { Disk, NodeStatus } from '../products/proxmox/parts';
import { canonicalAddress, canonicalMac, isLocalAddress } from './address';
import { findDuplicates, type Duplicate } from './duplicates';
import { naturally } from './naturally';
import type { MapFields, MapRow } from './row';

/** Which machine has which addresses and which hardware, of one Proxmox VE cluster: `research/proxmox-ceph-backups.md` 6.1. */

/** What a map is made of. `configs` and `addresses` cost a request per guest, so nobody reads them without being asked. */
export const MAP_PARTS = [
  'permissions',
  'resources',
  'nodeStatus',
  'networks',
  'disks',
  'configs',
  'addresses',
] as const satisfies ReadonlyArray<keyof PveParts>;
export type MapPart = (typeof MAP_PARTS)[number];

/** A part of the map that could not be read. */
export interface MapGap {
  part: MapPart;
  reason: Reason;
  /** Keys of the machines that it leaves a hole in; empty when machines themselves may be missing. */
  rows: readonly string[];
}

export interface HardwareMap {
  /** Nodes by name, then guests by id. */
  rows: readonly MapRow[];
  duplicates: readonly Duplicate[];
  gaps: readonly MapGap[];
  /** False when the token may see only some of the guests: what is missing may be there then. */
  isComplete: boolean;
  /** Oldest read of what is shown, ms. */
  asOfMs: number;
}

/** The map of a cluster, or why there is none. `snapshot` holds an entry for each of `MAP_PARTS`. */
export function hardwareMap(
  snapshot: Snapshot<PveParts>
): { ok: true; map: HardwareMap } | { ok: false; reason: Reason } {
  const { resources } = snapshot;
  if (!resources?.ok) {
    return { ok: false, reason: resources?.reason ?? { code: 'no-data' } };
  }
  const reader = new Reader(snapshot, resources.atMs);
  const nodes = [...resources.value.nodes]
    .sort((a, b) => naturally(a.name, b.name))
    .map(({ name, status }): MapRow => {
      const row = { key: `node/${name}`, kind: 'node' as const, node: null, status, innerAddresses: 0 };
      const disks = sortedDisks(reader.read('disks', name, { ...row, name }));
      const fields = {
        ...interfaceFields(reader.read('networks', name, { ...row, name })),
        ...machineFields(reader.read('nodeStatus', name, { ...row, name })),
        disks: disks?.map(({ label }) => label) ?? null,
      };
      return { ...row, fields, lifeLeft: disks?.map(({ device, ratio }) => ({ device, ratio })) ?? [] };
    });
  const guests = [...resources.value.guests]
    .sort((a, b) => a.vmid - b.vmid || naturally(a.kind, b.kind))
    .map((guest) => guestRow(guest, reader));
  const missing = missingGuests(snapshot, resources);
  const rows = [...new Map([...nodes, ...guests].map((row) => [row.key, row])).values()];
  return {
    ok: true,
    map: {
      rows,
      duplicates: findDuplicates(rows),
      gaps: missing ? [{ part: 'resources', reason: missing, rows: [] }, ...reader.found()] : reader.found(),
      isComplete: missing === null,
      asOfMs: reader.oldestMs,
    },
  };
}

/** Reads machine by machine, and notes the holes: the same reason of many machines is told once. */
class Reader {
  private readonly gaps = new Map<string, { part: MapPart; reason: Reason; rows: string[] }>();

  constructor(
    private readonly snapshot: Snapshot<PveParts>,
    /** Oldest read so far, ms. */
    public oldestMs: number
  ) {}

  /** The value of one machine; null when it could not be read. */
  read<P extends 'nodeStatus' | 'networks' | 'disks' | 'configs' | 'addresses'>(
    part: P,
    id: string,
    subject: Subject
  ): Inner<P> | null {
    const whole = this.snapshot[part] as Read<ReadonlyMap<string, Read<Inner<P>>>> | undefined;
    const one: Read<Inner<P>> | undefined = whole?.ok ? whole.value.get(id) : whole;
    if (!one?.ok) {
      this.note(part, one?.reason ?? { code: 'no-data' }, subject);
      return null;
    }
    if (one.partial) {
      this.note(part, one.partial, subject);
    }
    this.oldestMs = Math.min(this.oldestMs, one.atMs);
    return one.value;
  }

  found(): readonly MapGap[] {
    return [...this.gaps.values()];
  }

  private note(part: MapPart, reason: Reason, { key, name }: Subject): void {
    const detail = withoutSubject(reason.detail, { key, name });
    const id = JSON.stringify([part, reason.code, detail]);
    const known = this.gaps.get(id);
    if (known) {
      known.rows.push(key);
      known.reason = { ...reason, ...(detail !== undefined && { detail }) };
    } else {
      this.gaps.set(id, { part, reason, rows: [key] });
    }
  }
}

type Inner<P extends keyof PveParts> = PveParts[P] extends ReadonlyMap<string, Read<infer T>> ? T : never;

interface Subject {
  /** Of the row. */
  key: string;
  name: string;
}

/** "VM.Monitor on /vms/100 is missing" is the same reason for every guest. */
function withoutSubject(detail: string | undefined, { key, name }: Subject): string | undefined {
  const own = [key.slice(key.indexOf('/') + 1), name].filter((text) => text !== '');
  const withoutOwn = (word: string) =>
    word
      .split('/')
      .filter((part) => !own.includes(part))
      .join('/');
  return detail
    ?.split(' ')
    .map((word) => (own.includes(word) ? '…' : withoutOwn(word)))
    .join(' ');
}

/** Why guests may be missing in the list: Proxmox leaves out what a token may not see, without a word. */
function missingGuests({ permissions }: Snapshot<PveParts>, resources: Read<unknown> & { ok: true }): Reason | null {
  if (resources.partial) {
    return resources.partial;
  }
  return permissions?.ok
    ? (lacks(permissions.value, ALL_GUESTS) ?? null)
    : (permissions?.reason ?? { code: 'no-data' });
}

function guestRow(guest: PveGuest, reader: Reader): MapRow {
  const key = `${guest.kind}/${guest.vmid}`;
  const config = reader.read('configs', key, { key, name: guest.name });
  const isRunning = guest.status === 'running';
  const found = isRunning ? reader.read('addresses', key, { key, name: guest.name }) : null;
  const own = config && new Set(config.networks.flatMap(({ mac }) => (mac === null ? [] : [canonicalMac(mac)])));
  const seen = (found ?? []).map(({ mac, addresses }) => ({
    isOwn: !own || (mac !== null && own.has(canonicalMac(mac))),
    addresses: addresses.map(canonicalAddress).filter((address) => !isLocalAddress(address)),
  }));
  const isAt = (owned: boolean) => seen.filter(({ isOwn }) => isOwn === owned).flatMap(({ addresses }) => addresses);
  return {
    key,
    kind: guest.kind,
    node: guest.node,
    status: guest.status,
    fields: { name: [guest.name], addresses: found && listed(isAt(true)), networks: config && networkTexts(config) },
    lifeLeft: [],
    innerAddresses: new Set(isAt(false)).size,
  };
}

/** `net0 BC:24:11:00:03:41 vmbr0 vlan 12`. */
function networkTexts({ networks }: GuestConfig): readonly string[] {
  return listed(
    networks.map(({ slot, mac, bridge, vlan }) =>
      [slot, mac && canonicalMac(mac), bridge, vlan === null ? null : `vlan ${vlan}`].filter(Boolean).join(' ')
    )
  );
}

function interfaceFields(interfaces: readonly NetworkInterface[] | null): MapFields {
  const macs = listed((interfaces ?? []).flatMap(({ mac }) => (mac === null ? [] : [canonicalMac(mac)])));
  const addresses = interfaces?.flatMap((one) => one.addresses.map(canonicalAddress));
  return {
    addresses: addresses ? listed(addresses.filter((address) => !isLocalAddress(address))) : null,
    // Proxmox VE 7 and 8 do not tell.
    ...(macs.length > 0 && { macs }),
  };
}

function machineFields(status: NodeStatus | null): MapFields {
  const one = (value: string | number | null | undefined) =>
    value === null || value === undefined ? null : [`${value}`];
  return {
    cpu: one(status?.cpuModel),
    sockets: one(status?.sockets),
    cores: one(status?.cores),
    memory: one(status?.memoryBytes),
  };
}

/** A disk is its model and serial: its device name may be another after a reboot. */
function sortedDisks(disks: readonly Disk[] | null) {
  return disks
    ?.map(({ device, model, serial, sizeBytes, lifeLeftRatio: ratio }) => {
      const name = [model, serial].filter(Boolean).join(' ') || device;
      return { label: sizeBytes === null ? name : `${name} ${Math.round(sizeBytes / 1e9)} GB`, device, ratio };
    })
    .sort((a, b) => naturally(a.label, b.label) || naturally(a.device, b.device));
}

/** Sorted, each once. */
function listed(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort(naturally);
}
