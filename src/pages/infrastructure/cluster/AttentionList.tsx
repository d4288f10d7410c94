import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, TextLink, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import type { Attention, ClusterTab } from '../../../core/products/proxmox-ve/view';
import { Mark } from '../../../ui/Mark';
import { reasonWords } from '../../../ui/reasonText';
import { Section } from '../../../ui/Section';
import { plural, t } from '../../../ui/t';
import { sinceWhen } from '../../../ui/when';
import { useZone } from '../../../ui/zone';
import { clusterPath } from '../paths';
import { tabWord } from './tabs';

/** Entries before "Show more"; one more than this is not worth a button. */
const FEW = 8;

interface Props {
  attention: readonly Attention[];
  uid: string;
  openEvidence: (checkId: string) => void;
  nowMs: number;
}

/** What needs somebody in this cluster, worst first: the finding, why, since when, and where more of it stands. */
export function AttentionList({ attention, uid, openEvidence, nowMs }: Props) {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  const [all, setAll] = useState(false);
  const shown = all || attention.length <= FEW + 1 ? attention : attention.slice(0, FEW);
  return (
    <Section title={t('attention.title', 'Attention')} count={attention.length}>
      {attention.length === 0 ? (
        <p className={styles.nothing}>
          <Mark state="pass" word={t('attention.nothing', 'Every check passes that is asked at each look.')} />
        </p>
      ) : (
        <ul className={styles.list}>
          {shown.map((entry) => (
            <li key={entry.checkId} className={styles.row}>
              <Mark state={entry.verdict} />
              <div className={styles.text}>
                <button type="button" className={styles.finding} onClick={() => openEvidence(entry.checkId)}>
                  {entry.finding}
                </button>
                <span className={styles.why}>{whyText(entry)}</span>
              </div>
              <span className={styles.since}>
                {entry.sinceMs !== null &&
                  t('attention.since', 'since {{when}}', { when: sinceWhen(entry.sinceMs, nowMs, zone) })}
              </span>
              <span className={styles.link}>
                <More entry={entry} uid={uid} />
              </span>
            </li>
          ))}
        </ul>
      )}
      {shown.length < attention.length && (
        <Button size="sm" variant="secondary" fill="text" icon="angle-down" onClick={() => setAll(true)}>
          {plural('attention.more', attention.length - shown.length, {
            one: 'Show {{count}} more',
            other: 'Show {{count}} more',
          })}
        </Button>
      )}
    </Section>
  );
}

function More({ entry, uid }: { entry: Attention; uid: string }) {
  const tab: ClusterTab = entry.reason?.code === 'not-permitted' ? 'access' : entry.tab;
  if (tab === 'overview') {
    return null;
  }
  return (
    <TextLink href={clusterPath(uid, tab)} inline={false} variant="bodySmall">
      {tab === 'access' && entry.reason?.code === 'not-permitted'
        ? t('attention.rights', 'Token rights')
        : tabWord(tab)}
    </TextLink>
  );
}

/** The check, or why it is not known. */
function whyText({ reason, finding, count, result }: Attention): string {
  const { title } = result.definition;
  if (reason !== undefined) {
    const isSaid = reason.detail !== undefined && finding.includes(reason.detail.replace(/\.$/, ''));
    return reasonWords(isSaid ? { code: reason.code } : reason);
  }
  return count > 1
    ? plural(
        'attention.things',
        count,
        { one: '{{title}}: {{count}} thing', other: '{{title}}: {{count}} in all' },
        { title }
      )
    : title;
}

const getStyles = (theme: GrafanaTheme2) => ({
  nothing: css({ margin: 0, padding: theme.spacing(1, 0), borderTop: `1px solid ${theme.colors.border.medium}` }),
  list: css({ listStyle: 'none', borderTop: `1px solid ${theme.colors.border.medium}` }),
  row: css({
    display: 'grid',
    gridTemplateColumns: '108px minmax(0, 1fr) auto 150px',
    alignItems: 'baseline',
    columnGap: theme.spacing(1),
    padding: theme.spacing(1, 0),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
    '&:last-child': { borderBottom: 0 },
    '&:hover': { background: theme.colors.background.secondary },
    '@container (max-width: 699px)': { gridTemplateColumns: 'minmax(0, 1fr) auto' },
  }),
  text: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    minWidth: 0,
    overflowWrap: 'anywhere',
    '@container (max-width: 699px)': { gridRow: 2, gridColumn: '1 / -1' },
  }),
  finding: css({
    border: 0,
    padding: 0,
    background: 'none',
    textAlign: 'left',
    fontWeight: theme.typography.fontWeightMedium,
    borderRadius: theme.shape.radius.default,
    '&:hover': { textDecoration: 'underline' },
    '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: 2 },
  }),
  why: css({ color: theme.colors.text.secondary }),
  since: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  link: css({
    display: 'flex',
    justifyContent: 'flex-end',
    '@container (max-width: 699px)': { gridColumn: '1 / -1', justifyContent: 'flex-start' },
  }),
});
