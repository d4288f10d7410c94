import type { AnnotationQuery } from '@grafana/data';
import { Combobox, InlineField, RadioButtonGroup } from '@grafana/ui';
import { useId } from 'react';

import type { SourceQueryEditorProps } from '../../ui/datasource/dataSourcePlugin';
import { KindQueryFields } from '../../ui/datasource/KindQueryFields';
import { t } from '../../ui/t';
import { kindWords, metricWords } from './kindWords';
import { kindsOf, traitsOf, type Filter, type ProxmoxQuery, type ProxmoxVariableQuery } from './query';
import { productOf, type ProxmoxSettings } from './settings';

type Props = SourceQueryEditorProps<ProxmoxQuery, ProxmoxVariableQuery, ProxmoxSettings> & {
  /** Set where the query makes annotations: only what happened at a time can be one. */
  annotation?: AnnotationQuery<ProxmoxQuery>;
};

/** What is asked of a Proxmox server. */
export function QueryEditor({ query, datasource, onChange, onRunQuery, annotation }: Props) {
  const product = productOf(datasource.settings);
  const kinds = kindsOf(product).filter((kind) => annotation === undefined || traitsOf(kind).events === true);
  const kind = kinds.find((one) => one === query.kind);
  const { filters = [], canFail = false, metrics } = kind === undefined ? {} : traitsOf(kind);
  const change = (part: Partial<ProxmoxQuery>) => {
    onChange({ ...query, ...part });
    onRunQuery();
  };
  return (
    <KindQueryFields
      query={query}
      kinds={kinds.map((value) => ({ value, ...kindWords(value) }))}
      filters={filters
        .filter((filter) => product === 'pve' || filter !== 'node')
        .map((name) => ({ name, label: filterLabel(name, product), tooltip: filterHelp(name) }))}
      canFail={canFail}
      failedOnly={query.failedOnly === true}
      onKind={(value) => change({ kind: value, metric: undefined })}
      onFilter={(name, value) => change({ [name]: value })}
      onFailedOnly={(failedOnly) => change({ failedOnly })}
    >
      {metrics !== undefined && <SeriesFields query={query} metrics={metrics} change={change} />}
    </KindQueryFields>
  );
}

interface SeriesProps {
  query: ProxmoxQuery;
  metrics: NonNullable<ReturnType<typeof traitsOf>['metrics']>;
  change: (part: Partial<ProxmoxQuery>) => void;
}

function SeriesFields({ query, metrics, change }: SeriesProps) {
  const id = useId();
  return (
    <>
      {metrics.length > 1 && (
        <InlineField label={t('proxmox.query.metric', 'Metric')} labelWidth={12}>
          <Combobox
            id={`${id}-metric`}
            width={24}
            value={query.metric ?? metrics[0] ?? null}
            options={metrics.map((value) => ({ value, label: metricWords(value) }))}
            onChange={({ value }) => change({ metric: value })}
          />
        </InlineField>
      )}
      <InlineField
        label={t('proxmox.query.points', 'Points')}
        labelWidth={12}
        tooltip={t(
          'proxmox.query.points.help',
          'The further back, the longer the time that one point stands for: its average hides peaks, its maximum shows them.'
        )}
      >
        <RadioButtonGroup
          id={`${id}-points`}
          value={query.points ?? 'average'}
          options={[
            { value: 'average' as const, label: t('proxmox.query.average', 'Average') },
            { value: 'maximum' as const, label: t('proxmox.query.maximum', 'Maximum') },
          ]}
          onChange={(points) => change({ points })}
        />
      </InlineField>
    </>
  );
}

function filterLabel(filter: Filter, product: 'pve' | 'pbs'): string {
  switch (filter) {
    case 'node':
      return t('proxmox.query.node', 'Node');
    case 'guest':
      return t('proxmox.query.guest', 'Guest');
    case 'storage':
      return product === 'pve' ? t('proxmox.query.storage', 'Storage') : t('proxmox.query.datastore', 'Datastore');
  }
}

function filterHelp(filter: Filter): string {
  return filter === 'guest'
    ? t('proxmox.query.guest.help', 'Id or name. Several with commas, * for any letters, variables as $guest.')
    : t('proxmox.query.filter.help', 'Several with commas, * for any letters, variables as $name.');
}
