import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';

import { isResolved, type CarriedItem } from '../../core/checklist/carry';
import { currentBegun } from '../../core/checklist/begun';
import { scheduleOf } from '../../core/checklist/derive';
import { listsOn, roundsToday } from '../../core/checklist/due';
import type { Run } from '../../core/checklist/run';
import { isOver, type RunSummary } from '../../core/checklist/summary';
import { isScheduled, type ChecklistTemplate } from '../../core/checklist/template';
import { localDate } from '../../core/time/zone';
import { useNow } from '../../ui/Age';
import { useConnection } from '../../ui/connection';
import { dueWords } from '../../ui/due';
import { FOCUS_HOME } from '../../ui/FocusHome';
import { Mark } from '../../ui/Mark';
import { reasonWords } from '../../ui/reasonText';
import { useCarriedOthers } from '../../ui/round/useCarriedOthers';
import type { Round } from '../../ui/round/useRound';
import { useSummaries } from '../../ui/round/useSummaries';
import { plural, t } from '../../ui/t';
import type { MarkState } from '../../ui/verdictLook';
import { clockTime, shortDate } from '../../ui/when';
import { useZone } from '../../ui/zone';

const MINUTE_MS = 60_000;
/** More of what was carried over is only counted. */
const CARRIED_SHOWN = 10;

/** Beside the round: what earlier rounds left open, and the other rounds of today. */
export function Aside({ round }: { round: Round }) {
  const styles = useStyles2(getStyles);
  const past = useSummaries();
  const { settings } = useConnection().connection;
  const { checklists } = useConnection().library;
  const nowMs = useNow(() => MINUTE_MS);
  const lists = useMemo(() => listsOn(settings, checklists), [settings, checklists]);
  return (
    <aside className={styles.aside} aria-label={t('aside.label', 'Beside this round')}>
      {past.state === 'failed' ? (
        <Block title={t('aside.carried', 'Carried over')}>
          <li>
            <Mark state="unknown" glyphOnly size="sm" />
            <span>{reasonWords(past.reason)}</span>
          </li>
        </Block>
      ) : (
        past.state === 'ready' && (
          <>
            <CarriedOver round={round} nowMs={nowMs} />
            <OtherRounds round={round} lists={lists} past={past.value} nowMs={nowMs} />
          </>
        )
      )}
    </aside>
  );
}

interface Props {
  round: Round;
  lists: readonly ChecklistTemplate[];
  past: readonly RunSummary[];
  nowMs: number;
}

function CarriedOver({ round, nowMs }: Pick<Props, 'round' | 'nowMs'>) {
  const byId = new Map(round.board.items.map((entry) => [entry.item.id, entry]));
  const isDone = ({ item, list }: CarriedItem) => {
    const entry = list === round.run.list ? byId.get(item) : undefined;
    return entry !== undefined && isResolved(entry);
  };
  const others = useCarriedOthers(round.run.list, nowMs);
  const all = [...round.carried, ...(others?.items ?? [])];
  const open = all.filter((one) => !isDone(one));
  const closed = all.length - open.length;
  const left = Math.max(0, open.length - CARRIED_SHOWN) + (others?.cut ?? 0);
  return (
    <Block title={t('aside.carried', 'Carried over')} count={open.length}>
      {open.slice(0, CARRIED_SHOWN).map((one) => (
        <li key={`${one.list} ${one.item}`}>
          {one.verdict === 'hand' ? (
            <Icon name="calendar-alt" size="sm" aria-label={t('aside.by-hand', 'By hand')} />
          ) : (
            <Mark state={one.verdict} glyphOnly size="sm" />
          )}
          <span>
            <Link to={`../today/${one.list}?item=${encodeURIComponent(one.item)}`}>{one.title}</Link>
            <small>{carriedWords(one)}</small>
          </span>
        </li>
      ))}
      {left > 0 && <li>{t('aside.more', '+{{n}} more', { n: left })}</li>}
      {open.length + left === 0 && (
        <li>
          <Icon name="check" size="sm" aria-hidden />
          <span>
            {t('aside.nothing', 'Nothing left from the rounds before')}
            {closed > 0 && (
              <small>
                {plural('aside.closed', closed, { one: '{{count}} closed since', other: '{{count}} closed since' })}
              </small>
            )}
          </span>
        </li>
      )}
    </Block>
  );
}

