import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useId, useRef } from 'react';

import { DAY_STATES, type DayMatrix, type TargetRow } from '../../../core/products/backups/view';
import { DayCells, HatchPattern } from '../../../ui/backups/DayCells';
import { dayCountWords, dayLong, dayShort } from '../../../ui/backups/dayText';
import { dayStateVerdict, dayStateWord } from '../../../ui/backups/postureWords';
import { Mark } from '../../../ui/Mark';
import { t } from '../../../ui/t';
import { useAddress } from '../../../ui/useAddress';
import { useWidth } from '../../../ui/useWidth';

interface Props {
  row: TargetRow;
  days: DayMatrix;
  day: string | null;
}

const CELL_PX = 16;
/** The newest days are those that are told. */
const MOST_DAYS = 35;

/** The last days of one target, and the one that was chosen in words. */
export function TargetDays({ row, days, day }: Props) {
  const styles = useStyles2(getStyles);
  const id = useId();
  const frame = useRef<HTMLDivElement>(null);
  const [, change] = useAddress();
  const from = Math.max(0, days.days.length - MOST_DAYS);
  const states = days.states.get(row.target.key);
  const shown = days.days.slice(from);
  const step = Math.max(5, Math.min(20, Math.floor((useWidth(frame) ?? 700) / Math.max(1, shown.length))));
  const chosen = day === null ? -1 : days.days.indexOf(day);
  const stateOf = (at: number) => DAY_STATES[states?.[at] ?? -1] ?? 'unknown';
  if (states === undefined || shown.length === 0) {
    return null;
  }
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className={styles.heading}>
        {t('target.days', 'Days')}
      </h3>
      <HatchPattern id={`${id}-hatch`} />
      <div ref={frame} className={styles.frame}>
        <div className={styles.strip} style={{ width: shown.length * step }}>
          <DayCells states={states.subarray(from)} step={step} height={CELL_PX} hatchId={`${id}-hatch`} />
          {chosen >= from && (
            <span className={styles.chosen} style={{ left: (chosen - from) * step - 2, width: step + 2 }} />
          )}
        </div>
        <div className={styles.ends} style={{ width: shown.length * step }} aria-hidden>
          <span>{dayShort(shown[0] ?? '')}</span>
          <span>{dayShort(shown.at(-1) ?? '')}</span>
        </div>
      </div>
      <p className={styles.said}>
        {chosen >= 0 && day !== null ? (
          <>
            <Mark state={dayStateVerdict(stateOf(chosen))} word={dayStateWord(stateOf(chosen))} size="sm" />{' '}
            {t('target.on-day', 'on {{when}}.', { when: dayLong(day) })}{' '}
            <button type="button" className={styles.link} onClick={() => change({ day: null }, { replace: true })}>
              {t('target.all-days', 'All runs')}
            </button>
          </>
        ) : (
          dayCountWords(states.subarray(from))
        )}
      </p>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  heading: css({ ...theme.typography.h6, margin: theme.spacing(0, 0, 0.5, 0) }),
  frame: css({ overflow: 'hidden' }),
  strip: css({ position: 'relative', padding: '2px 0' }),
  chosen: css({
    position: 'absolute',
    top: 0,
    bottom: 0,
    border: `2px solid ${theme.colors.primary.text}`,
    borderRadius: 2,
  }),
  ends: css({
    ...theme.typography.bodySmall,
    display: 'flex',
    justifyContent: 'space-between',
    color: theme.colors.text.secondary,
  }),
  said: css({ margin: theme.spacing(0.5, 0, 0, 0), color: theme.colors.text.secondary }),
  link: css({
    border: 0,
    padding: 0,
    minHeight: 24,
    background: 'none',
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
  }),
});
