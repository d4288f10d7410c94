import { createFleet, type Fleet } from '../../fleet';
import { createLargeCluster, type PveClusterName, type PveLabCluster } from '../../model/proxmox/cluster';
import { morningOf } from '../../model/story';
import { startServer, type ListenOptions, type Reply, type RunningServer } from '../server';
import { dispatch, Unreachable } from './dispatch';
import type { PveWorld } from './endpoint';
import type { PveVersion } from './permissions';
import { PVE_TOKENS, pveCaller, pveToken, type ApiToken, type PveTokenName } from './tokens';

export interface PveOptions extends ListenOptions {
  /** The lab of today's story, when absent. */
  fleet?: Fleet;
  /** `pve-a`, when absent. */
  cluster?: PveClusterName;
  /** A cluster of this size instead of the lab's. */
  scale?: { nodes: number; guests: number };
  /** Name of a scaled cluster, so that two of them differ: `a`, when absent. */
  name?: string;
  version?: PveVersion;
  /** Milliseconds since the epoch. */
  now?: () => number;
  /** How long the server tries to reach a dead node, and how long a slow node takes for everything, in ms. */
  offlineDelayMs?: number;
  slowDelayMs?: number;
}

export type NodeMode = 'up' | 'down' | 'slow';

export interface PveSimulator extends RunningServer, ApiToken {
  product: 'pve';
  cluster: PveLabCluster;
  tokens: Readonly<Record<PveTokenName, ApiToken>>;
  /** Takes a node off the net, slows it down or brings it back. Throws for a name that the cluster does not have. */
  turnNode: (node: string, mode: NodeMode) => void;
}

/** A Proxmox VE that tells the lab's fleet. The token of the simulator itself is the auditor's. */
export async function startPve(options: PveOptions = {}): Promise<PveSimulator> {
  const { version = '9.1', now = Date.now, offlineDelayMs = 3000, slowDelayMs = 8000 } = options;
  const fleet = options.fleet ?? createFleet(7, morningOf(now()));
  const cluster =
    options.scale === undefined
      ? fleet.pve[options.cluster ?? 'pve-a']
      : createLargeCluster(fleet.seed, fleet.story, options.name ?? 'a', options.scale);
  const modes = new Map<string, NodeMode>();
  const isOnline = (node: string, t: number) =>
    modes.get(node) !== 'down' && (cluster.hosts.find((host) => host.node.name === node)?.node.answers(t) ?? false);
  const server = await startServer(options, (request, expired): Reply => {
    const t = now() / 1000;
    const world: PveWorld = { cluster, version, t, isOnline: (node) => isOnline(node, t) };
    const authenticate = () => pveCaller(request.headers.authorization, cluster.name, version, expired);
    try {
      const [, node = ''] = /^\/api2\/json\/nodes\/([^/?]+)\//.exec(request.rawUrl) ?? [];
      return { ...dispatch(request, world, authenticate), ...(modes.get(node) === 'slow' && { delayMs: slowDelayMs }) };
    } catch (error) {
      if (error instanceof Unreachable) {
        return { status: 595, reason: 'No route to host', delayMs: offlineDelayMs };
      }
      throw error;
    }
  });
  const tokens = Object.fromEntries(PVE_TOKENS.map((name) => [name, pveToken(cluster.name, name)]));
  return {
    ...server,
    ...pveToken(cluster.name, 'auditor'),
    product: 'pve',
    cluster,
    tokens: tokens as PveSimulator['tokens'],
    turnNode: (node, mode) => {
      if (!cluster.hosts.some((host) => host.node.name === node)) {
        throw new Error(`${cluster.name} has no node ${node}`);
      }
      modes.set(node, mode);
    },
  };
}
