import type { CheckResult } from '../../check/result';
import type { Read } from '../../inventory/read';
import { checksOfMeasures, readChecked } from '../../inventory/readChecked';
import type { ServerRef } from '../product';
import type { PveCeph, PveCephOsds, PveCephPool, PveParts } from '../proxmox-ve/parts';
import { PROXMOX_VE } from '../proxmox-ve/product';
import { serversOf, type ProductSource, type ReadOptions, type ReadStage, type ServerSource } from '../source';

/** What a Proxmox VE says of the Ceph on its hosts, with the checks that look at that alone. */
export interface ProxmoxCeph {
  source: Pick<ServerRef, 'uid' | 'name'>;
  askedMs: number;
  /** Null where the hosts have none. */
  status: Read<PveCeph | null>;
  osds: Read<PveCephOsds | null>;
  pools: Read<readonly PveCephPool[] | null>;
  checks: readonly CheckResult[];
}

const PARTS: ReadonlyArray<keyof PveParts> = ['ceph', 'cephOsds', 'cephPools'];

/** The Ceph of each Proxmox VE, also where that cannot be read; none for hosts that have none. Rejects only when told to stop. */
export async function readProxmoxCephs(
  sources: readonly ProductSource[],
  stage: ReadStage,
  options: ReadOptions
): Promise<readonly ProxmoxCeph[]> {
  const found = await Promise.all(serversOf(sources, PROXMOX_VE).map((server) => readOne(server, stage, options)));
  return found.filter(({ status }) => !(status.ok && status.value === null));
}

async function readOne(
  { ref, inventory }: ServerSource<PveParts>,
  { checks, clock, recall }: ReadStage,
  options: ReadOptions
): Promise<ProxmoxCeph> {
  const { measures } = PROXMOX_VE;
  const definitions = checksOfMeasures(checks, PROXMOX_VE).filter(({ query }) =>
    measures[query]?.needs.every((part) => PARTS.includes(part))
  );
  const memory = await recall(options.signal);
  const reading = await readChecked(inventory, PARTS, definitions, measures, { clock, memory, ...options });
  const { ceph = unread, cephOsds = unread, cephPools = unread } = reading.snapshot;
  return {
    source: ref,
    askedMs: clock(),
    status: ceph,
    osds: cephOsds,
    pools: cephPools,
    checks: reading.checks,
  };
}

const unread: Extract<Read<never>, { ok: false }> = { ok: false, reason: { code: 'no-data' } };
