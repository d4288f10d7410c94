import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, LoadingBar, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import type { Reason } from '../../core/check/verdict';
import { GrafanaLink } from '../GrafanaLink';
import { Mark } from '../Mark';
import { reasonWords } from '../reasonText';
import { serverAdvice } from '../serverAdvice';
import { SourceSaid } from '../SourceSaid';
import { t } from '../t';
import { clockTimeWithSeconds } from '../when';
import { useZone } from '../zone';

interface SilentProps {
  /** Name of the data source, or of what else was asked. */
  name: string;
  /** Null where it is no data source. */
  uid: string | null;
  reason: Reason;
  /** When it last said something, ms; null when it never did since the dashboard was opened. */
  lastGoodMs: number | null;
  isReading: boolean;
  onRetry: () => void;
}

/** Instead of a panel's content, when its source says nothing: why, what to do, and when it last did. */
export function SilentSource({ name, uid, reason, lastGoodMs, isReading, onRetry }: SilentProps) {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  return (
    <PanelNotice
      label={name}
      title={<Mark state="unknown" word={silentTitle(reason)} />}
      actions={
        <>
          <Button size="sm" variant="secondary" icon="sync" disabled={isReading} onClick={onRetry}>
            {t('loadable.retry', 'Retry')}
          </Button>
          {uid !== null && <GrafanaLink place={{ to: 'data-source', uid }} look="quiet" />}
        </>
      }
    >
      <p>
        {reasonWords(reason).includes(name) ? '' : `${name}: `}
        {reasonWords(reason)} {serverAdvice(reason)}
      </p>
      <SourceSaid reason={reason} />
      {lastGoodMs !== null && (
        <p className={styles.small}>
          {t('panel.last-good', 'Last good read {{time}}', { time: clockTimeWithSeconds(lastGoodMs, zone) })}
        </p>
      )}
    </PanelNotice>
  );
}

interface LoadingProps {
  /** Name of the data source. */
  name: string;
  progress: { done: number; total: number } | null;
  width: number;
}

/** Before a panel's first answer: who is asked, and how far it is. */
export function FirstReading({ name, progress, width }: LoadingProps) {
  const styles = useStyles2(getStyles);
  return (
    <div>
      <LoadingBar width={width} />
      <p className={styles.loading} role="status">
        {progress === null
          ? t('panel.reading', 'Reading {{name}}', { name })
          : t('panel.reading-of', 'Reading {{name}}, {{done}} of {{total}}', { name, ...progress })}
      </p>
    </div>
  );
}

interface Props {
  label: string;
  title: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** A few words instead of a panel's content. In a very low panel they scroll, by keyboard too, and the actions stay. */
export function PanelNotice({ label, title, actions, children }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.notice} aria-label={label}>
      <div className={styles.title}>{title}</div>
      <div className={styles.words} role="group" aria-label={t('panel.why', 'Why')} tabIndex={0}>
        {children}
      </div>
      {actions && <div className={styles.actions}>{actions}</div>}
    </section>
  );
}

function silentTitle({ code }: Reason): string {
  switch (code) {
    case 'not-permitted':
      return t('panel.unknown-permission', 'Unknown: not permitted');
    case 'unauthorized':
      return t('panel.unknown-sign-in', 'Unknown: sign-in failed');
    case 'not-connected':
      return t('panel.unknown-source', 'Unknown: no data source');
    case 'bad-response':
      return t('panel.unknown-answer', 'Unknown: not understood');
    case 'internal':
      return t('panel.unknown-internal', 'Unknown: failed here');
    default:
      return t('panel.unknown-silent', 'Unknown: no answer');
  }
}

const getStyles = (theme: GrafanaTheme2) => ({
  notice: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    width: '100%',
    height: '100%',
    padding: theme.spacing(0.5, 1.5, 1, 1.5),
    overflow: 'hidden',
  }),
  words: css({
    minHeight: 0,
    overflowY: 'auto',
    overflowWrap: 'anywhere',
    '& > p': { margin: 0, maxWidth: '80ch', color: theme.colors.text.secondary },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}` },
  }),
  title: css({ flex: 'none', fontWeight: theme.typography.fontWeightMedium }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), flex: 'none' }),
  small: css({ ...theme.typography.bodySmall }),
  loading: css({ margin: 0, padding: theme.spacing(1, 1.5), color: theme.colors.text.secondary }),
});
