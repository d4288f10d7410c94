import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useId, type ReactNode } from 'react';

import { FOCUS_HOME } from './FocusHome';
import { countText } from './when';

interface Props {
  title: string;
  /** Name in the address (`#pools`), for links that lead here. */
  anchor?: string;
  /** How many things it lists; with a word where that is not clear. */
  count?: number | string | null;
  /** One quiet line below the heading. */
  help?: ReactNode;
  /** A legend or links, at the heading's right end. */
  actions?: ReactNode;
  children: ReactNode;
}

/** A part of a page below its heading. No card and no box: the hairlines of what it holds are enough. */
export function Section({ title, anchor, count, help, actions, children }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <section id={anchor} aria-labelledby={id} className={styles.section}>
      <div className={styles.head}>
        <h2 id={id} className={styles.heading} {...FOCUS_HOME}>
          {title}
          {count !== null && count !== undefined && (
            <span className={styles.count}> {typeof count === 'number' ? countText(count) : count}</span>
          )}
        </h2>
        {actions && <div className={styles.actions}>{actions}</div>}
      </div>
      {help && <p className={styles.help}>{help}</p>}
      {children}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ marginTop: theme.spacing(4) }),
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 2),
    marginBottom: theme.spacing(1),
  }),
  heading: css({ ...theme.typography.h5, margin: 0 }),
  count: css({
    marginLeft: theme.spacing(0.5),
    fontWeight: theme.typography.fontWeightRegular,
    color: theme.colors.text.secondary,
  }),
  actions: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  help: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    margin: theme.spacing(0, 0, 1, 0),
    maxWidth: '100ch',
  }),
});
