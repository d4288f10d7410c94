import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, ClipboardButton, useStyles2 } from '@grafana/ui';

import { download } from '../../ui/download';
import { Mark } from '../../ui/Mark';
import { reasonAdvice, reasonWords } from '../../ui/reasonText';
import { plural, t } from '../../ui/t';
import type { FinishedReport, ReportOrder, ReportProgress } from './makeReport';
import { monthLabel } from './months';
import { ReportSections } from './ReportSections';
import type { ReportState } from './useReport';

/** Asking takes nearly all of the time; drawing gets the rest of the bar. */
const ASKING_SHARE = 0.9;

/** Progress, then the file or what went wrong. */
export function ReportOutcome({ state, onCancel }: { state: ReportState; onCancel: () => void }) {
  const styles = useStyles2(getStyles);
  switch (state.state) {
    case 'idle':
      return null;
    case 'working':
      return <Working progress={state.progress} onCancel={onCancel} />;
    case 'failed':
      return (
        <div role="alert" className={styles.card}>
          <Mark state="unknown" word={t('reports.failed', 'The report could not be made')} />
          <div>{reasonWords(state.reason)}</div>
          <div className={styles.quiet}>{reasonAdvice(state.reason)}</div>
        </div>
      );
    case 'ready':
      return <Ready order={state.order} report={state.report} />;
  }
}

function Working({ progress, onCancel }: { progress: ReportProgress; onCancel: () => void }) {
  const styles = useStyles2(getStyles);
  const { phase, done, total } = progress;
  const part = total === 0 ? 0 : done / total;
  const share = phase === 'asking' ? part * ASKING_SHARE : ASKING_SHARE + part * (1 - ASKING_SHARE);
  const percent = Math.round(share * 100);
  const words =
    total === 0
      ? t('reports.starting', 'Asking the data sources')
      : phase === 'asking'
        ? t('reports.asking', 'Asking the data sources: {{done}} of {{total}} queries', { done, total })
        : t('reports.drawing', 'Drawing the pages');
  return (
    <div className={styles.card}>
      <div id="report-progress">{words}</div>
      <div
        role="progressbar"
        aria-labelledby="report-progress"
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={percent}
        className={styles.track}
      >
        <div className={styles.bar} style={{ width: `${percent}%` }} />
      </div>
      <div>
        <Button variant="secondary" onClick={onCancel}>
          {t('reports.cancel', 'Cancel')}
        </Button>
      </div>
    </div>
  );
}

function Ready({ order, report }: { order: ReportOrder; report: FinishedReport }) {
  const styles = useStyles2(getStyles);
  const { id } = order.month;
  const { verdict, verdictWords, headline, sections } = report.model;
  const name = `operations-report-${id}.pdf`;
  const size = `${new Intl.NumberFormat(undefined, { maximumFractionDigits: 1 }).format(report.file.length / 1000)} kB`;
  const pages = plural('reports.pages', report.pages, { one: '{{count}} page', other: '{{count}} pages' });
  return (
    <section
      className={styles.card}
      aria-label={t('reports.ready', 'The report of {{month}}', { month: monthLabel(id) })}
    >
      <div role="status">
        <Mark state={verdict} word={`${monthLabel(id)}: ${verdictWords}`} />
      </div>
      <p className={styles.headline}>{headline}</p>
      {report.forgot && (
        <div>
          <Mark
            state="unknown"
            word={t('reports.forgot', 'What was said to be gone for good is not heeded: the journal cannot be read')}
          />{' '}
          <span className={styles.quiet}>{reasonWords(report.forgot)}</span>
        </div>
      )}
      <div className={styles.actions}>
        <Button
          icon="file-download"
          onClick={() => download(new Blob([report.file], { type: 'application/pdf' }), name)}
        >
          {t('reports.download', 'Download PDF')}
        </Button>
        <span className={styles.quiet}>{`${name}, ${pages}, ${size}`}</span>
      </div>
      <div className={styles.digest}>
        <span className={styles.quiet}>SHA-256</span> <code data-testid="report-sha256">{report.sha256}</code>
        <ClipboardButton
          variant="secondary"
          fill="text"
          size="sm"
          icon="copy"
          aria-label={t('reports.copy', 'Copy the SHA-256')}
          getText={() => report.sha256}
        />
      </div>
      <div className={styles.quiet}>
        {t('reports.same', 'The same data give the same file, here and on the command line, byte for byte.')}
      </div>
      <ReportSections sections={sections} />
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1.5),
    padding: theme.spacing(2),
    background: theme.colors.background.secondary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  track: css({ height: 8, background: theme.colors.border.medium, borderRadius: 4, overflow: 'hidden' }),
  bar: css({ height: '100%', background: theme.colors.primary.main }),
  headline: css({ margin: 0, fontSize: theme.typography.h4.fontSize }),
  actions: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1.5) }),
  quiet: css({ color: theme.colors.text.secondary }),
  digest: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    code: { minWidth: 0, whiteSpace: 'normal', overflowWrap: 'anywhere' },
  }),
});
