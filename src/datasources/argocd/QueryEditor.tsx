import type { AnnotationQuery } from '@grafana/data';

import type { SourceQueryEditorProps } from '../../ui/datasource/dataSourcePlugin';
import { KindQueryFields } from '../../ui/datasource/KindQueryFields';
import { t } from '../../ui/t';
import { kindWords } from './kindWords';
import { ALL_KINDS, traitsOf, type ArgocdQuery, type ArgocdVariableQuery, type Filter } from './query';
import type { ArgocdSettings } from './settings';

type Props = SourceQueryEditorProps<ArgocdQuery, ArgocdVariableQuery, ArgocdSettings> & {
  /** Set where the query makes annotations: only what happened at a time can be one. */
  annotation?: AnnotationQuery<ArgocdQuery>;
};

/** What is asked of an Argo CD. */
export function QueryEditor({ query, onChange, onRunQuery, annotation }: Props) {
  const kinds = ALL_KINDS.filter((kind) => annotation === undefined || traitsOf(kind).events === true);
  const kind = kinds.find((one) => one === query.kind);
  const { filters = [], canFail = false } = kind === undefined ? {} : traitsOf(kind);
  const change = (part: Partial<ArgocdQuery>) => {
    onChange({ ...query, ...part });
    onRunQuery();
  };
  return (
    <KindQueryFields
      query={query}
      kinds={kinds.map((value) => ({ value, ...kindWords(value) }))}
      filters={filters.map((name) => ({ name, label: filterWord(name), tooltip: filterHelp() }))}
      canFail={canFail}
      failedOnly={query.failedOnly === true}
      onKind={(value) => change({ kind: value })}
      onFilter={(name, value) => change({ [name]: value })}
      onFailedOnly={(failedOnly) => change({ failedOnly })}
    />
  );
}

function filterHelp(): string {
  return t('argocd.query.filter', 'Names with commas between them; * stands for any letters. Empty is all.');
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
