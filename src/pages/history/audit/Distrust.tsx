import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { Mark } from '../../../ui/Mark';
import { plural, t } from '../../../ui/t';
import { countText } from '../../../ui/when';
import { isTrusted, type AuditRow } from './auditRows';
import { distrustWords } from './auditWords';

/** Whether what is listed can be believed, and how far that was looked at. */
export function Distrust({ rows }: { rows: readonly AuditRow[] }) {
  const styles = useStyles2(getStyles);
  const bad = rows.filter((row) => !isTrusted(row));
  const unseen = t('audit.unseen', 'Entries that were deleted are not seen here.');
  if (rows.length === 0) {
    return (
      <p className={styles.quiet}>
        <Mark state="unknown" word={t('audit.nothing', 'Nothing to judge')} size="sm" />{' '}
        {t('audit.nothing-what', 'The journal holds no entry of that time: none was written, or it was cleaned up.')}
      </p>
    );
  }
  if (bad.length === 0) {
    return (
      <p className={styles.quiet}>
        {plural(
          'audit.none-edited',
          rows.length,
          { one: '{{total}} entry, not edited.', other: '{{total}} entries, none edited.' },
          { total: countText(rows.length) }
        )}{' '}
        {unseen}
      </p>
    );
  }
  const isEdited = bad.some(({ integrity }) => integrity === 'edited');
  return (
    <div className={styles.surface} data-edge={isEdited ? 'fail' : 'unknown'}>
      <Mark
        state={isEdited ? 'fail' : 'unknown'}
        word={t('audit.distrust', '{{bad}} of {{total}} entries cannot be trusted', {
          bad: countText(bad.length),
          total: countText(rows.length),
        })}
      />
      <span className={styles.what}>
        {distrustWords(bad)} {unseen}
      </span>
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, margin: theme.spacing(2, 0, 0, 0) }),
  surface: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'baseline',
    gap: theme.spacing(0.5, 2),
    marginTop: theme.spacing(2),
    padding: theme.spacing(1.5, 2),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
    '&[data-edge="fail"]': { borderLeft: `3px solid ${theme.colors.error.border}` },
  }),
  what: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
