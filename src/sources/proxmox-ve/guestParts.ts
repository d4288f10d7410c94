import type { Read } from '../../core/inventory/read';
import type { MonthOfUse, PerGuest, PveGuest, PveParts } from '../../core/products/proxmox-ve/parts';
import { monthOfUse } from '../../core/products/proxmox-ve/rightSize';
import { ALL_GUESTS } from '../../core/products/proxmox/completeness';
import { holds, missing } from '../../core/products/proxmox/privileges';
import type { Parsed } from '../grafana/proxyReader';
import { filtered, together, type PartReaders } from '../proxmox/inventory';
import type { ApiRequest } from '../proxmox/server';
import { parseAddresses, parseGuestConfig, parseGuestSnapshots, type Interfaces } from './guests';
import { offline, offlineNodes, type PveSession } from './nodes';
import { parseRrd } from './rrd';

type GuestParts = 'snapshots' | 'configs' | 'addresses' | 'guestMonth';

/** One request per guest each. */
export const PVE_GUEST_PARTS: Pick<PartReaders<PveParts>, GuestParts> = {
  snapshots: (session) =>
    perGuest(session, (guest) => session.get(ofGuest(guest, '/snapshot', 'lists', parseGuestSnapshots))),
  configs: (session) => perGuest(session, (guest) => session.get(ofGuest(guest, '/config', 'lists', parseGuestConfig))),
  guestMonth: (session) =>
    perGuest(session, (guest) =>
      session.get({
        ...ofGuest(guest, '/rrddata', 'inventory', parseMonth),
        query: { timeframe: 'month', cf: 'MAX' },
      })
    ),
  addresses: (session) => perGuest(session, (guest) => addressesOf(session, guest)),
};

function parseMonth(data: unknown): Parsed<MonthOfUse> | null {
  const read = parseRrd(data);
  return read && { ...read, value: monthOfUse(read.value) };
}

export function guestPath({ node, kind, vmid }: Pick<PveGuest, 'node' | 'kind' | 'vmid'>): string {
  return `/nodes/${encodeURIComponent(node)}/${kind}/${vmid}`;
}

function ofGuest<T>(
  guest: PveGuest,
  below: string,
  keep: ApiRequest<T>['keep'],
  parse: ApiRequest<T>['parse']
): ApiRequest<T> {
  const needs = [{ privilege: 'VM.Audit', path: `/vms/${guest.vmid}` }];
  return { path: `${guestPath(guest)}${below}`, keep, needs, parse };
}

async function perGuest<T>(
  session: PveSession,
  ask: (guest: PveGuest) => Promise<Read<T>>
): Promise<Read<PerGuest<T>>> {
  const resources = await session.part('resources');
  if (!resources.ok) {
    return resources;
  }
  const silent = await offlineNodes(session);
  const answers = await Promise.all(
    resources.value.guests.map(
      async (guest) =>
        [`${guest.kind}/${guest.vmid}`, silent.has(guest.node) ? offline(guest.node) : await ask(guest)] as const
    )
  );
  return filtered(together(new Map(answers), resources), await session.part('permissions'), ALL_GUESTS);
}

/** Only what runs has addresses, and of a virtual machine only its agent knows them: not asked where that is not permitted. */
async function addressesOf(session: PveSession, guest: PveGuest): Promise<Read<Interfaces>> {
  if (guest.status !== 'running') {
    return { ok: false, reason: { code: 'no-data', detail: `${guest.name} does not run` } };
  }
  if (guest.kind === 'lxc') {
    return session.get(ofGuest(guest, '/interfaces', 'lists', parseAddresses));
  }
  const path = `/vms/${guest.vmid}`;
  const permissions = await session.part('permissions');
  // Up to 8 it takes VM.Monitor, which 9 no longer knows.
  if (permissions.ok && !AGENT.some((privilege) => holds(permissions.value, path, privilege))) {
    return { ok: false, reason: missing({ privilege: AGENT.join(' or '), path }) };
  }
  const answer = await session.get({
    ...ofGuest(guest, '/agent/network-get-interfaces', 'lists', parseAddresses),
    needs: AGENT.map((privilege) => ({ privilege, path })),
  });
  return !answer.ok && answer.reason.code === 'bad-response'
    ? { ok: false, reason: { code: 'no-data', detail: `the guest agent of ${guest.name} gives no addresses` } }
    : answer;
}

const AGENT = ['VM.GuestAgent.Audit', 'VM.Monitor'];
