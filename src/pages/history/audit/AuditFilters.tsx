import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Combobox, FilterInput, FilterPill, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { countText } from '../../../ui/when';
import { isSignature, isTrusted, listOf, type AuditFilter, type AuditRow } from './auditRows';

/** What the address asks for. */
export function filterOf(params: URLSearchParams): AuditFilter {
  const only = params.get('only');
  return {
    text: params.get('search') ?? '',
    only: only === 'untrusted' || only === 'signatures' ? only : 'all',
    list: params.get('list'),
    person: params.get('person'),
  };
}

/** Search, what kind of entry, whose and of which list; each says itself in the address. */
export function AuditFilters({ rows, titleOf }: { rows: readonly AuditRow[]; titleOf: (list: string) => string }) {
  const styles = useStyles2(getStyles);
  const [params, change] = useAddress();
  const { text, only, list, person } = filterOf(params);
  const set = (name: string, value: string | null) => change({ [name]: value, page: null }, { replace: true });
  const lists = useMemo(
    () => options(rows.map(listOf)).map((value) => ({ value, label: titleOf(value) })),
    [rows, titleOf]
  );
  const people = useMemo(
    () => options(rows.map(({ author }) => author)).map((value) => ({ value, label: value })),
    [rows]
  );
  const pills: ReadonlyArray<[AuditFilter['only'], string, number]> = [
    ['all', t('audit.pill-all', 'All'), rows.length],
    ['untrusted', t('audit.pill-untrusted', 'Not trusted'), rows.filter((row) => !isTrusted(row)).length],
    ['signatures', t('audit.pill-signatures', 'Signatures'), rows.filter(isSignature).length],
  ];
  return (
    <div className={styles.bar}>
      <FilterInput
        escapeRegex={false}
        value={text}
        onChange={(value) => set('search', value === '' ? null : value)}
        placeholder={t('audit.search', 'Search person, list, text')}
        width={30}
      />
      <div role="group" aria-label={t('filter.verdict', 'Show only')} className={styles.pills}>
        {pills.map(([value, word, count]) => (
          <FilterPill
            key={value}
            label={`${word} ${countText(count)}`}
            selected={only === value}
            onClick={() => set('only', value === 'all' ? null : value)}
          />
        ))}
      </div>
      <Combobox
        aria-label={t('audit.list', 'List')}
        options={lists}
        value={list}
        isClearable
        placeholder={t('audit.any-list', 'Any list')}
        onChange={(option) => set('list', option?.value ?? null)}
        width={22}
      />
      <Combobox
        aria-label={t('audit.person', 'Person')}
        options={people}
        value={person}
        isClearable
        placeholder={t('audit.anybody', 'Anybody')}
        onChange={(option) => set('person', option?.value ?? null)}
        width={18}
      />
    </div>
  );
}

function options(values: readonly string[]): readonly string[] {
  return [...new Set(values)].filter((value) => value !== '').sort();
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(2, 0, 1, 0),
  }),
  pills: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
});
