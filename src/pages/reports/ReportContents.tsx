import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { t } from '../../ui/t';

/** What the document holds and where its figures come from. */
export function ReportContents({ sources }: { sources: readonly string[] }) {
  const styles = useStyles2(getStyles);
  const sections = [
    [
      t('reports.part.verdict', 'Verdict'),
      t(
        'reports.part.verdict-text',
        'The month in one sentence, five numbers, what went wrong and what is still open.'
      ),
    ],
    [
      t('reports.part.utilisation', 'Utilisation'),
      t('reports.part.utilisation-text', 'Processor, memory, disk and network of the nodes, day by day.'),
    ],
    [
      t('reports.part.checks', 'Checks'),
      t('reports.part.checks-text', 'Every check that did not pass all month, with its days and hours.'),
    ],
    [
      t('reports.part.quality', 'Data quality and method'),
      t('reports.part.quality-text', 'Coverage, failed queries, everything that is unknown, how the numbers are made.'),
    ],
  ] as const;
  return (
    <aside className={styles.aside} aria-labelledby="report-contents">
      <h2 id="report-contents" className={styles.heading}>
        {t('reports.contents', 'What is inside')}
      </h2>
      <dl className={styles.list}>
        {sections.map(([name, text]) => (
          <div key={name}>
            <dt className={styles.name}>{name}</dt>
            <dd className={styles.text}>{text}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.text}>
        {sources.length === 0
          ? t('reports.no-source', 'No metrics data source is connected: the report can only say so.')
          : t('reports.sources', 'Asked: {{sources}}. Made in this browser; nothing is stored or sent.', {
              sources: sources.join(', '),
            })}
      </p>
    </aside>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  aside: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5) }),
  heading: css({ fontSize: theme.typography.h5.fontSize, margin: 0 }),
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1.5), margin: 0 }),
  name: css({ fontWeight: theme.typography.fontWeightMedium }),
  text: css({ color: theme.colors.text.secondary, margin: 0 }),
});
