import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import type { Column } from '../../column';
import { DataTable } from '../../DataTable';
import { Mark } from '../../Mark';
import { t } from '../../t';
import { countText } from '../../when';

/** What one feature needs, whether the token has it, and what stays unknown without it. */
export interface CapabilityRow {
  key: string;
  feature: string;
  needs: ReactNode;
  state: 'has' | 'may-write' | 'some' | 'lacks' | 'not-given' | 'unknown';
  without: string;
  /** How many are seen, where they are counted; null when the list could not be read. */
  seen?: number | null;
}

export function CapabilityTable({ rows }: { rows: readonly CapabilityRow[] }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.container}>
      <DataTable
        label={t('datasource.capability.table', 'What each feature needs, and what this token has')}
        columns={columnsOf(rows.some(({ seen }) => seen !== undefined))}
        rows={rows}
        rowKey={({ key }) => key}
      />
    </div>
  );
}

function columnsOf(hasSeen: boolean): ReadonlyArray<Column<CapabilityRow>> {
  return [
    { key: 'feature', heading: t('datasource.capability.feature', 'Feature'), cell: ({ feature }) => feature },
    { key: 'needs', heading: t('datasource.capability.needs', 'Needs'), cell: ({ needs }) => needs },
    {
      key: 'token',
      heading: t('datasource.capability.token', 'This token'),
      tight: true,
      cell: ({ state }) => <TokenCell state={state} />,
    },
    ...(hasSeen ? [seenColumn()] : []),
    {
      key: 'without',
      heading: t('datasource.capability.without', 'Unknown without it'),
      // There is no room for five on a narrow page.
      ...(hasSeen && { from: 560 }),
      cell: ({ without }) => without,
    },
  ];
}

function seenColumn(): Column<CapabilityRow> {
  return {
    key: 'seen',
    heading: t('datasource.capability.seen', 'Seen'),
    numeric: true,
    cell: ({ seen }) => (typeof seen === 'number' ? countText(seen) : '?'),
  };
}

function TokenCell({ state }: Pick<CapabilityRow, 'state'>) {
  switch (state) {
    case 'has':
      return <Mark state="pass" word={t('datasource.capability.has', 'has it')} />;
    case 'may-write':
      return <Mark state="pass" word={t('datasource.capability.may-write', 'has it, may write')} />;
    case 'some':
      return <Mark state="unknown" word={t('datasource.capability.some', 'for some')} />;
    case 'lacks':
      return <Mark state="unknown" word={t('datasource.capability.lacks', 'lacks it')} />;
    case 'not-given':
      return <Mark state="na" word={t('datasource.capability.not-given', 'not given')} />;
    case 'unknown':
      return <Mark state="unknown" word={t('datasource.capability.unknown', 'not known')} />;
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  container: css({ containerType: 'inline-size', maxWidth: 1100, marginBottom: theme.spacing(3) }),
});
