import { sourcePanelPlugin } from '../../ui/panel/sourcePanelPlugin';

export const plugin = sourcePanelPlugin(async () => (await import('./ProxmoxPanel')).ProxmoxPanel, {
  name: 'Proxmox VE',
  description: 'The data source of the cluster',
  type: 'opsrounds-proxmox-datasource',
  isOffered: (jsonData) => !('product' in jsonData) || jsonData.product !== 'pbs',
});
