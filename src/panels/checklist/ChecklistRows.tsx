import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Icon, useStyles2 } from '@grafana/ui';
import { useState, type ReactNode } from 'react';

import { subjectTitle } from '../../core/check/finding';
import { formatLimit, isAnswer } from '../../core/check/format';
import { arrange } from '../../core/checklist/arrange';
import type { BoardItem, Cause } from '../../core/checklist/board';
import { done } from '../../core/checklist/draft';
import { useNow } from '../../ui/Age';
import { causeSource } from '../../ui/causeSource';
import { checksOnEntities } from '../../ui/entityCounts';
import { sinceText } from '../../ui/EntityTable';
import { findingCount } from '../../ui/headline';
import { Mark } from '../../ui/Mark';
import { reasonInTable, reasonWords } from '../../ui/reasonText';
import { causeKey } from '../../ui/round/frozen';
import type { Round } from '../../ui/round/useRound';
import { Sparkline } from '../../ui/Sparkline';
import { plural, t } from '../../ui/t';
import { markWord, type MarkState } from '../../ui/verdictLook';
import { valueText } from '../../ui/valueText';
import { useZone } from '../../ui/zone';
import { todayHref } from './todayHref';

const ROW_PX = 56;
const NARROW_ROW_PX = 48;
const FOLD_PX = 40;
const MORE_PX = 32;

interface Props {
  round: Round;
  narrow: boolean;
  /** What the rows and the pass fold may take, px. */
  height: number;
}

interface Row {
  key: string;
  state: MarkState;
  name: string;
  sub: string;
  /** Opens the item on Today; absent for a cause. */
  itemId?: string;
  trend?: ReactNode;
  end: ReactNode;
}

/** A row per exception, worst first, as many as fit; the rest is counted, never cut silently. */
export function ChecklistRows({ round, narrow, height }: Props) {
  const styles = useStyles2(getStyles);
  const nowMs = useNow(() => 60_000);
  const zone = useZone();
  const rows = rowsOf(round, nowMs, zone);
  const isWhole = round.board.counts !== null;
  const rowPx = narrow ? NARROW_ROW_PX : ROW_PX;
  const fold = isWhole && !narrow && height >= FOLD_PX + MORE_PX + 2 * rowPx;
  const room = height - (fold ? FOLD_PX : 0);
  const fits = rows.length * rowPx <= room;
  const shown = fits ? rows : rows.slice(0, Math.max(1, Math.floor((room - MORE_PX) / rowPx)));
  const more = rows.length - shown.length;
  return (
    <div className={styles.rows}>
      <ul tabIndex={-1} aria-label={t('panel.items', 'Items')}>
        {shown.map((row) => (
          <li key={row.key} className={narrow ? styles.narrowRow : styles.row}>
            <Mark state={row.state} glyphOnly={narrow} />
            <div className={styles.what}>
              {row.itemId === undefined ? (
                <span className={styles.name}>{row.name}</span>
              ) : (
                <a className={styles.name} href={todayHref(round.run.list, row.itemId)}>
                  {row.name}
                </a>
              )}
              <span className={styles.sub}>{narrow ? `${markWord(row.state)}: ${row.sub}` : row.sub}</span>
            </div>
            {!narrow && row.trend}
            <span className={styles.end}>{row.end}</span>
          </li>
        ))}
        {more > 0 && (
          <li className={styles.moreRow}>
            <a className={styles.more} href={todayHref(round.run.list)}>
              {isWhole ? t('panel.more', '+{{n}} more', { n: more }) : t('panel.more-so-far', 'More on Today')}
            </a>
          </li>
        )}
      </ul>
      {fold && <PassFold round={round} />}
    </div>
  );
}

