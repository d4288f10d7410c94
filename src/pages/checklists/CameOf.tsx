import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';

import type { Aftermath } from '../../core/checklist/record';
import type { Run } from '../../core/checklist/run';
import { Mark } from '../../ui/Mark';
import { Section } from '../../ui/Section';
import { t } from '../../ui/t';
import { todayPath } from './paths';

/** What the last round of the list says about what this one left open. */
export function CameOf({ run, aftermath }: { run: Run; aftermath: readonly Aftermath[] | null }) {
  const styles = useStyles2(getStyles);
  return (
    <Section title={t('came.title', 'What came of it')}>
      {aftermath === null ? (
        <p className={styles.quiet}>{t('came.unknown', 'No summary of this round tells what it left open.')}</p>
      ) : aftermath.length === 0 ? (
        <p className={styles.quiet}>{t('came.nothing', 'It left nothing open.')}</p>
      ) : (
        <ul className={styles.list}>
          {aftermath.map((one) => (
            <Row key={one.left.item} run={run} one={one} />
          ))}
        </ul>
      )}
    </Section>
  );
}

function Row({ run, one: { left, now, state } }: { run: Run; one: Aftermath }) {
  const styles = useStyles2(getStyles);
  const verdict = now?.verdict ?? left.verdict;
  const mark = state === 'closed' ? 'done' : state === 'unknown' ? 'unknown' : verdict === 'hand' ? 'todo' : verdict;
  return (
    <li className={styles.row}>
      <Mark state={mark} glyphOnly size="sm" />
      <span className={styles.what}>
        {left.title || left.item}
        <span className={styles.sub}>{stateWords({ left, now, state })}</span>
      </span>
      {state === 'open' && (
        <Link
          to={todayPath(run.list, left.item)}
          className={styles.link}
          aria-label={t('came.open-item', 'Open {{item}} in Today', { item: left.title || left.item })}
        >
          {t('came.open', 'Open')}
        </Link>
      )}
    </li>
  );
}

/** "carried, day 2, ops3" */
function stateWords({ now, state }: Aftermath): string {
  if (state === 'closed') {
    return t('came.closed', 'closed since');
  }
  if (now === null) {
    return t('came.cut', 'the last round had no room to tell');
  }
  return [
    t('came.carried', 'carried, day {{n}}', { n: now.days + 1 }),
    now.decision === 'risk' && t('came.risk', 'risk accepted'),
    now.owner,
    now.to,
  ]
    .filter(Boolean)
    .join(', ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ listStyle: 'none', margin: 0, padding: 0 }),
  row: css({
    display: 'flex',
    gap: theme.spacing(1),
    alignItems: 'flex-start',
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    '& > span:first-child': { flex: 'none', marginTop: 3 },
  }),
  what: css({ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }),
  sub: css({ display: 'block', ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  quiet: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  link: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
});
