import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, LoadingBar, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { useRef } from 'react';

import type { Span } from '../../core/slo/window';
import type { Steps } from '../../ui/polling/counted';
import type { PollState } from '../../ui/polling/poll';
import { t } from '../../ui/t';
import { useWidth } from '../../ui/useWidth';
import { clockTime, countText, monthTitle, monthTitleShort, shortDate } from '../../ui/when';
import { useZone } from '../../ui/zone';
import type { ScorecardWindow } from './scorecardWindow';

interface Props {
  window: ScorecardWindow & { choose: (id: string | null) => void };
  /** What the objectives' own windows are called. */
  own: string;
  /** What is seen; null while it is not known, or where each objective has its own. */
  span: Span | null;
  poll: {
    state: Pick<PollState<unknown, Steps>, 'isReading' | 'progress' | 'value'>;
    refresh: () => void;
    cancel: () => void;
  };
}

const OWN = 'own';
/** Below this many pixels two months with their full names do not fit beside the own windows. */
const NARROW = 480;

/** Over what is seen, what that is in dates, and Refresh; while it is read how far it is, and Cancel. */
export function WindowBar({ window: { id, months, choose }, own, span, poll: { state, refresh, cancel } }: Props) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  const isNarrow = width !== null && width < NARROW;
  const { isReading, value, progress } = state;
  const isFirst = isReading && value === null;
  return (
    <div ref={frame}>
      <div className={styles.bar}>
        <div className={styles.choice}>
          <RadioButtonGroup
            aria-label={t('window.label', 'Window')}
            value={id ?? OWN}
            options={[
              { value: OWN, label: own },
              ...months.map(({ id: month, fromMs }) => ({
                value: month,
                label: isNarrow ? monthTitleShort(fromMs, zone) : monthTitle(fromMs, zone),
              })),
            ]}
            onChange={(next) => choose(next === OWN ? null : next)}
          />
        </div>
        <div className={styles.right}>
          <span role="status">{isFirst ? readingText(progress) : span ? spanText(span, zone) : zone}</span>
          <Button
            variant="secondary"
            fill="text"
            size="sm"
            icon={isReading ? 'times' : 'sync'}
            className={styles.button}
            onClick={isReading ? cancel : refresh}
          >
            {isReading ? t('scorecards.cancel', 'Cancel') : t('scorecards.refresh', 'Refresh')}
          </Button>
        </div>
      </div>
      <div className={styles.loading}>{isFirst && <LoadingBar width={width ?? 300} />}</div>
    </div>
  );
}

/** `21 Oct to 20 Nov, 08:30 · Europe/Berlin`; of a period that is over without the time. */
function spanText({ fromMs, toMs, readToMs }: Span, zone: string): string {
  const dates = { from: shortDate(fromMs, zone), to: shortDate(readToMs - 1, zone), zone };
  const isMidnight = clockTime(readToMs, zone) === '00:00' && readToMs === toMs;
  return isMidnight
    ? t('scorecards.span-days', '{{from}} to {{to}} · {{zone}}', dates)
    : t('scorecards.span', '{{from}} to {{to}}, {{time}} · {{zone}}', { ...dates, time: clockTime(readToMs, zone) });
}

function readingText(progress: Steps | null): string {
  return progress === null || progress.total === 0
    ? t('scorecards.reading', 'Reading')
    : t('scorecards.reading-of', 'Reading, {{done}} of {{total}} requests answered', {
        done: countText(progress.done),
        total: countText(progress.total),
      });
}

const getStyles = (theme: GrafanaTheme2) => ({
  bar: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: theme.spacing(1, 2),
  }),
  // A month that only the address names does not fit a phone as well: they scroll, not the page.
  choice: css({ position: 'relative', maxWidth: '100%', overflowX: 'auto' }),
  right: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    color: theme.colors.text.secondary,
    fontVariantNumeric: 'tabular-nums',
  }),
  button: css({ minWidth: 88 }),
  loading: css({ height: theme.spacing(2), paddingTop: theme.spacing(1), overflow: 'hidden' }),
});
