import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';

import { checkPath } from '../../ui/checkPath';
import { reasonWords } from '../../ui/reasonText';
import { usePackTitle } from '../../ui/usePackTitle';
import type { CheckRow, PackGroup } from './catalogue';

/** What a pack without data needs: each hint once, with the checks that it is for. */
export function PackNeeds({ group: { pack, rows } }: { group: PackGroup }) {
  const styles = useStyles2(getStyles);
  const packTitle = usePackTitle();
  return (
    <div className={styles.pack}>
      <h3 className={styles.title}>{packTitle(pack)}</h3>
      {[...byNeed(rows)].map(([need, checks]) => (
        <p key={need} className={styles.need}>
          {need}{' '}
          <span className={styles.checks}>
            {checks.map(({ definition }, index) => (
              <span key={definition.id}>
                {index > 0 && ', '}
                <Link to={checkPath(definition.id)}>{definition.title}</Link>
              </span>
            ))}
          </span>
        </p>
      ))}
    </div>
  );
}

function byNeed(rows: readonly CheckRow[]): ReadonlyMap<string, readonly CheckRow[]> {
  const needs = new Map<string, CheckRow[]>();
  for (const row of rows) {
    const need = row.definition.hint ?? reasonWords(row.result?.reason ?? { code: 'no-data' });
    needs.set(need, [...(needs.get(need) ?? []), row]);
  }
  return needs;
}

const getStyles = (theme: GrafanaTheme2) => ({
  pack: css({ padding: theme.spacing(0, 0, 1.5, 3) }),
  title: css({ ...theme.typography.body, fontWeight: theme.typography.fontWeightMedium, margin: 0 }),
  need: css({ margin: theme.spacing(0.5, 0), maxWidth: '100ch', overflowWrap: 'anywhere' }),
  checks: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    '& a': { textDecoration: 'underline' },
    '& a:hover': { color: theme.colors.text.primary },
  }),
});
