import type { VariableEditorProps } from '../../ui/datasource/ServerVariables';
import { VariableFields } from '../../ui/datasource/VariableFields';
import { t } from '../../ui/t';
import { listWord } from './kindWords';
import { VARIABLE_LISTS, type ArgocdVariableQuery } from './query';
import type { ArgocdSettings } from './settings';

type Props = VariableEditorProps<ArgocdVariableQuery, ArgocdSettings>;

/** What a dashboard variable lists. */
export function VariableEditor({ query, onChange }: Props) {
  const list = VARIABLE_LISTS.find((one) => one === query.list) ?? 'applications';
  return (
    <VariableFields
      list={list}
      lists={VARIABLE_LISTS.map((value) => ({ value, label: listWord(value) }))}
      onList={(value) => onChange({ ...query, list: value })}
      filter={{
        label: t('argocd.variable.project', 'Of project'),
        tooltip: t('argocd.variable.project.help', 'Names with commas between them, or a variable. Empty is all.'),
        value: query.project ?? '',
        onCommit: (project) => onChange({ ...query, list, project }),
      }}
    />
  );
}
