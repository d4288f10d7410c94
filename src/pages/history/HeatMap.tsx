import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { memo, useMemo, useRef, useState } from 'react';
import { useNavigate } from 'react-router-dom';

import type { History, HistoryDay, ListHistory } from '../../core/checklist/history';
import { lastRounds, onTimeOf } from '../../core/checklist/historyFigures';
import { instantOf, localDate } from '../../core/time/zone';
import { OnTimeRate } from '../../ui/round/OnTimeRate';
import { RoundMark, ROUND_MARK_WIDTH } from '../../ui/round/RoundMark';
import { RoundStrip } from '../../ui/round/RoundStrip';
import { roundWord } from '../../ui/round/roundWords';
import { t } from '../../ui/t';
import { useWidth } from '../../ui/useWidth';
import { shortDate, shortDay } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { RoundDetail } from './RoundDetail';
import { roundHref } from './roundHref';
import { startPlace, useGridKeys, type Place } from './useGridKeys';

/** With less room than this, a list has its last rounds and no map. */
const MAP_FROM = 960;
const LAST_ROUNDS = 16;

/** Thirteen weeks of all lists: arrows move over it with one tab stop, and the line below tells the chosen day in words. */
export function HeatMap({ history, nowMs }: { history: History; nowMs: number }) {
  const frame = useRef<HTMLDivElement>(null);
  const width = useWidth(frame);
  return (
    <div ref={frame}>
      {width !== null && width < MAP_FROM ? <Strips history={history} /> : <Weeks history={history} nowMs={nowMs} />}
    </div>
  );
}

function Weeks({ history: { lists }, nowMs }: { history: History; nowMs: number }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const navigate = useNavigate();
  const today = localDate(nowMs, zone);
  const [place, setPlace] = useState<Place>(() => startPlace(lists, today));
  const grid = useRef<HTMLDivElement>(null);
  const chosen = lists[place.row];
  const day = chosen?.days[place.day];
  const onKeyDown = useGridKeys(grid, place, setPlace, { rows: lists.length, days: chosen?.days.length ?? 0 });
  const dates = useMemo(
    () => (lists[0]?.days ?? []).map(({ date }) => shortDay(instantOf(date, '12:00', zone), zone)),
    [lists, zone]
  );
  const open = () => {
    const href = day && roundHref(day);
    if (href) {
      void navigate(href);
    }
  };
  return (
    <>
      <div
        ref={grid}
        role="grid"
        aria-label={t('map.label', 'Rounds of thirteen weeks')}
        aria-readonly
        className={styles.grid}
        onKeyDown={(event) => (event.key === 'Enter' ? open() : onKeyDown(event))}
      >
        <Head days={lists[0]?.days ?? []} />
        {lists.map((list, row) => (
          <Row
            key={list.template.id}
            list={list}
            row={row}
            dates={dates}
            chosen={row === place.row ? place.day : null}
            onChoose={setPlace}
          />
        ))}
      </div>
      {chosen && day && <RoundDetail list={chosen} day={day} />}
    </>
  );
}

function Head({ days }: { days: readonly HistoryDay[] }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const mondays = days.filter((_day, index) => index % 7 === 0);
  return (
    <div className={cx(styles.row, styles.head)} aria-hidden>
      <span className={styles.label} />
      {mondays.map(({ date }, week) => (
        <span key={date} className={styles.week}>
          {week % 2 === 0 && shortDate(instantOf(date, '12:00', zone), zone)}
        </span>
      ))}
      <span className={styles.rate}>{t('map.on-time', 'On time')}</span>
    </div>
  );
}

interface RowProps {
  list: ListHistory;
  row: number;
  /** Of its days, as they are told. */
  dates: readonly string[];
  /** Index of the chosen day; null in the other rows. */
  chosen: number | null;
  onChoose: (place: Place) => void;
}

const Row = memo(function Row({ list: { template, days, rounds }, row, dates, chosen, onChoose }: RowProps) {
  const styles = useStyles2(getStyles);
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => week * 7);
  return (
    <div role="row" className={styles.row}>
      <span role="rowheader" className={styles.label}>
        {template.title}
      </span>
      {weeks.map((first) => (
        // A week is a gap to the eye and nothing else.
        <span key={first} role="presentation" className={styles.week}>
          {days.slice(first, first + 7).map(({ state, rounds: [round] }, offset) => {
            const day = first + offset;
            return (
              <span
                key={day}
                role="gridcell"
                data-place={`${row} ${day}`}
                tabIndex={day === chosen ? 0 : -1}
                aria-selected={day === chosen}
                aria-label={`${dates[day] ?? ''}: ${roundWord(state, round?.isOnTime)}`}
                className={styles.cell}
                onClick={() => onChoose({ row, day })}
                onFocus={() => onChoose({ row, day })}
              >
                <RoundMark state={state} />
              </span>
            );
          })}
        </span>
      ))}
      <span role="gridcell" className={styles.rate}>
        <OnTimeRate onTime={onTimeOf(rounds)} />
      </span>
    </div>
  );
});

/** For a phone: the last rounds of each list. */
function Strips({ history: { lists } }: { history: History }) {
  const styles = useStyles2(getStyles);
  return (
    <ul className={styles.strips}>
      {lists.map((list) => (
        <li key={list.template.id} className={styles.strip}>
          <span className={styles.stripLabel}>{list.template.title}</span>
          <RoundStrip rounds={lastRounds(list, LAST_ROUNDS)} />
          <span className={styles.stripRate}>
            <OnTimeRate onTime={onTimeOf(list.rounds)} />
          </span>
        </li>
      ))}
    </ul>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  grid: css({ borderTop: `1px solid ${theme.colors.border.weak}`, paddingTop: theme.spacing(1.5) }),
  row: css({ display: 'flex', alignItems: 'flex-end', marginBottom: 4 }),
  head: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, whiteSpace: 'nowrap' }),
  label: css({
    flex: '1 1 160px',
    minWidth: 160,
    maxWidth: 280,
    paddingRight: theme.spacing(1),
    overflowWrap: 'anywhere',
  }),
  week: css({ display: 'flex', flex: 'none', width: 7 * ROUND_MARK_WIDTH, marginRight: 5 }),
  cell: css({
    display: 'block',
    borderRadius: 2,
    cursor: 'pointer',
    '&:hover': { background: theme.colors.background.secondary },
    '&[aria-selected="true"], &:focus-visible': { outline: `2px solid ${theme.colors.primary.text}`, outlineOffset: 1 },
  }),
  rate: css({
    flex: '1 0 88px',
    textAlign: 'right',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    '& > span': { justifyContent: 'flex-end' },
  }),
  strips: css({ listStyle: 'none', margin: 0, padding: 0 }),
  strip: css({
    display: 'grid',
    gridTemplateColumns: 'auto 1fr',
    alignItems: 'end',
    gap: theme.spacing(0.5, 2),
    padding: theme.spacing(1, 0),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  stripLabel: css({ gridColumn: '1 / -1' }),
  stripRate: css({ textAlign: 'right', fontVariantNumeric: 'tabular-nums' }),
});
