import { createFleet, type Fleet } from '../../fleet';
import type { BackupServer } from '../../model/proxmox/backupServer';
import { morningOf } from '../../model/story';
import { matchPath } from '../pve/dispatch';
import type { ApiToken } from '../pve/tokens';
import { startServer, type ListenOptions, type Received, type Reply, type RunningServer } from '../server';
import { datastoreEndpoints } from './datastores';
import { PbsRefused, type PbsCall, type PbsEndpoint } from './endpoint';
import { hostEndpoints } from './host';
import { PBS_TOKENS, pbsCaller, pbsToken, type PbsCaller, type PbsTokenName } from './tokens';

export interface PbsOptions extends ListenOptions {
  fleet?: Fleet;
  /** Milliseconds since the epoch. */
  now?: () => number;
}

export interface PbsSimulator extends RunningServer, ApiToken {
  product: 'pbs';
  tokens: Readonly<Record<PbsTokenName, ApiToken>>;
}

/** Every path that is read. */
export const PBS_ENDPOINTS: readonly PbsEndpoint[] = [...hostEndpoints, ...datastoreEndpoints];

/** A Proxmox Backup Server 4 that tells the lab's fleet. The token of the simulator itself is the one with role Audit. */
export async function startPbs(options: PbsOptions = {}): Promise<PbsSimulator> {
  const { now = Date.now } = options;
  const { backupServer } = options.fleet ?? createFleet(7, morningOf(now()));
  const { name } = backupServer;
  const server = await startServer(options, (request, expired) =>
    answer(request, backupServer, now() / 1000, () => pbsCaller(request.headers.authorization, name, expired))
  );
  const tokens = Object.fromEntries(PBS_TOKENS.map((one) => [one, pbsToken(name, one)]));
  return { ...server, ...pbsToken(name, 'audit'), product: 'pbs', tokens: tokens as PbsSimulator['tokens'] };
}

const refuse = (status: number, message: string): Reply => ({
  status,
  body: message,
  headers: { 'Content-Type': 'text/plain' },
});

/** Answers as proxmox-rest-server does: components are taken as they stand, one that begins with a dot is an error. */
function answer(request: Received, server: BackupServer, t: number, authenticate: () => PbsCaller | string): Reply {
  const { method, rawUrl, url } = request;
  const components = (rawUrl.split('?')[0] ?? '').split('/').filter((part) => part !== '');
  if (components.some((part) => part.startsWith('.'))) {
    return refuse(400, 'Path contains illegal components.');
  }
  const [api, format, ...fragments] = components;
  if (api !== 'api2') {
    return refuse(404, `no such file: '${rawUrl}'`);
  }
  if (format !== 'json' && format !== 'extjs') {
    return refuse(400, `Unsupported output format '${format}'.`);
  }
  const caller = authenticate();
  if (typeof caller === 'string') {
    return refuse(401, `authentication failed - ${caller}`);
  }
  for (const endpoint of PBS_ENDPOINTS) {
    const parts = method === 'GET' ? matchPath(endpoint.path, fragments.map(decoded)) : null;
    if (parts !== null) {
      return reply(endpoint, { server, caller, t, parts, query: url.searchParams });
    }
  }
  return refuse(404, `Path '/${components.join('/')}' not found.`);
}

function reply(endpoint: PbsEndpoint, call: PbsCall): Reply {
  const { needs, parameters = [] } = endpoint;
  if (needs !== undefined && !call.caller.has(needs.path, needs.privilege)) {
    return refuse(403, 'permission check failed');
  }
  const unknown = [...call.query.keys()].find((name) => !parameters.includes(name));
  if (unknown !== undefined) {
    return refuse(400, `parameter verification failed - '${unknown}': schema does not allow additional properties`);
  }
  try {
    return { status: 200, body: { data: endpoint.answer(call) } };
  } catch (error) {
    if (error instanceof PbsRefused) {
      return refuse(error.status, error.message);
    }
    throw error;
  }
}

function decoded(component: string): string {
  try {
    return decodeURIComponent(component);
  } catch {
    return component;
  }
}
