import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import type { CheckDefinition } from '../../../core/check/definition';
import type { Verdict } from '../../../core/check/verdict';
import { LoadableView } from '../../../ui/LoadableView';
import { reasonWords } from '../../../ui/reasonText';
import { plural, t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { PastDays } from './PastDays';
import { SPANS, usePast, type Past, type Span } from './usePast';

interface Props {
  definition: CheckDefinition;
  /** What it says now; null before it was judged. */
  now: Verdict | null;
}

/** What the check said on past days, judged anew from what its sources keep. */
export function HistoryTab({ definition, now }: Props) {
  const [params, change] = useAddress();
  const [attempt, setAttempt] = useState(0);
  const span = SPANS.find(({ days }) => `${days}` === params.get('days')) ?? SPANS[0];
  return (
    <>
      <RadioButtonGroup
        aria-label={t('past.span', 'How far back')}
        options={SPANS.map(({ days }) => ({ value: days, label: t('past.days', '{{days}} days', { days }) }))}
        value={span.days}
        onChange={(days) => change({ days: days === SPANS[0].days ? null : `${days}` }, { replace: true })}
      />
      <OneSpan
        key={`${span.days} ${attempt}`}
        definition={definition}
        now={now}
        span={span}
        onRetry={() => setAttempt(attempt + 1)}
      />
    </>
  );
}

function OneSpan({ definition, now, span, onRetry }: Props & { span: Span; onRetry: () => void }) {
  const styles = useStyles2(getStyles);
  const { past, cancel } = usePast(definition, span);
  switch (past.state) {
    case 'asking':
      return (
        <p role="status" className={styles.line}>
          {askingWords(past)}
          <Button size="sm" variant="secondary" icon="times" onClick={cancel}>
            {t('recheck.cancel', 'Cancel')}
          </Button>
        </p>
      );
    case 'cancelled':
      return (
        <p role="status" className={styles.line}>
          {t('past.cancelled', 'Not looked at: it was cancelled.')}
          <Button size="sm" variant="secondary" icon="sync" onClick={onRetry}>
            {t('loadable.retry', 'Retry')}
          </Button>
        </p>
      );
    case 'failed':
      return (
        <LoadableView
          of={past}
          subject={t('past.subject', 'What the check said before')}
          loading={null}
          onRetry={onRetry}
        >
          {() => null}
        </LoadableView>
      );
    case 'ready': {
      const { history, grid } = past;
      return history.reason ? (
        <p className={styles.line}>{reasonWords(history.reason)}</p>
      ) : (
        <PastDays definition={definition} grid={grid} history={history} stepHours={span.stepHours} now={now} />
      );
    }
  }
}

function askingWords({ done, total }: Extract<Past, { state: 'asking' }>): string {
  return total === 0
    ? t('past.asking', 'Asking what it said before')
    : plural(
        'past.progress',
        total,
        {
          one: 'Asking, {{done}} of {{count}} query answered',
          other: 'Asking, {{done}} of {{count}} queries answered',
        },
        { done }
      );
}

const getStyles = (theme: GrafanaTheme2) => ({
  line: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    margin: theme.spacing(3, 0),
    color: theme.colors.text.secondary,
  }),
});
