import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { CheckResult } from '../../core/check/result';
import type { Reason } from '../../core/check/verdict';
import type { Column } from '../../ui/column';
import { DataTable } from '../../ui/DataTable';
import { Mark } from '../../ui/Mark';
import { reasonInTable } from '../../ui/reasonText';
import { programTextOf } from '../../ui/programText';
import { t } from '../../ui/t';
import { verdictCounts } from '../../ui/verdictCounts';
import { countText } from '../../ui/when';

/** The parts of an unknown item: what did not answer, and what did. */
export function PartsTable({ checks }: { checks: readonly CheckResult[] }) {
  const styles = useStyles2(getStyles);
  const columns: Array<Column<CheckResult>> = [
    {
      key: 'check',
      heading: '',
      cell: ({ definition, verdict }) => (
        <span className={styles.name}>
          <Mark state={verdict} glyphOnly size="sm" />
          {definition.title}
        </span>
      ),
    },
    { key: 'answer', heading: '', cell: answerText },
    {
      key: 'counts',
      heading: '',
      from: 560,
      cell: ({ reason, counts }) => <span className={styles.quiet}>{ownWords(reason) ?? verdictCounts(counts)}</span>,
    },
  ];
  return (
    <DataTable
      label={t('parts.label', 'Checks of this item')}
      columns={columns}
      rows={checks}
      rowKey={({ definition }) => definition.id}
    />
  );
}

/** What was said in a sentence; what a program said stands behind a fold, once. */
function ownWords(reason: Reason | undefined): string | undefined {
  return reason && programTextOf(reason) === null ? reason.detail : undefined;
}

function answerText({ reason, counts }: CheckResult): string {
  if (reason) {
    return reasonInTable(reason);
  }
  const all = counts.pass + counts.warn + counts.fail + counts.unknown;
  return t('parts.of', '{{pass}} of {{all}}', { pass: countText(counts.pass), all: countText(all) });
}

const getStyles = (theme: GrafanaTheme2) => ({
  name: css({ display: 'inline-flex', alignItems: 'center', gap: theme.spacing(1) }),
  quiet: css({ color: theme.colors.text.secondary }),
});
