import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

/** The key of an action, drawn inside its button; not part of the button's name. */
export function Kbd({ children }: { children: string }) {
  const styles = useStyles2(getStyles);
  return (
    <kbd className={styles} aria-hidden>
      {children}
    </kbd>
  );
}

const getStyles = (theme: GrafanaTheme2) =>
  css({
    fontFamily: theme.typography.fontFamily,
    fontSize: theme.typography.bodySmall.fontSize,
    fontWeight: theme.typography.fontWeightRegular,
    lineHeight: 1.2,
    color: 'inherit',
    background: 'transparent',
    boxShadow: 'none',
    border: `1px solid currentColor`,
    borderRadius: theme.shape.radius.default,
    padding: theme.spacing(0, 0.5),
    marginLeft: theme.spacing(0.75),
  });