/** "day 3, with ops2, deferred to the weekly round" */
function carriedWords({ days, owner, decision, to }: CarriedItem): string {
  return [
    t('aside.day', 'day {{n}}', { n: days + 1 }),
    owner && t('aside.with', 'with {{who}}', { who: owner }),
    decision === 'risk' && t('aside.risk', 'risk accepted'),
    to && t('aside.deferred', 'deferred to {{to}}', { to }),
  ]
    .filter(Boolean)
    .join(', ');
}

function OtherRounds({ round, lists, past, nowMs }: Props) {
  const { settings } = useConnection().connection;
  const schedule = useMemo(() => scheduleOf(settings), [settings]);
  const zone = useZone();
  const runsOf = (template: ChecklistTemplate): readonly Run[] => {
    const begun = isScheduled(template) ? null : currentBegun(template.id, past, zone, nowMs);
    return isScheduled(template) ? roundsToday(template, schedule, nowMs) : begun ? [begun] : [];
  };
  const runs = lists.flatMap((template) =>
    runsOf(template)
      .filter(({ key }) => key !== round.run.key)
      .map((run) => ({ template, run, last: past.find((one) => one.run === run.key && isOver(one)) }))
  );
  return (
    <Block title={t('aside.others', 'Other rounds today')}>
      {runs
        .sort((a, b) => a.run.dueMs - b.run.dueMs)
        .map(({ template, run, last }) => {
          const { state, words } = roundWords(run, last, nowMs, zone);
          return (
            <li key={run.key}>
              {state === null ? (
                <Icon name="clock-nine" size="sm" aria-hidden />
              ) : (
                <Mark state={state} glyphOnly size="sm" />
              )}
              <span>
                <Link to={`../today/${run.list}`}>{template.title}</Link>
                <small>{words}</small>
              </span>
            </li>
          );
        })}
      {runs.length === 0 && <li>{t('aside.no-others', 'None')}</li>}
    </Block>
  );
}

/** How another round stands; a null state is a round that is not late. */
function roundWords(
  run: Run,
  last: RunSummary | undefined,
  nowMs: number,
  zone: string
): { state: MarkState | null; words: string } {
  if (last) {
    const values = {
      time: clockTime(last.atMs, zone),
      who: last.author || t('decided.deleted-user', 'a deleted user'),
    };
    return last.outcome === 'skipped'
      ? { state: 'na', words: t('aside.skipped', 'skipped {{time}} by {{who}}', values) }
      : { state: 'done', words: t('aside.signed', 'signed {{time}} by {{who}}', values) };
  }
  if (nowMs >= run.dueMs) {
    return { state: 'warn', words: dueWords(run, nowMs) };
  }
  const due = clockTime(run.dueMs, zone);
  if (nowMs >= run.openMs) {
    const isToday = localDate(run.dueMs, zone) === localDate(nowMs, zone);
    return {
      state: null,
      words: isToday
        ? t('aside.until', 'now, until {{due}}', { due })
        : t('aside.until-day', 'now, until {{date}}', { date: shortDate(run.dueMs, zone) }),
    };
  }
  return { state: null, words: t('aside.from-to', '{{from}} to {{due}}', { from: clockTime(run.openMs, zone), due }) };
}

function Block({ title, count, children }: { title: string; count?: number; children: ReactNode }) {
  const styles = useStyles2(getStyles);
  return (
    <section>
      <h2 className={styles.heading} {...FOCUS_HOME}>
        {title} {count !== undefined && count > 0 && <span>{count}</span>}
      </h2>
      <ul className={styles.rows}>{children}</ul>
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  aside: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3), minWidth: 0 }),
  heading: css({
    ...theme.typography.h6,
    margin: theme.spacing(0, 0, 1, 0),
    '& span': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular, marginLeft: 4 },
  }),
  rows: css({
    listStyle: 'none',
    '& li': {
      display: 'flex',
      gap: theme.spacing(1),
      alignItems: 'flex-start',
      padding: theme.spacing(1, 0),
      borderTop: `1px solid ${theme.colors.border.weak}`,
      overflowWrap: 'anywhere',
    },
    '& li > svg, & li > span:first-child:not(:last-child)': { flex: 'none', marginTop: 2 },
    '& li > span:last-child': { minWidth: 0 },
    '& a:hover': { textDecoration: 'underline' },
    '& small': { display: 'block', ...theme.typography.bodySmall, color: theme.colors.text.secondary },
  }),
});
