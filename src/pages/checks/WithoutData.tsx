import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import { Mark } from '../../ui/Mark';
import { plural, t } from '../../ui/t';
import { usePackTitle } from '../../ui/usePackTitle';
import { countText } from '../../ui/when';
import type { PackGroup } from './catalogue';
import { PackNeeds } from './PackNeeds';

/** Packs named in the line before they are only counted. */
const NAMED = 7;

interface Props {
  packs: readonly PackGroup[];
  isFiltered: boolean;
}

/** The packs of which nothing is here, as one line that opens to what each needs. */
export function WithoutData({ packs, isFiltered }: Props) {
  const styles = useStyles2(getStyles);
  const packTitle = usePackTitle();
  const [isUnfolded, setUnfolded] = useState(false);
  if (packs.length === 0) {
    return null;
  }
  const isOpen = isUnfolded || isFiltered;
  const names = packs.map(({ pack }) => packTitle(pack)).sort((a, b) => a.localeCompare(b));
  const checks = packs.reduce((total, { rows }) => total + rows.length, 0);
  return (
    <section aria-label={t('checks.without', 'Packs without data')} className={styles.section}>
      <button type="button" className={styles.fold} aria-expanded={isOpen} onClick={() => setUnfolded(!isUnfolded)}>
        <Icon name={isOpen ? 'angle-down' : 'angle-right'} aria-hidden />
        <Mark state="na" word={packsWord(packs.length)} size="sm" />
        <span>
          {plural(
            'checks.without-checks',
            checks,
            { one: '{{n}} check:', other: '{{n}} checks:' },
            { n: countText(checks) }
          )}{' '}
          {namesWords(names)} {t('checks.open-needs', 'Open to see what each one needs.')}
        </span>
      </button>
      {isOpen && packs.map((group) => <PackNeeds key={group.pack} group={group} />)}
    </section>
  );
}

function packsWord(count: number): string {
  return plural('checks.packs-without', count, {
    one: '{{count}} pack without data',
    other: '{{count}} packs without data',
  });
}

/** "AWS, Database, Policies and 8 more." */
function namesWords(names: readonly string[]): string {
  const more = names.length - NAMED;
  const named = names.slice(0, NAMED).join(', ');
  return more > 0 ? t('checks.names-more', '{{names}} and {{n}} more.', { names: named, n: more }) : `${named}.`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  section: css({ borderBottom: `1px solid ${theme.colors.border.weak}` }),
  fold: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.25, 1),
    minHeight: 40,
    padding: theme.spacing(0.5, 0),
    border: 0,
    background: 'none',
    color: theme.colors.text.secondary,
    textAlign: 'left',
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
  }),
});
