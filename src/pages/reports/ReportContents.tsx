import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { SECTIONS } from '../../core/report/sections/registry';
import { t } from '../../ui/t';

/** What the document holds and where its figures come from. */
export function ReportContents({ sources }: { sources: readonly string[] }) {
  const styles = useStyles2(getStyles);
  const parts = [
    {
      id: 'verdict',
      name: t('reports.part.verdict', 'Verdict'),
      text: t(
        'reports.part.verdict-text',
        'The month in one sentence, five numbers, what went wrong and what is still open.'
      ),
    },
    ...SECTIONS.map(({ id, title, about }) => ({
      id,
      name: t(`reports.part.${id}`, title),
      text: t(`reports.part.${id}-text`, about),
    })),
  ];
  return (
    <aside className={styles.aside} aria-labelledby="report-contents">
      <h2 id="report-contents" className={styles.heading}>
        {t('reports.contents', 'What is inside')}
      </h2>
      <dl className={styles.list}>
        {parts.map(({ id, name, text }) => (
          <div key={id}>
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
