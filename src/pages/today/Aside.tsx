import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, useStyles2 } from '@grafana/ui';
import { useMemo, type ReactNode } from 'react';
import { Link } from 'react-router-dom';

import { isResolved, lastBefore, type CarriedItem } from '../../core/checklist/carry';
import type { CarryDoubt } from '../../core/checklist/carryDoubts';
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
import { doubtWords } from '../../ui/round/roundWords';
import { useCarriedOthers } from '../../ui/round/useCarriedOthers';
import { useCarryDoubts } from '../../ui/round/useCarryDoubts';
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
            <CarriedOver round={round} lists={lists} past={past.value} nowMs={nowMs} />
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

function CarriedOver({ round, lists, past, nowMs }: Props) {
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
  const doubts = useCarryDoubts() ?? [];
  const without = listsWithoutRound(lists, past, round.run);
  return (
    <Block title={t('aside.carried', 'Carried over')} count={open.length}>
      {doubts.map((doubt) => (
        <Doubt key={doubt.list} doubt={doubt} lists={lists} />
      ))}
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
      {open.length + left + doubts.length === 0 &&
        (without.known === 0 ? (
          <li>
            <Icon name="minus-circle" size="sm" aria-hidden />
            <span>{t('aside.no-round', 'No earlier round is known')}</span>
          </li>
        ) : (
          <li>
            <Icon name="check" size="sm" aria-hidden />
            <span>
              {t('aside.nothing', 'Nothing left from the rounds before')}
              {closed > 0 && (
                <small>
                  {plural('aside.closed', closed, { one: '{{count}} closed since', other: '{{count}} closed since' })}
                </small>
              )}
              {without.unknown > 0 && (
                <small>
                  {plural('aside.without', without.unknown, {
                    one: 'Of {{count}} list no earlier round is known',
                    other: 'Of {{count}} lists no earlier round is known',
                  })}
                </small>
              )}
            </span>
          </li>
        ))}
    </Block>
  );
}

/** What a list left over is not known, and why. */
function Doubt({ doubt: { list, why }, lists }: { doubt: CarryDoubt; lists: readonly ChecklistTemplate[] }) {
  const title = lists.find(({ id }) => id === list)?.title;
  return (
    <li>
      <Mark state="unknown" glyphOnly size="sm" />
      <span>
        <Link to={`/a/opsrounds-ops-app/history/audit${list === null ? '' : `?${new URLSearchParams({ list })}`}`}>
          {title === undefined
            ? t('aside.doubt', 'What was left over is not known')
            : t('aside.doubt-of', 'What {{list}} left over is not known', { list: title })}
        </Link>
        <small>{doubtWords(why)}</small>
      </span>
    </li>
  );
}

/** Of how many lists that have a calendar an earlier round is known, and of how many none. */
function listsWithoutRound(
  lists: readonly ChecklistTemplate[],
  past: readonly RunSummary[],
  run: Run
): { known: number; unknown: number } {
  const scheduled = lists.filter(isScheduled);
  const afterAll = { key: '', openMs: Number.MAX_SAFE_INTEGER };
  const known = scheduled.filter(({ id }) => lastBefore(past, id === run.list ? run : { ...afterAll, list: id }));
  return { known: known.length, unknown: scheduled.length - known.length };
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
