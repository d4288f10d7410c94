import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, FilterInput, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import type { ApplicationRow } from '../../../core/products/argocd/view';
import { whyText } from '../../../ui/delivery/deliveryWords';
import { choicesOf, FilterBar, FilterChoice } from '../../../ui/FilterBar';
import { sortOf, sortParam, sortRows, type Sort } from '../../../ui/sortRows';
import { plural, t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { countVerdicts, VerdictFilter, verdictsOf, verdictsParam } from '../../../ui/VerdictFilter';
import { VirtualTable } from '../../../ui/VirtualTable';
import { useStickyTop } from '../useStickyTop';
import { useApplicationColumns } from './applicationColumns';

const WORST_FIRST: Sort = { key: 'verdict', descending: true };

interface Props {
  applications: readonly ApplicationRow[];
  nowMs: number;
}

/** All applications of an Argo CD; filter and order are part of the address. */
export function ApplicationList({ applications, nowMs }: Props) {
  const styles = useStyles2(getStyles);
  const stickyTop = useStickyTop();
  const [params, change] = useAddress();
  const hasProjects = applications.some(({ project }) => project !== applications[0]?.project);
  const columns = useApplicationColumns(nowMs, hasProjects);
  const sort = sortOf(params.get('sort'), WORST_FIRST);
  const filtered = useMemo(() => filter(applications, params), [applications, params]);
  const shown = sortRows(filtered, columns, sort);
  return (
    <>
      <Bar applications={applications} />
      <VirtualTable
        label={t('delivery.applications', 'Applications')}
        columns={columns}
        rows={shown}
        rowKey={({ key }) => key}
        sort={sort}
        onSort={(next) => change({ sort: sortParam(next, WORST_FIRST) }, { replace: true })}
        stickyTop={stickyTop}
      />
      <p className={styles.foot} role="status">
        {shown.length === applications.length
          ? plural('delivery.foot', applications.length, {
              one: '{{count}} application.',
              other: '{{count}} applications.',
            })
          : plural(
              'delivery.foot-of',
              applications.length,
              { one: '{{shown}} of {{count}} application.', other: '{{shown}} of {{count}} applications.' },
              { shown: shown.length }
            )}{' '}
        {t(
          'delivery.at-most',
          '≤ in front of a time: out of sync since the last sync at the earliest; Argo CD does not keep when it began.'
        )}{' '}
        {shown.length < applications.length && (
          <Button
            size="sm"
            fill="text"
            onClick={() => change({ verdict: null, search: null, project: null }, { replace: true })}
          >
            {t('filter.clear', 'Clear filters')}
          </Button>
        )}
      </p>
    </>
  );
}

function Bar({ applications }: { applications: readonly ApplicationRow[] }) {
  const [params, change] = useAddress();
  const counts = useMemo(() => countVerdicts(applications.map(({ verdict }) => verdict)), [applications]);
  const projects = useMemo(() => choicesOf(applications.map(({ project }) => project)), [applications]);
  const set = (name: string, value: string | null) => change({ [name]: value }, { replace: true });
  return (
    <FilterBar
      verdicts={
        <VerdictFilter
          counts={counts}
          chosen={verdictsOf(params.get('verdict'))}
          onChange={(next) => set('verdict', verdictsParam(next))}
        />
      }
    >
      <FilterInput
        escapeRegex={false}
        value={params.get('search') ?? ''}
        onChange={(text) => set('search', text === '' ? null : text)}
        placeholder={t('delivery.search', 'Search name, cluster or reason')}
        width={36}
      />
      {projects.length > 1 && (
        <FilterChoice
          label={t('delivery.project', 'Project')}
          any={t('delivery.any-project', 'Any project')}
          options={projects}
          value={params.get('project')}
          onChange={(next) => set('project', next)}
        />
      )}
    </FilterBar>
  );
}

function filter(applications: readonly ApplicationRow[], params: URLSearchParams): readonly ApplicationRow[] {
  const verdicts = verdictsOf(params.get('verdict'));
  const project = params.get('project');
  const words = (params.get('search') ?? '').toLowerCase().split(/\s+/);
  return applications.filter((row) => {
    const text = [row.name, row.namespace, row.destination, row.health, row.sync, row.why ? whyText(row.why) : '']
      .join(' ')
      .toLowerCase();
    return (
      (verdicts.size === 0 || verdicts.has(row.verdict)) &&
      (project === null || row.project === project) &&
      words.every((word) => text.includes(word))
    );
  });
}

const getStyles = (theme: GrafanaTheme2) => ({
  foot: css({
    ...theme.typography.bodySmall,
    margin: theme.spacing(1, 0, 0, 0),
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
});
