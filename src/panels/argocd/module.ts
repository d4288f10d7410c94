import { sourcePanelPlugin } from '../../ui/panel/sourcePanelPlugin';

export const plugin = sourcePanelPlugin(async () => (await import('./ArgocdPanel')).ArgocdPanel, {
  name: 'Argo CD',
  description: 'The data source',
  type: 'opsrounds-argocd-datasource',
});
