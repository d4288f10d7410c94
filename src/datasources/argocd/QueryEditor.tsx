import type { QueryEditorProps } from '@grafana/data';
import { Combobox, InlineField, InlineSwitch, Input, Stack } from '@grafana/ui';

import { t } from '../../ui/t';
import type { ArgocdDataSource } from './ArgocdDataSource';
import { ALL_KINDS, isKind, traitsOf, type ArgocdQuery, type Filter, type Kind } from './query';
import type { ArgocdSettings } from './settings';

export { initTexts } from '../../ui/t';

type Props = QueryEditorProps<ArgocdDataSource, ArgocdQuery, ArgocdSettings>;

/** What is asked of an Argo CD. A choice runs at once, a typed filter when the field is left or with Enter. */
export function QueryEditor({ query, onChange, onRunQuery }: Props) {
  const kind = isKind(query.kind) ? query.kind : 'applications';
  const { filters, canFail } = traitsOf(kind);
  const run = (changed: ArgocdQuery) => {
    onChange(changed);
    onRunQuery();
  };
  const id = (name: string) => `argocd-${query.refId}-${name}`;
  return (
    <Stack direction="row" wrap="wrap" gap={0.5}>
      <InlineField label={t('argocd.query.kind', 'Show')} htmlFor={id('kind')} labelWidth={12}>
        <Combobox
          id={id('kind')}
          width={32}
          options={ALL_KINDS.map((value) => ({ value, ...kindWords(value) }))}
          value={kind}
          onChange={(option) => run({ ...query, kind: option.value })}
        />
      </InlineField>
      {filters.map((filter) => (
        <InlineField
          key={filter}
          label={filterWord(filter)}
          htmlFor={id(filter)}
          tooltip={t('argocd.query.filter', 'Names with commas between them; * stands for any letters. Empty is all.')}
        >
          <Input
            id={id(filter)}
            width={22}
            placeholder={t('argocd.query.all', 'all')}
            value={query[filter] ?? ''}
            onChange={(event) => onChange({ ...query, [filter]: event.currentTarget.value })}
            onBlur={onRunQuery}
            onKeyDown={(event) => event.key === 'Enter' && onRunQuery()}
          />
        </InlineField>
      ))}
      {canFail && (
        <InlineField label={t('argocd.query.failed', 'Failed only')} htmlFor={id('failed')}>
          <InlineSwitch
            id={id('failed')}
            value={query.failedOnly === true}
            onChange={(event) => run({ ...query, failedOnly: event.currentTarget.checked })}
          />
        </InlineField>
      )}
    </Stack>
  );
}

function kindWords(kind: Kind): { label: string; description: string } {
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

function filterWord(filter: Filter): string {
  switch (filter) {
    case 'project':
      return t('argocd.filter.project', 'Project');
    case 'application':
      return t('argocd.filter.application', 'Application');
    case 'cluster':
      return t('argocd.filter.cluster', 'Cluster');
  }
}
