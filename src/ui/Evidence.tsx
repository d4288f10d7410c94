import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom';

import type { Evidence as Measured } from '../core/check/result';
import type { DataSource } from '../core/connection/dataSource';
import { checkPath } from './checkPath';
import { durationText } from './duration';
import { GrafanaLink } from './GrafanaLink';
import { Mark } from './Mark';
import { reasonInTable, reasonWords } from './reasonText';
import { SourceSaid } from './SourceSaid';
import { t } from './t';
import { clockTimeWithSeconds, countText } from './when';
import { useZone } from './zone';

interface Props {
  evidence: Measured;
  /** Leads to the page of the check; absent there. */
  checkId?: string;
  /** Absent when the organisation no longer has it. */
  source?: DataSource;
}

/** How it was measured: the query, whom it was asked, when, and what it covered. */
export function Evidence({ evidence, checkId, source }: Props) {
  const zone = useZone();
  const styles = useStyles2(getStyles);
  const { query, sourceName, askedMs, durationMs, oldestSampleAgeMs, answered, expected, problem } = evidence;
  const facts: ReadonlyArray<[string, string]> = [
    [t('evidence.source', 'Source'), sourceName],
    [
      t('evidence.asked', 'Asked'),
      t('evidence.asked-value', '{{time}}, {{ms}} ms', {
        time: clockTimeWithSeconds(askedMs, zone),
        ms: countText(Math.round(durationMs)),
      }),
    ],
    [
      t('evidence.oldest', 'Oldest sample'),
      oldestSampleAgeMs === null ? t('evidence.none', 'none') : durationText(oldestSampleAgeMs),
    ],
    [
      t('evidence.covered', 'Covered'),
      t('evidence.covered-value', '{{answered}} of {{expected}} entities', {
        answered: countText(answered),
        expected: countText(expected),
      }),
    ],
  ];
  return (
    <section>
      <div className={styles.headLine}>
        <h4 className={styles.heading}>{t('evidence.how', 'How it was measured')}</h4>
        <span>
          <ClipboardButton size="sm" variant="secondary" fill="text" icon="copy" getText={() => query}>
            {t('evidence.copy', 'Copy')}
          </ClipboardButton>
          {source && <GrafanaLink place={{ to: 'explore', source, query }} look="quiet" newTab />}
        </span>
      </div>
      <pre className={styles.query} tabIndex={0} aria-label={t('evidence.query', 'Query')}>
        {query}
      </pre>
      {problem && (
        <p className={styles.problem}>
          <Mark state="unknown" word={reasonInTable(problem)} /> {reasonWords(problem)}
        </p>
      )}
      <SourceSaid reason={problem} />
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {checkId !== undefined && (
          <div>
            <dt>{t('evidence.check', 'Check')}</dt>
            <dd>
              <Link to={checkPath(checkId)} className={styles.link}>
                {t('evidence.open-check', 'Open check')}
              </Link>{' '}
              {checkId}
            </dd>
          </div>
        )}
      </dl>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  headLine: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(0.5, 2),
    marginBottom: theme.spacing(0.5),
  }),
  heading: css({ ...theme.typography.h6, margin: 0 }),
  query: css({
    ...theme.typography.code,
    fontSize: theme.typography.bodySmall.fontSize,
    background: theme.colors.background.canvas,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    margin: 0,
    padding: theme.spacing(1, 1.5),
  }),
  link: css({ color: theme.colors.text.link, textDecoration: 'underline' }),
  problem: css({ margin: theme.spacing(1, 0, 0, 0), overflowWrap: 'anywhere' }),
  facts: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1, 4),
    margin: theme.spacing(1.5, 0, 0, 0),
    fontVariantNumeric: 'tabular-nums',
    '& dt': { ...theme.typography.bodySmall, fontWeight: 'normal', color: theme.colors.text.secondary },
    '& dd': { margin: 0 },
  }),
});
