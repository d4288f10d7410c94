import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useId, useMemo } from 'react';

import { DAY_STATES, type DayMatrix, type TargetRow } from '../../core/products/backups/view';
import { DayCells, HatchPattern } from '../../ui/backups/DayCells';
import { dayCountWords, dayShort } from '../../ui/backups/dayText';
import { postureWord } from '../../ui/backups/postureWords';
import { plural, t } from '../../ui/t';
import { backupsHref } from './backupsHref';
import { worstDays } from './chosen';
import { AXIS_PX, NIGHT_PX } from './layout';

interface Props {
  /** Worst first; what does not fit is one line for all of it. */
  rows: readonly TargetRow[];
  matrix: DayMatrix;
  /** How many nights, and how many lines. */
  days: number;
  lines: number;
  width: number;
}

const PADDING_PX = 12;
const CELL_PX = 14;
/** Least px of a night. */
const LEAST_STEP = 3;
/** Least px between two dates. */
const TICK_PX = 76;

/** How each of the last nights ended, the worst targets first, a line each. */
export function NightMap({ rows, matrix, days, lines, width }: Props) {
  const styles = useStyles2(getStyles);
  const hatchId = useId();
  const namesPx = width < 560 ? 112 : Math.min(220, Math.round(width * 0.2));
  const room = width - 2 * PADDING_PX - namesPx;
  const shownDays = Math.min(days, matrix.days.length, Math.floor(room / LEAST_STEP));
  const step = room / Math.max(1, shownDays);
  const isCut = rows.length > lines;
  const own = isCut ? rows.slice(0, lines - 1) : rows;
  const others = useMemo(() => (isCut ? rows.slice(lines - 1) : []), [isCut, rows, lines]);
  const otherDays = useMemo(
    () =>
      worstDays(
        others.map(({ target }) => matrix.states.get(target.key)),
        shownDays
      ),
    [others, matrix, shownDays]
  );
  const othersName = plural('panel.backup.others', others.length, {
    one: '{{count}} other',
    other: '{{count}} others',
  });
  return (
    <div className={styles.map}>
      <HatchPattern id={hatchId} />
      <ul aria-label={t('panel.backup.nights', 'Nights')}>
        {own.map(({ target, posture }) => {
          const states = lastDays(matrix.states.get(target.key), shownDays);
          const said = `${target.name}, ${postureWord(posture)}: ${dayCountWords(states)}`;
          return (
            <li key={target.key}>
              <a style={{ width: namesPx }} href={backupsHref({ target: target.key })} title={said} aria-label={said}>
                {target.name}
              </a>
              <DayCells states={states} step={step} height={CELL_PX} hatchId={hatchId} />
            </li>
          );
        })}
        {isCut && (
          <li title={t('panel.backup.worst-of', '{{others}}: of each night the worst', { others: othersName })}>
            <span className={styles.others} style={{ width: namesPx }}>
              {othersName}
            </span>
            <DayCells states={otherDays} step={step} height={CELL_PX} hatchId={hatchId} />
            <span className="sr-only">{dayCountWords(otherDays)}</span>
          </li>
        )}
      </ul>
      <div className={styles.axis} aria-hidden>
        {ticksOf(matrix.days.slice(-shownDays), step).map(({ date, at, isLast }) => (
          <span key={date} style={isLast ? { right: PADDING_PX } : { left: PADDING_PX + namesPx + at * step }}>
            {dayShort(date)}
          </span>
        ))}
      </div>
    </div>
  );
}

/** The newest so many; of a target without any of them nothing is known. */
function lastDays(states: Uint8Array | undefined, days: number): Uint8Array {
  return states === undefined || states.length < days
    ? new Uint8Array(days).fill(DAY_STATES.indexOf('unknown'))
    : states.subarray(states.length - days);
}

/** The oldest, the newest, and each week between them as far as there is room. */
function ticksOf(days: readonly string[], step: number) {
  const every = Math.max(1, Math.ceil(TICK_PX / (step * 7))) * 7;
  const last = days.length - 1;
  return days.flatMap((date, at) =>
    at === last || (at % every === 0 && (last - at) * step >= TICK_PX) ? { date, at, isLast: at === last } : []
  );
}

const getStyles = (theme: GrafanaTheme2) => {
  const name = {
    flex: 'none',
    minWidth: 0,
    paddingRight: theme.spacing(1),
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  } as const;
  return {
    map: css({
      '& ul': { margin: 0, padding: theme.spacing(0, 1.5), listStyle: 'none' },
      '& li': { ...theme.typography.bodySmall, display: 'flex', alignItems: 'center', height: NIGHT_PX },
      '& a': { ...name, lineHeight: `${NIGHT_PX}px`, color: theme.colors.text.primary },
      '& a:hover': { textDecoration: 'underline' },
    }),
    others: css({ ...name, color: theme.colors.text.secondary }),
    axis: css({
      ...theme.typography.bodySmall,
      position: 'relative',
      height: AXIS_PX,
      color: theme.colors.text.secondary,
      '& > span': { position: 'absolute', top: 0, whiteSpace: 'nowrap' },
    }),
  };
};
