import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';

import { includedDraft } from '../../../core/slo/draft';
import type { SaidExclusion } from '../../../core/slo/fold';
import type { Column } from '../../../ui/column';
import { DataTable } from '../../../ui/DataTable';
import type { Append } from '../../../ui/journal/useAppend';
import { reasonAdvice, reasonWords } from '../../../ui/reasonText';
import { Section } from '../../../ui/Section';
import { useServices } from '../../../ui/services';
import { t } from '../../../ui/t';
import { useZone } from '../../../ui/zone';
import { spanWords } from '../RowEvidence';

interface Props {
  leftOut: readonly SaidExclusion[];
  exclusions: Append;
  /** Why this user may not write any; null when they may. */
  mayNot: string | null;
  /** A dialog is open, which tells of problems itself. */
  isElsewhere: boolean;
}

/** What is left out of this window: when, why, by whom, and how to count it again. */
export function LeftOut({ leftOut, exclusions, mayNot, isElsewhere }: Props) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const { newKey } = useServices();
  const { isSaving, problem } = exclusions;
  if (leftOut.length === 0) {
    return null;
  }
  const columns: ReadonlyArray<Column<SaidExclusion>> = [
    {
      key: 'when',
      heading: t('left-out.when', 'Period'),
      cell: ({ fromMs, toMs }) => spanWords(fromMs, toMs, zone),
    },
    { key: 'why', heading: t('left-out.why', 'Why'), cell: ({ why }) => why },
    {
      key: 'whom',
      heading: t('left-out.whom', 'Of'),
      from: 700,
      cell: ({ objectives }) =>
        objectives.length === 0 ? t('left-out.all', 'All objectives') : t('left-out.this', 'This one'),
    },
    { key: 'by', heading: t('left-out.by', 'By'), from: 500, cell: ({ by }) => by },
    {
      key: 'again',
      heading: '',
      tight: true,
      cell: (one) => (
        <Button
          size="sm"
          variant="secondary"
          fill="text"
          disabled={mayNot !== null || isSaving}
          {...(mayNot !== null && { tooltip: mayNot })}
          onClick={() => void exclusions.write(includedDraft(one, '', newKey()))}
        >
          {t('left-out.again', 'Count it again')}
        </Button>
      ),
    },
  ];
  return (
    <Section title={t('left-out.title', 'Left out')} count={leftOut.length}>
      <DataTable label={t('left-out.title', 'Left out')} columns={columns} rows={leftOut} rowKey={({ key }) => key} />
      {problem && !isElsewhere && (
        <p role="alert" className={styles.problem}>
          {t('exclude.failed', 'Not saved. {{why}} {{advice}}', {
            why: reasonWords(problem),
            advice: reasonAdvice(problem),
          })}
        </p>
      )}
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({ problem: css({ marginTop: theme.spacing(1) }) });
