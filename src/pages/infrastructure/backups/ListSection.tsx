import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useId, type ReactNode } from 'react';

/** A list of a drawer below its heading, or the words that stand for an empty one. */
export function ListSection({ title, none, children }: { title: string; none: string | null; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles.section}>
      <h3 id={id} className={styles.heading}>
        {title}
      </h3>
      {none === null ? children : <p className={styles.quiet}>{none}</p>}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ minWidth: 0 }),
  heading: css({ ...theme.typography.h6, margin: theme.spacing(0, 0, 0.5, 0) }),
  quiet: css({
    margin: theme.spacing(0.5, 0, 0, 0),
    color: theme.colors.text.secondary,
    overflowWrap: 'anywhere',
  }),
});
