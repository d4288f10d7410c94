import type { Clock } from '../../../core/check/ports';
import type { Read } from '../../../core/inventory/read';
import type { Datastore } from '../../../core/products/proxmox-backup/parts';
import type { ClusterStatus } from '../../../core/products/proxmox-ve/parts';
import { capabilities, excess, type Capability, type Excess } from '../../../core/products/proxmox/capabilities';
import type { ProxmoxProduct, ProxmoxVersion } from '../../../core/products/proxmox/parts';
import { examine, type Failure } from '../../../sources/grafana/examine';
import type { SavedSettings } from '../../../sources/grafana/savedSettings';
import { VERSION } from '../../../sources/proxmox/version';
import type { Transport } from '../../../sources/transport/port';
import type { Source } from '../../../ui/datasource/query';
import { accessTo } from '../answer';
import { proxmoxAddressProblem } from '../config/address';
import { productOf, type ProxmoxSettings } from '../settings';
import { suspectsOf, type Cause, type Field } from './causes';

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

export interface NotFound extends Failure<Cause, Field> {
  product: ProxmoxProduct;
}

/** What a look at the server with the saved settings gave. */
export type Found = ServerFound | NotFound;

/** Asks the server anew, nothing of it kept. Rejects with the caller's abort and with bugs of ours. */
export async function readServer(
  source: Source<ProxmoxSettings>,
  transport: Transport,
  clock: Clock,
  signal: AbortSignal
): Promise<Found> {
  const { settings } = source;
  const product = productOf(settings);
  const { failure } = await examine<Cause, Field>(
    source,
    {
      question: VERSION,
      suspects: (facts) => suspectsOf(product, facts),
      missing: (saved) => missingIn(product, settings, saved),
    },
    { transport, clock, signal }
  );
  return failure === null ? found(source, product, transport, clock, signal) : { ...failure, product };
}

function missingIn(
  product: ProxmoxProduct,
  { user = '', tokenId = '' }: ProxmoxSettings,
  { address, secrets }: SavedSettings
): readonly Field[] {
  const filled: Readonly<Record<Field, boolean>> = {
    address: proxmoxAddressProblem(address, product)?.blocks !== true,
    user: user !== '',
    tokenId: tokenId !== '',
    tokenSecret: secrets?.has('tokenSecret') ?? true,
  };
  return (['address', 'user', 'tokenId', 'tokenSecret'] as const).filter((field) => !filled[field]);
}

async function found(
  ref: { uid: string; name: string },
  product: ProxmoxProduct,
  transport: Transport,
  clock: Clock,
  signal: AbortSignal
): Promise<ServerFound> {
  const access = accessTo(product, ref, transport, clock);
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