function PassFold({ round }: { round: Round }) {
  const styles = useStyles2(getStyles);
  const [open, setOpen] = useState(false);
  const passing = round.board.items.filter((entry) => entry.verdict === 'pass');
  if (passing.length === 0) {
    return null;
  }
  return (
    <>
      <button type="button" className={styles.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name={open ? 'angle-down' : 'angle-right'} aria-hidden />
        <Mark state="pass" word={t('tally.pass', '{{n}} pass', { n: passing.length })} />
        <span className={styles.quiet}>{checksOnEntities(passing.flatMap((entry) => entry.checks))}</span>
      </button>
      {open && (
        <ul className={styles.passed}>
          {passing.map(({ item }) => (
            <li key={item.id}>
              <Mark state="pass" glyphOnly size="sm" /> {item.shortTitle}
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

/** Live, in the order of the page: nobody works in a panel, so that nothing is held. What was decided or done is no row any more. */
function rowsOf(round: Round, nowMs: number, zone: string): readonly Row[] {
  const { board } = round;
  const { causes, decide, byHand } = arrange(board);
  const byId = new Map(board.items.map((entry) => [entry.item.id, entry]));
  const open = [...decide, ...byHand].flatMap((id) => byId.get(id) ?? []).filter((entry) => entry.needsDecision);
  return [
    ...causes.map((cause) => causeRow(round, cause)),
    ...open.map((entry) => (entry.mode === 'hand' ? handRow(round, entry) : exceptionRow(entry, nowMs, zone))),
  ];
}

function causeRow(round: Round, cause: Cause): Row {
  const { look, connected } = round;
  const checking = look.checking !== null;
  const why = reasonWords({ code: cause.reason.code });
  return {
    key: causeKey(cause),
    state: 'unknown',
    name: t('cause.silent', '{{source}} does not answer', {
      source: causeSource(cause, connected.connection.dataSources),
    }),
    // What is known of these items all the same comes first.
    sub: `${knownWords(round, cause)}${
      round.board.counts
        ? plural(
            'panel.cause',
            cause.itemIds.length,
            { one: '{{count}} item. {{why}}', other: '{{count}} items. {{why}}' },
            { why }
          )
        : why
    }`,
    end: (
      <Button
        size="sm"
        variant="secondary"
        icon={checking ? 'times' : 'sync'}
        onClick={checking ? look.cancel : look.again}
      >
        {checking ? t('recheck.cancel', 'Cancel') : t('recheck.again', 'Re-check')}
      </Button>
    ),
  };
}

/** "2 warnings among " */
function knownWords({ board }: Round, { itemIds }: Cause): string {
  const known = board.items
    .filter(({ item }) => itemIds.includes(item.id))
    .flatMap(({ findings }) => findings.filter(({ verdict }) => verdict === 'warn')).length;
  return known === 0
    ? ''
    : plural('panel.known', known, { one: '{{count}} warning among ', other: '{{count}} warnings among ' });
}

function handRow(round: Round, entry: BoardItem): Row {
  return {
    key: entry.item.id,
    itemId: entry.item.id,
    state: 'todo',
    name: entry.item.shortTitle,
    sub: t('panel.by-hand', 'by hand'),
    end: round.mayDecide && (
      <Button size="sm" variant="secondary" icon="check" onClick={() => void markDone(round, entry)}>
        {t('decide.done', 'Done')}
      </Button>
    ),
  };
}

/** Other panels of the page read what was written as well. */
async function markDone(round: Round, entry: BoardItem): Promise<void> {
  if (await round.decide([entry], (act, item) => done(act, item, ''))) {
    await round.journal.reread();
  }
}

function exceptionRow(entry: BoardItem, nowMs: number, zone: string): Row {
  const [finding] = entry.findings;
  const check = finding?.check;
  const worst = finding?.entities[0];
  // First, so that the end of the line is what is cut.
  const count = entry.findings.length > 1 ? findingCount(entry.findings.length) : '';
  const state = entry.verdict ?? 'unknown';
  const row = { key: entry.item.id, itemId: entry.item.id, state };
  if (!check || !worst) {
    const end = <span>{entry.reason ? reasonInTable(entry.reason) : ''}</span>;
    return { ...row, name: entry.item.shortTitle, sub: present([count, check?.definition.title ?? '']), end };
  }
  const since = sinceText(worst, nowMs, zone);
  const parts = [
    count,
    check.definition.title,
    worst.limit === undefined || isAnswer(check.definition)
      ? ''
      : t('panel.limit', 'limit {{limit}}', { limit: formatLimit(worst.limit, check.definition.unit) }),
    since === '' ? '' : t('panel.since', 'since {{when}}', { when: since }),
  ];
  return {
    ...row,
    name: subjectTitle(check.definition, worst.labels) || entry.item.shortTitle,
    sub: present(parts),
    trend: (
      <Sparkline
        points={worst.trend}
        verdict={worst.verdict}
        limit={typeof worst.limit === 'number' ? worst.limit : undefined}
        width={110}
        height={26}
      />
    ),
    end: valueText(check.definition, worst),
  };
}

function present(parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ');
}

const getStyles = (theme: GrafanaTheme2) => {
  const hairline = `1px solid ${theme.colors.border.weak}`;
  const row = { display: 'grid', alignItems: 'center', padding: theme.spacing(0, 1.5), borderTop: hairline } as const;
  const cut = { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' } as const;
  return {
    rows: css({ flex: 1, minHeight: 0, overflowY: 'auto', '& ul': { listStyle: 'none' } }),
    row: css({
      ...row,
      height: ROW_PX,
      gridTemplateColumns: '92px minmax(0, 1fr) auto minmax(72px, auto)',
      gap: theme.spacing(1),
    }),
    narrowRow: css({
      ...row,
      height: NARROW_ROW_PX,
      gridTemplateColumns: '16px minmax(0, 1fr) auto',
      gap: theme.spacing(1.25),
    }),
    what: css({ display: 'flex', flexDirection: 'column', minWidth: 0 }),
    name: css({ ...cut, '&:is(a):hover': { textDecoration: 'underline' } }),
    sub: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, ...cut }),
    end: css({ gridColumn: -2, textAlign: 'right', whiteSpace: 'nowrap' }),
    moreRow: css({
      display: 'flex',
      alignItems: 'center',
      height: MORE_PX,
      padding: theme.spacing(0, 1.5),
      borderTop: hairline,
    }),
    more: css({ ...theme.typography.bodySmall, color: theme.colors.text.link }),
    quiet: css({ color: theme.colors.text.secondary, ...cut }),
    fold: css({
      display: 'flex',
      alignItems: 'center',
      gap: theme.spacing(1),
      width: '100%',
      height: FOLD_PX,
      padding: theme.spacing(0, 1.5),
      border: 0,
      borderTop: hairline,
      background: 'none',
      textAlign: 'left',
      '&:focus-visible': { outline: `2px solid ${theme.colors.primary.main}`, outlineOffset: -2 },
    }),
    passed: css({ padding: theme.spacing(0, 1.5, 1, 5), '& li': { display: 'flex', gap: 8, padding: '2px 0' } }),
  };
};
