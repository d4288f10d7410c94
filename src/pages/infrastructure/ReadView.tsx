import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import type { Reason } from '../../core/check/verdict';
import type { Read } from '../../core/inventory/read';
import { Mark } from '../../ui/Mark';
import { reasonWords } from '../../ui/reasonText';
import { serverAdvice } from '../../ui/serverAdvice';
import { SourceSaid } from '../../ui/SourceSaid';
import { t } from '../../ui/t';

/** What was read of a server, or why it is not known. Undefined is still on its way. */
export function ReadView<T>({ of, children }: { of: Read<T> | undefined; children: (value: T) => ReactNode }) {
  if (of === undefined) {
    return <ReadingLine />;
  }
  if (!of.ok) {
    return <Unreadable reason={of.reason} />;
  }
  return (
    <>
      {of.partial && <Unreadable reason={of.partial} partial />}
      {children(of.value)}
    </>
  );
}

/** "Unknown", why, and what to do. */
export function Unreadable({ reason, partial = false }: { reason: Reason; partial?: boolean }) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.line}>
      <Mark state="unknown" {...(partial && { word: t('read.partial', 'Not all of it') })} /> {reasonWords(reason)}{' '}
      <span className={styles.quiet}>{serverAdvice(reason)}</span>
      <SourceSaid reason={reason} />
    </div>
  );
}

function ReadingLine() {
  const styles = useStyles2(getStyles);
  return <p className={styles.quiet}>{t('read.loading', 'Reading')}</p>;
}

/** For a list that was read and holds nothing. */
export function Nothing({ children }: { children: string }) {
  const styles = useStyles2(getStyles);
  return <p className={styles.nothing}>{children}</p>;
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({ margin: 0, padding: theme.spacing(1, 0), maxWidth: '100ch', overflowWrap: 'anywhere' }),
  quiet: css({ margin: 0, color: theme.colors.text.secondary }),
  nothing: css({
    margin: 0,
    padding: theme.spacing(1, 0),
    color: theme.colors.text.secondary,
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
});
