import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, FilterInput, useStyles2 } from '@grafana/ui';
import { useDeferredValue, useMemo, useState } from 'react';

import { subjectTitle } from '../../../core/check/finding';
import type { CheckResult, Entity } from '../../../core/check/result';
import { useConnection } from '../../../ui/connection';
import { DataTable } from '../../../ui/DataTable';
import { NoMatch } from '../../../ui/FilterBar';
import { useMayNotAppend } from '../../../ui/journal/useAppend';
import { useEntityRisks } from '../../../ui/risk/useEntityRisks';
import { Section } from '../../../ui/Section';
import { plural, t } from '../../../ui/t';
import { useEvidenceColumns } from '../../../ui/useEvidenceColumns';
import { verdictCounts } from '../../../ui/verdictCounts';
import { countText } from '../../../ui/when';

/** Rows that are drawn at first, and how many more at a time. */
const FEW = 50;
const MORE = 200;
/** From so many on they can be searched. */
const SEARCH_FROM = 8;

interface Props {
  check: CheckResult;
  nowMs: number;
}

/** All that a check looks at, worst first; what is not drawn is counted by what it says. */
export function EntityList({ check, nowMs }: Props) {
  const styles = useStyles2(getStyles);
  const [text, setText] = useState('');
  const [limit, setLimit] = useState(FEW);
  const searched = useDeferredValue(text.trim().toLowerCase());
  const connected = useConnection();
  const mayWrite = useMayNotAppend(connected.connection.journal) === null;
  const risks = useEntityRisks({ check, connected, mayWrite, nowMs });
  const columns = useEvidenceColumns(check, { nowMs, risk: risks.act, withTrend: true });
  const matching = useMemo(
    () => check.entities.filter((entity) => isNamed(check, entity, searched)),
    [check, searched]
  );
  const shown = matching.slice(0, limit);
  const left = matching.slice(limit);
  const { pass, warn, fail, unknown, na } = check.counts;
  const all = pass + warn + fail + unknown + na;
  const unlisted = all - check.entities.length;
  return (
    <Section
      title={t('evidence.worst-first', 'Worst first')}
      count={searched === '' ? all : countOf(matching.length, check.entities.length)}
      actions={
        check.entities.length >= SEARCH_FROM && (
          <FilterInput
            escapeRegex={false}
            width={28}
            placeholder={t('check.search', 'Search')}
            value={text}
            onChange={(value) => {
              setText(value);
              setLimit(FEW);
            }}
          />
        )
      }
    >
      {matching.length === 0 ? (
        <NoMatch onClear={() => setText('')}>{t('check.no-match', 'Nothing that it looks at matches.')}</NoMatch>
      ) : (
        <DataTable
          label={check.definition.title}
          columns={columns}
          rows={shown}
          rowKey={({ key }) => key}
          note={risks.note}
        />
      )}
      {risks.below}
      {left.length > 0 && (
        <p className={styles.left}>
          {plural(
            'check.left',
            left.length,
            { one: '{{n}} more is not shown: {{counts}}.', other: '{{n}} more are not shown: {{counts}}.' },
            { n: countText(left.length), counts: verdictCounts(left.map(({ verdict }) => verdict)) }
          )}
          <Button size="sm" variant="secondary" fill="text" icon="angle-down" onClick={() => setLimit(limit + MORE)}>
            {t('check.show-more', 'Show {{n}} more', { n: countText(Math.min(MORE, left.length)) })}
          </Button>
        </p>
      )}
      {unlisted > 0 && (
        <p className={styles.left}>
          {plural(
            'check.unlisted',
            unlisted,
            {
              one: 'Only the worst {{listed}} are listed and searched; {{n}} more is counted: {{counts}} in all.',
              other: 'Only the worst {{listed}} are listed and searched; {{n}} more are counted: {{counts}} in all.',
            },
            { listed: countText(check.entities.length), n: countText(unlisted), counts: verdictCounts(check.counts) }
          )}
        </p>
      )}
    </Section>
  );
}

function countOf(n: number, all: number): string {
  return plural(
    'check.count-of',
    all,
    { one: '{{n}} of {{all}}', other: '{{n}} of {{all}}' },
    { n: countText(n), all: countText(all) }
  );
}

function isNamed({ definition }: CheckResult, { labels }: Entity, text: string): boolean {
  return (
    text === '' || `${subjectTitle(definition, labels)} ${Object.values(labels).join(' ')}`.toLowerCase().includes(text)
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  left: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 1),
    margin: theme.spacing(1, 0),
    color: theme.colors.text.secondary,
  }),
});
