import type { AnnotationQuery, QueryEditorProps } from '@grafana/data';
import { Combobox, InlineField, InlineFieldRow, InlineSwitch, RadioButtonGroup } from '@grafana/ui';
import { useId } from 'react';

import { t } from '../../ui/t';
import { FilterField } from './FilterField';
import { kindWords, metricWords } from './kindWords';
import type { ProxmoxDataSource } from './ProxmoxDataSource';
import { kindsOf, traitsOf, type Filter, type ProxmoxQuery } from './query';
import type { ProxmoxSettings } from './settings';

export { initTexts } from '../../ui/t';

type Props = QueryEditorProps<ProxmoxDataSource, ProxmoxQuery, ProxmoxSettings> & {
  /** Set where the query makes annotations: only what happened at a time can be one. */
  annotation?: AnnotationQuery<ProxmoxQuery>;
};

/** What is asked of a Proxmox server: a kind, and what narrows it. */
export function QueryEditor({ query, datasource, onChange, onRunQuery, annotation }: Props) {
  const id = useId();
  const { product } = datasource;
  const kinds = kindsOf(product).filter((kind) => annotation === undefined || traitsOf(kind).events === true);
  const kind = kinds.find((one) => one === query.kind) ?? null;
  const traits = kind === null ? undefined : traitsOf(kind);
  const change = (part: Partial<ProxmoxQuery>) => {
    onChange({ ...query, ...part });
    onRunQuery();
  };
  return (
    <>
      <InlineFieldRow>
        <InlineField label={t('proxmox.query.kind', 'Show')} labelWidth={12}>
          <Combobox
            id={`${id}-kind`}
            width={32}
            value={kind}
            placeholder={t('proxmox.query.choose', 'Choose')}
            options={kinds.map((value) => ({ value, ...kindWords(value) }))}
            onChange={({ value }) => change({ kind: value, metric: undefined })}
          />
        </InlineField>
        {traits?.metrics !== undefined && (
          <SeriesFields id={id} query={query} metrics={traits.metrics} change={change} />
        )}
        {traits?.canFail && (
          <InlineField label={t('proxmox.query.failed', 'Failed only')} labelWidth={14}>
            <InlineSwitch
              id={`${id}-failed`}
              value={query.failedOnly === true}
              onChange={(event) => change({ failedOnly: event.currentTarget.checked })}
            />
          </InlineField>
        )}
      </InlineFieldRow>
      {traits !== undefined && (
        <InlineFieldRow>
          {traits.filters
            .filter((filter) => product === 'pve' || filter !== 'node')
            .map((filter) => (
              <FilterField
                key={filter}
                id={`${id}-${filter}`}
                label={filterLabel(filter, product)}
                tooltip={filterHelp(filter)}
                value={query[filter] ?? ''}
                onCommit={(value) => change({ [filter]: value })}
              />
            ))}
        </InlineFieldRow>
      )}
    </>
  );
}

interface SeriesProps {
  id: string;
  query: ProxmoxQuery;
  metrics: NonNullable<ReturnType<typeof traitsOf>['metrics']>;
  change: (part: Partial<ProxmoxQuery>) => void;
}

function SeriesFields({ id, query, metrics, change }: SeriesProps) {
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
