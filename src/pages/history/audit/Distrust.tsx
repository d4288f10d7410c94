import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import type { Integrity } from '../../../core/journal/integrity';
import { Mark } from '../../../ui/Mark';
import { plural, t } from '../../../ui/t';
import { countText } from '../../../ui/when';
import { isTrusted, type AuditRow } from './auditRows';
import { distrustWords, doubtWords, integrityMark } from './auditWords';

interface Props {
  rows: readonly AuditRow[];
  integrity: Integrity;
}

/** Whether what is listed can be believed, and how far that can be told. */
export function Distrust({ rows, integrity: { verdict, doubts, open } }: Props) {
  const styles = useStyles2(getStyles);
  const bad = rows.filter((row) => !isTrusted(row));
  if (bad.length === 0) {
    return (
      <p className={styles.quiet}>
        {verdict !== 'intact' && <Mark state="unknown" size="sm" word={t('audit.not-sure', 'Not all can be told')} />}{' '}
        {rows.length > 0 && goodWords(rows.length, verdict === 'intact')}{' '}
        {verdict === 'tampered' &&
          t('audit.beside', 'Beside these, entries of that time were changed or deleted: show all of them.')}{' '}
        {doubts.map(doubtWords).join(' ')} {verdict === 'intact' && openWords(open)}
      </p>
    );
  }
  const isEdited = bad.some((row) => integrityMark(row.integrity) === 'fail');
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
        {distrustWords(bad)}{' '}
        {t('audit.evident', 'Tamper-evident, not tamper-proof: a database administrator can rewrite everything.')}
      </span>
    </div>
  );
}

/** Without a chain nobody can tell whether one was deleted. */
function goodWords(count: number, isIntact: boolean): string {
  const total = countText(count);
  return isIntact
    ? plural(
        'audit.intact',
        count,
        { one: '{{total}} entry, not edited or deleted.', other: '{{total}} entries, none edited or deleted.' },
        { total }
      )
    : plural(
        'audit.none-edited',
        count,
        { one: '{{total}} entry, not edited.', other: '{{total}} entries, none edited.' },
        { total }
      );
}

function openWords(open: number): string {
  return open === 0
    ? ''
    : plural('audit.open', open, {
        one: '{{count}} is not named by a later one yet: its removal would not show.',
        other: '{{count}} are not named by a later one yet: their removal would not show.',
      });
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
