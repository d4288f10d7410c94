import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { t } from '../../ui/t';

export type HomeKind = 'dashboard' | 'organisation';

interface Props {
  chosen: HomeKind;
  isFixed: boolean;
  onChange: (chosen: HomeKind) => void;
}

/** Where the journal may be kept: a dashboard of its own, which is suggested, or the organisation. */
export function HomeChoice({ chosen, isFixed, onChange }: Props) {
  const styles = useStyles2(getStyles);
  return (
    <div role="radiogroup" aria-label={t('setup.home', 'Journal home')} className={styles.cards}>
      {cards().map(({ kind, title, beside, what, but }) => (
        <label key={kind} className={cx(styles.card, kind === chosen && styles.chosen)}>
          <span className={styles.head}>
            <input
              type="radio"
              name="journal-home"
              checked={kind === chosen}
              disabled={isFixed}
              onChange={() => onChange(kind)}
            />
            <span className={styles.title}>{title}</span>
            {beside && <span className={styles.quiet}>{beside}</span>}
          </span>
          <span>{what}</span>
          <span className={styles.quiet}>{but}</span>
        </label>
      ))}
    </div>
  );
}

function cards(): ReadonlyArray<{ kind: HomeKind; title: string; beside: string; what: string; but: string }> {
  return [
    {
      kind: 'dashboard',
      title: t('setup.home-dashboard', 'A dashboard of its own'),
      beside: t('setup.suggested', 'suggested'),
      what: t(
        'setup.home-dashboard-what',
        'Whoever has Edit on it signs, also a team of Viewers; nobody else can write or delete there.'
      ),
      but: t(
        'setup.home-dashboard-but',
        'Making it takes the right to create dashboards. Whoever deletes it deletes the journal.'
      ),
    },
    {
      kind: 'organisation',
      title: t('setup.home-organisation', 'The organisation'),
      beside: '',
      what: t('setup.home-organisation-what', 'Nothing to set up. Every Editor signs, Viewers read.'),
      but: t(
        'setup.home-organisation-but',
        'Any Editor can delete all annotations of the organisation with one request, and the journal with them.'
      ),
    },
  ];
}

const getStyles = (theme: GrafanaTheme2) => ({
  cards: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 280px), 1fr))',
    gap: theme.spacing(2),
  }),
  card: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(0.5),
    margin: 0,
    padding: theme.spacing(2),
    border: `1px solid ${theme.colors.border.medium}`,
    borderRadius: theme.shape.radius.default,
    fontWeight: theme.typography.fontWeightRegular,
    cursor: 'pointer',
  }),
  chosen: css({ borderColor: theme.colors.primary.border, background: theme.colors.background.secondary }),
  head: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    '& input': { margin: 0, width: 16, height: 16, accentColor: theme.colors.primary.main },
  }),
  title: css({ fontWeight: theme.typography.fontWeightMedium }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
});
