import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2, type IconName } from '@grafana/ui';

export interface Note {
  severity: 'error' | 'warning' | 'info';
  text: string;
  /** What a click does about it. */
  fix?: { label: string; run: () => void };
}

const ICONS: Readonly<Record<Note['severity'], IconName>> = {
  error: 'exclamation-circle',
  warning: 'exclamation-triangle',
  info: 'info-circle',
};

/** One line under a field: what is wrong, and a button that mends it. */
export function FieldNote({ id, note, disabled }: { id: string; note: Note; disabled: boolean }) {
  const styles = useStyles2(getStyles);
  return (
    <div id={id} className={styles.note} role={note.severity === 'error' ? 'alert' : 'status'}>
      <span className={styles[note.severity]}>
        <Icon name={ICONS[note.severity]} size="sm" aria-hidden />
      </span>
      <span>
        {note.text}
        {note.fix && !disabled && (
          <Button size="sm" fill="text" onClick={note.fix.run}>
            {note.fix.label}
          </Button>
        )}
      </span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  note: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(0.75),
    maxWidth: theme.spacing(90),
    minHeight: 24,
  }),
  error: css({ color: theme.colors.error.text, display: 'inline-flex', flexShrink: 0, transform: 'translateY(2px)' }),
  warning: css({
    color: theme.colors.warning.text,
    display: 'inline-flex',
    flexShrink: 0,
    transform: 'translateY(2px)',
  }),
  info: css({
    color: theme.colors.text.secondary,
    display: 'inline-flex',
    flexShrink: 0,
    transform: 'translateY(2px)',
  }),
});
