import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';

import { HANDOVER_LINES, type HandoverLine } from '../../core/checklist/handover';
import { Mark } from '../../ui/Mark';
import { handoverAge } from '../../ui/round/handoverWords';
import { Section } from '../../ui/Section';
import { t } from '../../ui/t';

interface Props {
  title: string;
  lines: readonly HandoverLine[];
  /** Lines that are known of and not among these. */
  more?: number;
}

/** One kind of what is handed over: verdict, what it is, whose, since when. Absent when there is none. */
export function Lines({ title, lines, more = 0 }: Props) {
  const styles = useStyles2(getStyles);
  if (lines.length === 0) {
    return null;
  }
  const shown = lines.slice(0, HANDOVER_LINES);
  const left = lines.length - shown.length + more;
  return (
    <Section title={title} count={lines.length + more}>
      <ul className={styles.rows}>
        {shown.map((line) => (
          <li key={`${line.list} ${line.item}`}>
            <Mark state={line.verdict === 'hand' ? 'todo' : line.verdict} />
            <span className={styles.text}>
              <Link to={`../today/${line.list}?item=${encodeURIComponent(line.item)}`}>{line.text}</Link>
              {line.note !== '' && <small>{line.note}</small>}
            </span>
            <span className={styles.owner}>
              {line.owner === '' ? (
                <Mark state="warn" word={t('handover.no-owner', 'No owner')} />
              ) : (
                <>
                  <Icon name="user" size="sm" aria-hidden /> {line.owner}
                </>
              )}
            </span>
            <span className={styles.age}>{handoverAge(line)}</span>
          </li>
        ))}
      </ul>
      {left > 0 && <p className={styles.more}>{t('aside.more', '+{{n}} more', { n: left })}</p>}
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  rows: css({
    listStyle: 'none',
    '& li': {
      display: 'grid',
      gridTemplateColumns: '104px minmax(0, 1fr) 112px 72px',
      gap: theme.spacing(0.5, 1.5),
      padding: theme.spacing(1, 0),
      borderTop: `1px solid ${theme.colors.border.weak}`,
      '@container (max-width: 559px)': { gridTemplateColumns: '104px minmax(0, 1fr) auto' },
    },
    '& li:last-child': { borderBottom: `1px solid ${theme.colors.border.weak}` },
  }),
  text: css({
    overflowWrap: 'anywhere',
    '& a:hover': { textDecoration: 'underline' },
    '& small': { display: 'block', ...theme.typography.bodySmall, color: theme.colors.text.secondary },
    '@container (max-width: 559px)': { gridColumn: '1 / -1', gridRow: 2 },
  }),
  owner: css({ color: theme.colors.text.secondary, overflowWrap: 'anywhere' }),
  age: css({ color: theme.colors.text.secondary, textAlign: 'right', fontVariantNumeric: 'tabular-nums' }),
  more: css({ margin: theme.spacing(1, 0, 0), color: theme.colors.text.secondary }),
});
