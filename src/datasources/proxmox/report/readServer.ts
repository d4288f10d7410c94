import type { Clock } from '../../../core/check/ports';
import type { Read } from '../../../core/inventory/read';
import type { Datastore } from '../../../core/products/proxmox-backup/parts';
import type { ClusterStatus } from '../../../core/products/proxmox-ve/parts';
import { capabilities, excess, type Capability, type Excess } from '../../../core/products/proxmox/capabilities';
import type { ProxmoxProduct, ProxmoxVersion } from '../../../core/products/proxmox/parts';
import { savedOf, type SavedSettings } from '../../../sources/grafana/savedSettings';
import type { Transport } from '../../../sources/transport/port';
import { accessTo } from '../answer';
import type { ProxmoxSettings } from '../settings';
import { diagnose, failedOutcome, type Diagnosis, type Facts, type Field, type Outcome } from './diagnose';

/** A server that was asked for its version answers at once, or something is wrong. */
const PATIENCE_MS = 15_000;

export interface CheckedSource {
  uid: string;
  name: string;
  product: ProxmoxProduct;
  settings: ProxmoxSettings;
}

export interface ServerFound {
  ok: true;
  product: ProxmoxProduct;
  version: Read<ProxmoxVersion>;
  /** What the server serves: a cluster's nodes, or datastores. */
  serves: { product: 'pve'; cluster: Read<ClusterStatus> } | { product: 'pbs'; datastores: Read<readonly Datastore[]> };
  capabilities: readonly Capability[];
  /** What the token may do beyond reading. */
  excess: readonly Excess[];
  /** It is accepted and has no privilege at all: lists are empty then, and look fine. */
  mayNothing: boolean;
}

/** What a look at the server with the saved settings gave. */
export type Report = ServerFound | { ok: false; facts: Facts; diagnosis: Diagnosis };

/** Asks the server anew, nothing of it kept. Rejects with the caller's abort and nothing else. */
export async function readServer(
  source: CheckedSource,
  transport: Transport,
  clock: Clock,
  signal: AbortSignal
): Promise<Report> {
  const outcome = await askVersion(source.uid, transport, clock, signal);
  const trust = source.settings.tlsSkipVerify ? 'nobody asked' : source.settings.tlsAuthWithCACert ? 'ca' : 'system';
  const { timeout } = source.settings;
  const unaddressed: Facts = {
    ...{ product: source.product, address: null, trust },
    ...(timeout && { timeoutMs: timeout * 1000 }),
  };
  if (diagnose(unaddressed, outcome) === null) {
    return found(source, transport, clock, signal);
  }
  const saved = await savedOf(source.uid, transport, signal);
  const facts = { ...unaddressed, address: saved?.address || null };
  const missing = saved === null ? [] : missingIn(source.settings, saved);
  if (missing.length > 0) {
    return { ok: false, facts, diagnosis: { happened: 'incomplete', causes: [], missing } };
  }
  const diagnosis = diagnose(facts, outcome);
  return diagnosis === null ? found(source, transport, clock, signal) : { ok: false, facts, diagnosis };
}

async function askVersion(uid: string, transport: Transport, clock: Clock, signal: AbortSignal): Promise<Outcome> {
  const startedMs = clock();
  const path = `/api/datasources/proxy/uid/${encodeURIComponent(uid)}/api2/json/version`;
  try {
    const response = await transport.send({ method: 'GET', path, signal, timeoutMs: PATIENCE_MS });
    return { response, elapsedMs: clock() - startedMs };
  } catch (error) {
    signal.throwIfAborted();
    return failedOutcome(error, clock() - startedMs);
  }
}

function missingIn(
  { user = '', tokenId = '' }: ProxmoxSettings,
  { address, secrets }: SavedSettings
): readonly Field[] {
  const filled: Readonly<Record<Field, boolean>> = {
    address: address !== '',
    user: user !== '',
    tokenId: tokenId !== '',
    tokenSecret: secrets?.has('tokenSecret') ?? true,
  };
  return (['address', 'user', 'tokenId', 'tokenSecret'] as const).filter((field) => !filled[field]);
}

async function found(
  { uid, name, product }: CheckedSource,
  transport: Transport,
  clock: Clock,
  signal: AbortSignal
): Promise<ServerFound> {
  const access = accessTo(product, { uid, name }, transport, clock);
  const { version, permissions, serves } =
    access.product === 'pve'
      ? await access.inventory
          .read(['version', 'permissions', 'status'], { signal })
          .then(({ status, ...rest }) => ({ ...rest, serves: { product: 'pve' as const, cluster: status } }))
      : await access.inventory
          .read(['version', 'permissions', 'datastores'], { signal })
          .then(({ datastores, ...rest }) => ({ ...rest, serves: { product: 'pbs' as const, datastores } }));
  const granted = permissions.ok ? permissions.value : null;
  return {
    ok: true,
    product,
    version,
    serves,
    capabilities: capabilities(granted, product, version.ok ? version.value.release : null),
    excess: granted === null ? [] : excess(granted, product),
    mayNothing: granted !== null && [...granted.values()].every((privileges) => privileges.size === 0),
  };
}
