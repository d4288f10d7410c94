import type { PveHost } from '../../model/proxmox/hosts';
import type { PveLabCluster } from '../../model/proxmox/cluster';
import type { PveLabGuest } from '../../model/proxmox/guests';
import type { PveVersion } from './permissions';
import type { Caller } from './tokens';

/** A refusal as pveproxy words it. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly errors?: Record<string, string>
  ) {
    super(message);
  }
}

/** What stands behind all answers. */
export interface PveWorld {
  cluster: PveLabCluster;
  version: PveVersion;
  /** Seconds since the epoch. */
  t: number;
  isOnline: (node: string) => boolean;
}

/** A request that has found its endpoint. */
export interface PveCall extends PveWorld {
  caller: Caller;
  /** Parts of the path by name, decoded. */
  parts: Readonly<Record<string, string>>;
  query: URLSearchParams;
}

/** Any one of the privileges on a path, whose braces are filled in. */
export interface Needs {
  path: string;
  any: readonly string[];
  /** The server tries several ways and names none of them when it refuses. */
  unnamed?: true;
}

/** One path that is read. */
export interface Endpoint {
  /** `/nodes/{node}/status`, as the API viewer writes it. */
  path: string;
  /** Without it everybody with a token may ask. */
  needs?: Needs;
  /** What counts instead in a version. */
  needsIn?: Partial<Record<PveVersion, Needs>>;
  /** Names of the query parameters that it knows. */
  parameters?: readonly string[];
  /** Versions that have it; all, when absent. */
  versions?: readonly PveVersion[];
  answer: (call: PveCall) => unknown;
}

/** An answer that is not put into the envelope: a file. */
export class Download {
  constructor(readonly body: string) {}
}

export const hostOf = ({ cluster, parts }: PveCall): PveHost => {
  const host = cluster.hosts.find(({ node }) => node.name === parts['node']);
  if (host === undefined) {
    throw new Refused(500, `hostname lookup '${parts['node']}' failed`);
  }
  return host;
};

/** The guest of the path; the server looks for its file on the node that was named. */
export function guestOf({ cluster, parts }: PveCall, kind: PveLabGuest['kind']): PveLabGuest {
  const { node = '', vmid = '' } = parts;
  if (!/^[1-9]\d{2,8}$/.test(vmid)) {
    const message = 'invalid format - value does not look like a valid VM ID\n';
    throw new Refused(400, 'Parameter verification failed.\n', { vmid: message });
  }
  const guest = cluster.guests.find((one) => one.kind === kind && String(one.vmid) === vmid && one.node === node);
  if (guest === undefined) {
    const folder = kind === 'qemu' ? 'qemu-server' : 'lxc';
    throw new Refused(500, `Configuration file 'nodes/${node}/${folder}/${vmid}.conf' does not exist\n`);
  }
  return guest;
}

/** Keeps the fields that have a value: Proxmox leaves the others out. */
export function present<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}

/** 1, or nothing at all: many flags are absent rather than 0. */
export const flag = (value: boolean): 1 | undefined => (value ? 1 : undefined);

export const atLeast = (version: PveVersion, least: PveVersion): boolean => parseFloat(version) >= parseFloat(least);

/** Whole bytes, as every size arrives. */
export const bytes = (value: number): number => Math.max(0, Math.round(value));
