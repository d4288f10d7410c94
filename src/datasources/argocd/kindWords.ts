import { t } from '../../ui/t';
import type { Kind, VariableList } from './query';

export function kindWords(kind: Kind): { label: string; description: string } {
  switch (kind) {
    case 'applications':
      return {
        label: t('argocd.kind.applications', 'Applications'),
        description: t('argocd.kind.applications.help', 'Sync, health, revision and last sync of each'),
      };
    case 'summary':
      return {
        label: t('argocd.kind.summary', 'Summary'),
        description: t('argocd.kind.summary.help', 'How many are out of sync, degraded, unknown'),
      };
    case 'history':
      return {
        label: t('argocd.kind.history', 'Syncs'),
        description: t('argocd.kind.history.help', 'What was deployed in the time range'),
      };
    case 'operations':
      return {
        label: t('argocd.kind.operations', 'Operations'),
        description: t('argocd.kind.operations.help', 'The last operation of each, with its message'),
      };
    case 'conditions':
      return {
        label: t('argocd.kind.conditions', 'Conditions'),
        description: t('argocd.kind.conditions.help', 'Errors and warnings such as ComparisonError'),
      };
    case 'projects':
      return {
        label: t('argocd.kind.projects', 'Projects'),
        description: t('argocd.kind.projects.help', 'And whether their windows let them be synced now'),
      };
    case 'windows':
      return {
        label: t('argocd.kind.windows', 'Sync windows'),
        description: t('argocd.kind.windows.help', 'When syncs are allowed or denied'),
      };
    case 'clusters':
      return {
        label: t('argocd.kind.clusters', 'Clusters'),
        description: t('argocd.kind.clusters.help', 'Whether Argo CD reaches them'),
      };
  }
}

export function listWord(list: VariableList): string {
  switch (list) {
    case 'applications':
      return t('argocd.variable.applications', 'Applications');
    case 'projects':
      return t('argocd.variable.projects', 'Projects');
    case 'clusters':
      return t('argocd.variable.clusters', 'Clusters');
  }
}
