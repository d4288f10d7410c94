import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Evidence } from '../../core/check/result';
import type { Column } from '../../ui/column';
import { DataTable } from '../../ui/DataTable';
import { Mark } from '../../ui/Mark';
import { reasonInTable } from '../../ui/reasonText';
import { t } from '../../ui/t';
import { clockTime } from '../../ui/when';
import { useZone } from '../../ui/zone';

/** The evidence of what is unknown because a source could not be asked: which source, and when it was tried. */
export function SilentTable({ label, silent }: { label: string; silent: readonly Evidence[] }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const columns: Array<Column<Evidence>> = [
    {
      key: 'source',
      heading: t('first.source', 'Data source'),
      cell: ({ sourceName }) => (
        <span className={styles.name}>
          <Mark state="unknown" glyphOnly size="sm" />
          {sourceName}
        </span>
      ),
    },
    {
      key: 'answer',
      heading: t('table.answer', 'Answer'),
      cell: ({ problem }) => (problem ? reasonInTable(problem) : ''),
    },
    {
      key: 'asked',
      heading: t('evidence.asked', 'Asked'),
      numeric: true,
      cell: ({ askedMs }) => <span className={styles.quiet}>{clockTime(askedMs, zone)}</span>,
    },
  ];
  return <DataTable label={label} columns={columns} rows={silent} rowKey={({ sourceUid }) => sourceUid} />;
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(1) }),
  quiet: css({ color: theme.colors.text.secondary }),
});
