import { Combobox, InlineField, Input, Stack } from '@grafana/ui';

import { t } from '../../ui/t';
import { VARIABLE_LISTS, type VariableList } from './query';
import type { VariableEditorProps } from './variables';

export { initTexts } from '../../ui/t';

/** What a dashboard variable lists. */
export function VariableEditor({ query, onChange }: VariableEditorProps) {
  const list = VARIABLE_LISTS.find((one) => one === query.list) ?? 'applications';
  return (
    <Stack direction="row" wrap="wrap" gap={0.5}>
      <InlineField label={t('argocd.variable.list', 'List')} htmlFor="argocd-variable-list" labelWidth={12}>
        <Combobox
          id="argocd-variable-list"
          width={24}
          options={VARIABLE_LISTS.map((value) => ({ value, label: listWord(value) }))}
          value={list}
          onChange={(option) => onChange({ ...query, list: option.value })}
        />
      </InlineField>
      <InlineField
        label={t('argocd.variable.project', 'Of project')}
        htmlFor="argocd-variable-project"
        tooltip={t('argocd.variable.project.help', 'Names with commas between them, or a variable. Empty is all.')}
      >
        <Input
          id="argocd-variable-project"
          width={24}
          placeholder={t('argocd.query.all', 'all')}
          value={query.project ?? ''}
          onChange={(event) => onChange({ ...query, list, project: event.currentTarget.value })}
        />
      </InlineField>
    </Stack>
  );
}

function listWord(list: VariableList): string {
  switch (list) {
    case 'applications':
      return t('argocd.variable.applications', 'Applications');
    case 'projects':
      return t('argocd.variable.projects', 'Projects');
    case 'clusters':
      return t('argocd.variable.clusters', 'Clusters');
  }
}
