import type { ApiToken } from './pve/tokens';
import type { RunningServer } from './server';
import type { Simulators } from './start';

/** A data source as provisioning takes it; its uid is its name. */
export interface LabDataSource {
  uid: string;
  name: string;
  type: string;
  url: string;
  jsonData: Record<string, unknown>;
  secureJsonData: Record<string, string>;
}

/**
 * The data sources of the simulators. `pve-a` may list backups; `pve-b` has an auditor's token, so there they are
 * unknown.
 */
export function simulatorDataSources({ servers }: Simulators): LabDataSource[] {
  const tls = ({ caCert }: RunningServer) => ({
    settings: { tlsAuthWithCACert: true },
    secrets: { tlsCACert: caCert ?? '' },
  });
  const proxmox = (name: 'pve-a' | 'pve-b' | 'pbs-1', { user, tokenId, tokenSecret }: ApiToken): LabDataSource => {
    const server = servers[name];
    return {
      uid: name,
      name,
      type: 'opsrounds-proxmox-datasource',
      url: server.url,
      jsonData: { product: server.product, user, tokenId, ...tls(server).settings },
      secureJsonData: { tokenSecret, ...tls(server).secrets },
    };
  };
  const argocd = servers['argo-prod'];
  return [
    proxmox('pve-a', servers['pve-a'].tokens.backups),
    proxmox('pve-b', servers['pve-b'].tokens.auditor),
    proxmox('pbs-1', servers['pbs-1'].tokens.audit),
    {
      uid: 'argo-prod',
      name: 'argo-prod',
      type: 'opsrounds-argocd-datasource',
      url: argocd.url,
      jsonData: tls(argocd).settings,
      secureJsonData: { token: argocd.token, ...tls(argocd).secrets },
    },
  ];
}
