import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';

import { nextRun, scheduleOf } from '../../core/checklist/derive';
import { listsOn } from '../../core/checklist/due';
import { isStanding } from '../../core/checklist/signed';
import { isScheduled } from '../../core/checklist/template';
import { localDate } from '../../core/time/zone';
import { useNow } from '../../ui/Age';
import { useConnection } from '../../ui/connection';
import { durationText } from '../../ui/duration';
import type { Round } from '../../ui/round/useRound';
import { t } from '../../ui/t';
import { clockTime, shortDate } from '../../ui/when';
import { useZone } from '../../ui/zone';

const NEXT = 4;

/** The round of now with how far it is, and the next ones. */
export function DueNow({ shown }: { shown: Round }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const nowMs = useNow(() => 10_000);
  const next = useNext(nowMs);
  const { run, board, connected, journal } = shown;
  const isRead = journal.reading.state === 'ready' && board.pending === 0;
  const { items } = board;
  const decided = items.filter((entry) => !entry.pending && !entry.needsDecision).length;
  const signature = isStanding(board.signature) ? board.signature : null;
  return (
    <aside>
      <h2 className={styles.label}>{signature ? t('wall.signed', 'Signed') : t('wall.due', 'Due now')}</h2>
      <p className={styles.title}>
        {connected.template.title}{' '}
        <span>
          {signature
            ? clockTime(signature.atMs, zone)
            : nowMs < run.dueMs
              ? durationText(run.dueMs - nowMs)
              : t('wall.late', '{{time}} late', { time: durationText(nowMs - run.dueMs) })}
        </span>
      </p>
      <p className={styles.quiet}>
        {signature
          ? t('wall.signed-by', 'by {{who}}', { who: signature.author })
          : isRead
            ? t('wall.decided', '{{n}} of {{all}} decided', { n: decided, all: items.length })
            : t('wall.not-known', 'What is decided is not known')}
      </p>
      {!signature && isRead && (
        <div className={styles.bar} aria-hidden>
          <div style={{ width: `${(100 * decided) / Math.max(1, items.length)}%` }} />
        </div>
      )}
      <h2 className={styles.label}>{t('wall.next', 'Next')}</h2>
      <ul className={styles.next}>
        {next.map(({ key, title, openMs }) => (
          <li key={key}>
            <span>
              {localDate(openMs, zone) === localDate(nowMs, zone) ? clockTime(openMs, zone) : shortDate(openMs, zone)}
            </span>
            {title}
          </li>
        ))}
      </ul>
    </aside>
  );
}

/** The rounds that open next, of all lists that are on. */
function useNext(nowMs: number): ReadonlyArray<{ key: string; title: string; openMs: number }> {
  const { settings } = useConnection().connection;
  const { checklists } = useConnection().library;
  const minute = Math.floor(nowMs / 60_000) * 60_000;
  return useMemo(() => {
    const schedule = scheduleOf(settings);
    return listsOn(settings, checklists)
      .filter(isScheduled)
      .flatMap((template) => {
        const run = nextRun(template, schedule, minute);
        return run ? [{ key: run.key, title: template.title, openMs: run.openMs }] : [];
      })
      .sort((a, b) => a.openMs - b.openMs)
      .slice(0, NEXT);
  }, [settings, checklists, minute]);
}

const getStyles = (theme: GrafanaTheme2) => ({
  label: css({
    fontSize: theme.typography.pxToRem(32),
    fontWeight: theme.typography.fontWeightRegular,
    color: theme.colors.text.secondary,
    margin: theme.spacing(0, 0, 1),
  }),
  title: css({
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'space-between',
    gap: theme.spacing(0, 3),
    margin: 0,
    fontSize: theme.typography.pxToRem(52),
    color: theme.colors.text.maxContrast,
    '& span': { fontVariantNumeric: 'tabular-nums' },
  }),
  quiet: css({ color: theme.colors.text.secondary, margin: theme.spacing(0, 0, 3) }),
  bar: css({
    height: 12,
    marginBottom: theme.spacing(6),
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
    overflow: 'hidden',
    '& div': { height: '100%', background: theme.colors.text.secondary },
  }),
  next: css({
    listStyle: 'none',
    '& li': {
      display: 'grid',
      gridTemplateColumns: '140px minmax(0, 1fr)',
      gap: theme.spacing(2),
      padding: '18px 0',
      borderTop: `2px solid ${theme.colors.border.weak}`,
      fontSize: theme.typography.pxToRem(36),
      overflowWrap: 'anywhere',
    },
    '& li span': { color: theme.colors.text.secondary, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' },
  }),
});
