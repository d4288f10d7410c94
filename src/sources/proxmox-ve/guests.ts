import type { GuestConfig, GuestSnapshot, NetworkInterface } from '../../core/products/proxmox-ve/parts';
import type { Parsed } from '../grafana/proxyReader';
import { amount, flag, list, object, row, rows, settings, text, timeMs, type Row } from '../proxmox/fields';

/** `GET .../snapshot`: the entry `current` is the guest itself. */
export function parseGuestSnapshots(data: unknown): Parsed<readonly GuestSnapshot[]> | null {
  return rows(data, (found) => {
    const name = text(found['name']);
    if (name === 'current') {
      return undefined;
    }
    return name === null
      ? null
      : {
          name,
          takenMs: timeMs(found['snaptime']),
          withMemory: flag(found['vmstate']) ?? false,
          description: text(found['description']),
        };
  });
}

const DISK = /^(?:(?:scsi|virtio|ide|sata|mp)\d+|rootfs|efidisk0|tpmstate0)$/;
const NETWORK = /^net\d+$/;

/** `GET .../config`. Only these fields are taken: others carry password hashes and keys. */
export function parseGuestConfig(data: unknown): Parsed<GuestConfig> | null {
  return object(data, (found) => {
    const balloonMib = amount(found['balloon']);
    const named = (pattern: RegExp) =>
      Object.entries(found).flatMap(([slot, value]) =>
        pattern.test(slot) && typeof value === 'string' ? [{ slot, ...settings(value) }] : []
      );
    return {
      onBoot: flag(found['onboot']) ?? false,
      agent: agentOf(found['agent']),
      balloonBytes: balloonMib === null ? null : balloonMib * 1024 ** 2,
      disks: named(DISK).flatMap((disk) => diskOf(disk) ?? []),
      networks: named(NETWORK).map(networkOf),
    };
  });
}

/** `1`, `1,fstrim_cloned_disks=1` or `enabled=1`. */
function agentOf(value: unknown): boolean {
  const said = settings(text(value) ?? '');
  return flag(said.named.get('enabled') ?? said.first) ?? false;
}

interface Setting {
  slot: string;
  first: string;
  named: ReadonlyMap<string, string>;
}

/** `local-lvm:vm-100-disk-0,size=32G,backup=0`. Of containers' mount points only the ones that say so are backed up. */
function diskOf({ slot, first, named }: Setting): GuestConfig['disks'][number] | null {
  const volume = named.get('file') ?? named.get('volume') ?? first;
  if (named.get('media') === 'cdrom' || volume === 'none') {
    return null;
  }
  return {
    slot,
    storage: /^([^/:]+):/.exec(volume)?.[1] ?? null,
    sizeBytes: bytesOf(named.get('size')),
    backup: flag(named.get('backup')) ?? !slot.startsWith('mp'),
  };
}

const POWERS: Readonly<Record<string, number>> = { '': 0, K: 1, M: 2, G: 3, T: 4 };

/** `32G`, `528K`, bytes without a letter. */
function bytesOf(value: string | undefined): number | null {
  const [, digits, letter] = /^(\d+(?:\.\d+)?)([KMGT]?)$/.exec(value ?? '') ?? [];
  return digits === undefined ? null : Number(digits) * 1024 ** (POWERS[letter ?? ''] ?? 0);
}

const MAC = /^(?:[0-9a-f]{2}:){5}[0-9a-f]{2}$/i;

/** `virtio=BC:24:11:2E:C5:4A,bridge=vmbr0,tag=20`, of a container `name=eth0,hwaddr=...`. */
function networkOf({ slot, named }: Setting): GuestConfig['networks'][number] {
  const mac = [...named.values()].find((value) => MAC.test(value));
  return {
    slot,
    mac: mac?.toLowerCase() ?? null,
    bridge: text(named.get('bridge')),
    vlan: amount(named.get('tag')),
    firewall: flag(named.get('firewall')) ?? false,
  };
}

/** Interfaces of a guest as itself sees them. */
export type Interfaces = ReadonlyArray<Pick<NetworkInterface, 'name' | 'mac' | 'addresses'>>;

/** `GET .../lxc/{vmid}/interfaces`, and `GET .../agent/network-get-interfaces`, which wraps the list in `result`. */
export function parseAddresses(data: unknown): Parsed<Interfaces> | null {
  return rows(row(data)?.['result'] ?? data, (found) => {
    const name = text(found['name']);
    return name === null
      ? null
      : {
          name,
          mac: (text(found['hardware-address']) ?? text(found['hwaddr']))?.toLowerCase() ?? null,
          addresses: addressesOf(found),
        };
  });
}

function addressesOf(found: Row): string[] {
  const listed = (list(found['ip-addresses']) ?? []).flatMap((one) => {
    const address = row(one) ?? {};
    const ip = text(address['ip-address']);
    const prefix = amount(address['prefix']);
    return ip === null ? [] : [prefix === null ? ip : `${ip}/${prefix}`];
  });
  return listed.length > 0 ? listed : [text(found['inet']), text(found['inet6'])].filter((one) => one !== null);
}
