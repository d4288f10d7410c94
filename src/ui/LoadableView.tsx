import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import type { Loadable } from './loadable';
import { Mark } from './Mark';
import { reasonAdvice, reasonWords } from './reasonText';
import { SourceSaid } from './SourceSaid';
import { t } from './t';

interface Props<T> {
  of: Loadable<T>;
  /** What was asked for, as the start of a sentence: "The settings of Ops Rounds". */
  subject: string;
  loading: ReactNode;
  empty?: ReactNode;
  /** Puts the notice of a failure into the frame it stands in. */
  failed?: (notice: ReactNode) => ReactNode;
  onRetry: () => void;
  children: (value: T) => ReactNode;
}

/** Draws each of the four states; a failed one says what failed, why, what to do, and offers Retry. */
export function LoadableView<T>({ of, subject, loading, empty = null, failed = same, onRetry, children }: Props<T>) {
  const styles = useStyles2(getStyles);
  switch (of.state) {
    case 'loading':
      return <>{loading}</>;
    case 'empty':
      return <>{empty}</>;
    case 'ready':
      return <>{children(of.value)}</>;
    case 'failed':
      return failed(
        <div role="alert" className={styles.failed}>
          <Mark state="unknown" word={t('loadable.failed', '{{subject}} could not be read', { subject })} />
          <div>{reasonWords(of.reason)}</div>
          <SourceSaid reason={of.reason} />
          <div className={styles.advice}>{reasonAdvice(of.reason)}</div>
          <Button icon="sync" onClick={onRetry}>
            {t('loadable.retry', 'Retry')}
          </Button>
        </div>
      );
  }
}

function same(notice: ReactNode): ReactNode {
  return notice;
}

const getStyles = (theme: GrafanaTheme2) => ({
  failed: css({
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'flex-start',
    gap: theme.spacing(1),
    padding: theme.spacing(2.5),
    maxWidth: '80ch',
  }),
  advice: css({ color: theme.colors.text.secondary }),
});
