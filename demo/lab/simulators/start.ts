import path from 'node:path';
import type { Fleet } from '../fleet';
import { startArgocd } from './argocd/start';
import { serverIdentity } from './authority';
import { startPbs } from './pbs/start';
import { startPve } from './pve/start';
import type { RunningServer } from './server';

/** Names that the simulators' certificate holds, besides those of this machine. */
export const SERVER_NAMES = ['pve-a.lab', 'pve-b.lab', 'pbs-1.lab', 'argo-prod.lab', 'localhost', '127.0.0.1'] as const;

export interface SimulatorsOptions {
  /** Keeps the certificate and its authority. */
  dataDir?: string;
  /** Port of `pve-a`; the others take the next three. 0, the default, takes free ones. */
  port?: number;
  host?: string;
  /** More names for the certificate, as which others reach the simulators. */
  names?: readonly string[];
}

/** The lab's servers, by name: both clusters, the backup server and Argo CD, over https. */
export async function startSimulators(fleet: Fleet, options: SimulatorsOptions = {}) {
  const { dataDir, port = 0, host } = options;
  const names = [...SERVER_NAMES, ...(options.names ?? [])];
  const tls = await serverIdentity(names, dataDir === undefined ? undefined : path.join(dataDir, 'simulators'));
  const at = (offset: number) => ({
    fleet,
    tls,
    port: port === 0 ? 0 : port + offset,
    ...(host !== undefined && { host }),
  });
  const servers = {
    'pve-a': await startPve({ ...at(0), cluster: 'pve-a', version: '9.1' }),
    'pve-b': await startPve({ ...at(1), cluster: 'pve-b', version: '8.4' }),
    'pbs-1': await startPbs(at(2)),
    'argo-prod': await startArgocd(at(3)),
  };
  const all: readonly RunningServer[] = Object.values(servers);
  return {
    servers,
    close: async (): Promise<void> => {
      await Promise.all(all.map((server) => server.close()));
    },
  };
}

export type Simulators = Awaited<ReturnType<typeof startSimulators>>;
