import type { Right } from '../../../sources/argocd/rights';
import { t } from '../../../ui/t';
import { countText } from '../../../ui/when';
import type { Capability, Feature, ServerFound } from './readServer';

/** "Argo CD v3.1.0 answers grafana" */
export function versionWords({ version, user }: ServerFound): string {
  return user === ''
    ? t('argocd.self-test.version', 'Argo CD {{version}}', { version })
    : t('argocd.self-test.version-user', 'Argo CD {{version}} answers {{user}}', { version, user });
}

/** "6 applications, 2 projects, 1 cluster seen" */
export function seenWords({ capabilities }: ServerFound): string {
  const seen = (feature: Feature) => {
    const count = capabilities.find((one) => one.feature === feature)?.seen ?? null;
    return count === null ? '?' : countText(count);
  };
  return t(
    'argocd.self-test.seen',
    'seen: applications {{applications}}, projects {{projects}}, clusters {{clusters}}',
    {
      applications: seen('applications'),
      projects: seen('projects'),
      clusters: seen('clusters'),
    }
  );
}

export function featureWords(feature: Feature): string {
  switch (feature) {
    case 'applications':
      return t('argocd.feature.applications', 'Applications, syncs, drift');
    case 'projects':
      return t('argocd.feature.projects', 'Projects and sync windows');
    case 'clusters':
      return t('argocd.feature.clusters', 'Clusters');
    case 'accounts':
      return t('argocd.feature.accounts', 'Tokens that never expire');
  }
}

/** What stays unknown without it. */
export function withoutWords(feature: Feature): string {
  switch (feature) {
    case 'applications':
      return t('argocd.without.applications', 'everything about applications');
    case 'projects':
      return t('argocd.without.projects', 'when syncs are allowed, and whether one is denied now');
    case 'clusters':
      return t('argocd.without.clusters', 'whether Argo CD reaches the clusters it deploys to');
    case 'accounts':
      return t('argocd.without.accounts', 'which accounts hold tokens that never expire');
  }
}

/** `applications, get, *` and so on, as a policy has it. */
export function rightWords({ resource, action, of }: Right): string {
  return `${resource}, ${action}, ${of}`;
}

/** What to take out of the policy. Logs are only read, but by everybody who may query the data source. */
export function dropWords(excess: readonly Right[]): string {
  const lines = excess.map(rightWords).join('; ');
  const sentence = t(
    'argocd.self-test.drop',
    'Nothing here needs it, and Grafana’s proxy is only as safe as the token. Take out of its policy, or give the account a role of its own: {{lines}}.',
    { lines }
  );
  const logs = excess.some(({ resource }) => resource === 'logs')
    ? ` ${t('argocd.self-test.logs', 'With logs, get everybody who may query this data source can read the logs of the pods. Argo CD 2.x gives it to every account until argocd-cm has server.rbac.log.enforce.enable: "true".')}`
    : '';
  return sentence + logs;
}

export function lacking({ capabilities }: ServerFound): readonly Capability[] {
  return capabilities.filter(({ state }) => state === 'lacks' || state === 'unknown');
}
