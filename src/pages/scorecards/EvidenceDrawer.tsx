import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, Drawer, useStyles2 } from '@grafana/ui';
import { useRef, type ReactNode } from 'react';

import { useConnection } from '../../ui/connection';
import { GrafanaLink } from '../../ui/GrafanaLink';
import { t } from '../../ui/t';
import { useFirstFocus } from '../../ui/useFirstFocus';

/** A query that was asked. */
export interface AskedQuery {
  /** What it is in the formula; empty where there is but one. */
  name: string;
  expr: string;
  sourceUid: string;
}

interface Props {
  title: string;
  /** The number, with what it is and over what. */
  subtitle: string;
  /** Lines in columns; empty where nothing is computed. */
  formula: string;
  queries: readonly AskedQuery[];
  coverage: { heading: string; content: ReactNode } | null;
  facts: ReadonlyArray<readonly [name: string, value: ReactNode]>;
  /** What can be done about it, at the end. */
  action?: ReactNode;
  onClose: () => void;
}

/** Everything behind one number: its formula with the numbers, the queries, what there is data of, and where it comes from. */
export function EvidenceDrawer({ title, subtitle, formula, queries, coverage, facts, action, onClose }: Props) {
  const styles = useStyles2(getStyles);
  const body = useRef<HTMLDivElement>(null);
  useFirstFocus(() => body.current);
  return (
    <Drawer size="md" title={title} subtitle={subtitle} onClose={onClose}>
      <div ref={body} tabIndex={-1} className={styles.column}>
        {formula !== '' && (
          <section>
            <h3 className={styles.heading}>
              {t('evidence.computed', 'How it is computed, with the numbers of this window')}
            </h3>
            <pre className={styles.code} tabIndex={0}>
              {formula}
            </pre>
          </section>
        )}
        {queries.length > 0 && <Queries queries={queries} />}
        {coverage && (
          <section>
            <h3 className={styles.heading}>{coverage.heading}</h3>
            {coverage.content}
          </section>
        )}
        <section>
          <h3 className={styles.heading}>{t('evidence.from', 'Where the numbers come from')}</h3>
          <dl className={styles.facts}>
            {facts.map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
        {action && <div>{action}</div>}
      </div>
    </Drawer>
  );
}

function Queries({ queries }: Pick<Props, 'queries'>) {
  const styles = useStyles2(getStyles);
  const { dataSources } = useConnection().connection;
  return (
    <section>
      <h3 className={styles.heading}>{t('evidence.query', 'Query')}</h3>
      {queries.map(({ name, expr, sourceUid }, index) => {
        const source = dataSources.find(({ uid }) => uid === sourceUid);
        return (
          <div key={index} className={styles.query}>
            {name !== '' && <div className={styles.name}>{name}</div>}
            <pre className={styles.code} tabIndex={0}>
              {expr}
            </pre>
            <div className={styles.actions}>
              {source && <GrafanaLink place={{ to: 'explore', source, query: expr }} look="quiet" newTab />}
              <ClipboardButton size="sm" variant="secondary" fill="text" icon="copy" getText={() => expr}>
                {t('evidence.copy-query', 'Copy query')}
              </ClipboardButton>
            </div>
          </div>
        );
      })}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  column: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(3),
    containerType: 'inline-size',
    '&:focus': { outline: 'none' },
  }),
  heading: css({ ...theme.typography.h6, margin: theme.spacing(0, 0, 1, 0) }),
  code: css({
    ...theme.typography.code,
    fontSize: theme.typography.bodySmall.fontSize,
    lineHeight: 1.6,
    letterSpacing: 0,
    overflowX: 'auto',
    whiteSpace: 'pre',
    margin: 0,
    padding: theme.spacing(1, 1.5),
    color: theme.colors.text.primary,
    background: theme.colors.background.canvas,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
  }),
  query: css({
    '& + &': { marginTop: theme.spacing(1.5) },
    '& pre': { whiteSpace: 'pre-wrap', wordBreak: 'normal', overflowWrap: 'anywhere' },
  }),
  name: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, marginBottom: theme.spacing(0.5) }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1), marginTop: theme.spacing(0.5) }),
  facts: css({
    margin: 0,
    fontVariantNumeric: 'tabular-nums',
    '& > div': {
      display: 'grid',
      gridTemplateColumns: '152px minmax(0, 1fr)',
      gap: theme.spacing(0, 1),
      padding: theme.spacing(0.5, 0),
      '@container (max-width: 420px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
    },
    '& dt': { fontWeight: theme.typography.fontWeightRegular, color: theme.colors.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  }),
});
