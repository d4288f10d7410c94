import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, LoadingBar, useStyles2 } from '@grafana/ui';
import type { ReactNode } from 'react';

import { t } from '../t';
import { countText } from '../when';

interface FrameProps {
  /** Of the server. */
  name: string;
  size: { width: number; height: number };
  isReading: boolean;
  children: ReactNode;
}

/** The content of a panel over one server, one part below the other; a bar above it while it is read again. */
export function PanelFrame({ name, size, isReading, children }: FrameProps) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.frame} style={size} aria-label={name}>
      {isReading && (
        <div className={styles.loading}>
          <LoadingBar width={size.width} />
        </div>
      )}
      {children}
    </section>
  );
}

interface FootProps {
  height: number;
  facts: string;
  /** Where the server's page is, and what its link says. */
  href: string;
  /** What is not shown here. */
  title?: string;
  children: ReactNode;
}

/** The last line of a panel: a few facts, and the way to the server's page. */
export function PanelFoot({ height, facts, href, title, children }: FootProps) {
  const styles = useStyles2(getStyles);
  return (
    <div className={styles.foot} style={{ height }}>
      <span className={styles.facts} title={facts}>
        {facts}
      </span>
      <a className={styles.open} href={href} title={title}>
        {children}
        <Icon name="angle-right" aria-hidden />
      </a>
    </div>
  );
}

/** What the link to the server's page says; `hidden` is how many lines the panel does not show. */
export function openWord(name: string, isWide: boolean, hidden: number): string {
  if (isWide) {
    return t('panel.open-server', 'Open {{name}}', { name });
  }
  return hidden > 0 ? t('panel.n-more', '{{n}} more', { n: countText(hidden) }) : t('panel.open', 'Open');
}

const getStyles = (theme: GrafanaTheme2) => ({
  frame: css({
    position: 'relative',
    display: 'flex',
    flexDirection: 'column',
    overflow: 'hidden',
    fontVariantNumeric: 'tabular-nums',
    '& > *': { flex: 'none' },
  }),
  loading: css({ position: 'absolute', top: 0, left: 0 }),
  foot: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1),
    marginTop: 'auto',
    padding: theme.spacing(0, 1.5),
    color: theme.colors.text.secondary,
  }),
  facts: css({ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  open: css({
    display: 'inline-flex',
    alignItems: 'center',
    flex: 'none',
    minHeight: 24,
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
  }),
});
