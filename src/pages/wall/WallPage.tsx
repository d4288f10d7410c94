import { css, cx } from '@emotion/css';
import { PageLayoutType, type GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { EmptyState, Icon, useStyles2, useTheme2 } from '@grafana/ui';
import { useEffect, useState, type ReactNode } from 'react';

import type { HandoverLine } from '../../core/checklist/handover';
import { Age, useNow } from '../../ui/Age';
import { ConnectionView } from '../../ui/connection';
import { durationText } from '../../ui/duration';
import { checkingWords } from '../../ui/round/lookWords';
import { useChecklist, type Checklist } from '../../ui/round/useChecklist';
import { useDuty } from '../../ui/round/useDuty';
import { useHandover } from '../../ui/round/useHandover';
import { useListDue } from '../../ui/round/useListDue';
import { useRound } from '../../ui/round/useRound';
import { plural, t } from '../../ui/t';
import { markColor, markGlyph, markWord } from '../../ui/verdictLook';
import { clockTime, longDate } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { DueNow } from './DueNow';
import { wallHeadline } from './wallHeadline';

/** Older values are not to be trusted from across the room. */
const STALE_MS = 120_000;
const STALE_LOOK_MS = 5000;
const ROWS = 4;
const SHIFT_MS = 600_000;

/** One screen for the room: is anything wrong, what is due, who is on duty. Nothing to press. */
export function WallPage() {
  return (
    <Board>
      <ConnectionView loading={null}>
        <OfListDue />
      </ConnectionView>
    </Board>
  );
}

function OfListDue() {
  const checklist = useChecklist(useListDue() ?? '');
  return checklist === null ? (
    <EmptyState variant="not-found" message={t('handover.no-list', 'No checklist is turned on')} />
  ) : (
    <Wall key={checklist.template.id} connected={checklist} />
  );
}

function Wall({ connected }: { connected: Checklist }) {
  const styles = useStyles2(getStyles);
  const round = useRound(connected);
  const said = useHandover(round);
  const nowMs = useNow(() => STALE_LOOK_MS);
  const { look, board } = round;
  const isLooking = look.result === null || board.pending > 0;
  const oldMs = look.result === null ? null : nowMs - look.result.askedMs;
  const isStale = oldMs !== null && oldMs > STALE_MS;
  const lines = [...said.problems, ...said.unknown];
  const more = lines.length - ROWS;
  return (
    <>
      <Head>
        {isStale ? (
          <div className={styles.stale} role="alert">
            {t('wall.stale', '{{age}} old, do not trust', { age: durationText(oldMs) })}
          </div>
        ) : (
          look.result && (
            <span className={styles.quiet}>
              {t('wall.checked', 'checked')} <Age sinceMs={look.result.askedMs} />
            </span>
          )
        )}
      </Head>
      <div className={cx(styles.columns, isStale && styles.faded)}>
        <main>
          <h1 className={styles.headline}>{isLooking ? checkingWords(look, false) : wallHeadline(said)}</h1>
          {!isLooking && (
            <>
              <ul className={styles.rows}>
                {lines.slice(0, ROWS).map((line) => (
                  <WallRow key={`${line.list} ${line.item}`} line={line} />
                ))}
              </ul>
              <p className={styles.quiet}>
                {more > 0 && plural('wall.more', more, { one: '{{count}} more.', other: '{{count}} more.' })}{' '}
                {t('wall.pass', '{{pass}} of {{machine}} items pass.', { pass: said.pass, machine: said.machine })}
              </p>
            </>
          )}
        </main>
        <DueNow shown={round} />
      </div>
    </>
  );
}

function WallRow({ line }: { line: HandoverLine }) {
  const theme = useTheme2();
  const styles = useStyles2(getStyles);
  const { verdict, text, days, owner } = line;
  const state = verdict === 'hand' ? 'todo' : verdict;
  const age = days === 0 ? '' : plural('handover.days', days, { one: '{{count}} day', other: '{{count}} days' });
  return (
    <li>
      <span className={styles.mark} style={{ color: markColor(state, theme) }}>
        <Icon name={markGlyph(state)} size="xxxl" aria-hidden /> {markWord(state)}
      </span>
      <span className={styles.name}>{text}</span>
      <span className={styles.owner}>
        {[age, owner === '' ? t('wall.no-owner', 'no owner') : owner].filter(Boolean).join(', ')}
      </span>
    </li>
  );
}

/** Clock, date, who is on duty: they stay when the values are old. */
function Head({ children }: { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const nowMs = useNow(() => 1000);
  const duty = useDuty();
  return (
    <header className={styles.head}>
      <span className={styles.clock} role="timer">
        {clockTime(nowMs, zone)}
      </span>
      <span className={styles.date}>{longDate(nowMs, zone)}</span>
      {duty.slice(0, 2).map(({ title, who, rest }) => (
        <span key={title} className={styles.duty}>
          <small>{title}</small>
          {who}
          <small>{rest}</small>
        </span>
      ))}
      <span className={styles.age}>{children}</span>
    </header>
  );
}

/** Moves by a few pixels every ten minutes, so that nothing burns in. */
function Board({ children }: { children: ReactNode }) {
  const styles = useStyles2(getStyles);
  const [step, setStep] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => setStep((old) => (old + 1) % 4), SHIFT_MS);
    return () => clearInterval(timer);
  }, []);
  const shift = `translate(${step % 2 === 0 ? 0 : 8}px, ${step < 2 ? 0 : 8}px)`;
  return (
    <PluginPage layout={PageLayoutType.Custom} pageNav={{ text: t('wall.title', 'Wall') }}>
      <div className={styles.board} style={{ transform: shift }}>
        {children}
      </div>
    </PluginPage>
  );
}

const px = (theme: GrafanaTheme2, size: number) => theme.typography.pxToRem(size);

const getStyles = (theme: GrafanaTheme2) => ({
  board: css({
    containerType: 'inline-size',
    minHeight: '100vh',
    padding: '48px 64px',
    background: theme.colors.background.canvas,
    fontSize: px(theme, 32),
    lineHeight: 1.3,
    '@media (max-width: 1279px)': { padding: theme.spacing(3), fontSize: px(theme, 24) },
  }),
  head: css({
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(2, 6),
    minHeight: 176,
    borderBottom: `2px solid ${theme.colors.border.medium}`,
    color: theme.colors.text.primary,
  }),
  clock: css({
    fontSize: px(theme, 128),
    fontWeight: theme.typography.fontWeightMedium,
    lineHeight: 1,
    fontVariantNumeric: 'tabular-nums',
    color: theme.colors.text.maxContrast,
  }),
  date: css({ maxWidth: '10ch', color: theme.colors.text.secondary, fontSize: px(theme, 36) }),
  duty: css({
    display: 'flex',
    flexDirection: 'column',
    fontSize: px(theme, 44),
    '& small': { fontSize: px(theme, 32), color: theme.colors.text.secondary },
  }),
  age: css({ marginLeft: 'auto' }),
  stale: css({
    padding: theme.spacing(1, 3),
    border: `3px dashed ${markColor('unknown', theme)}`,
    color: markColor('unknown', theme),
    fontSize: px(theme, 40),
    fontWeight: theme.typography.fontWeightMedium,
  }),
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1180fr) minmax(0, 482fr)',
    gap: 64,
    paddingTop: 40,
    '@container (max-width: 1000px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  faded: css({ opacity: 0.45 }),
  headline: css({
    fontSize: px(theme, 76),
    fontWeight: theme.typography.fontWeightMedium,
    lineHeight: 1.15,
    margin: theme.spacing(0, 0, 3),
    color: theme.colors.text.maxContrast,
  }),
  rows: css({
    listStyle: 'none',
    '& li': {
      display: 'grid',
      gridTemplateColumns: '250px minmax(0, 1fr) auto',
      alignItems: 'center',
      gap: 24,
      padding: '20px 0',
      borderTop: `2px solid ${theme.colors.border.weak}`,
    },
    '& li:last-child': { borderBottom: `2px solid ${theme.colors.border.weak}` },
  }),
  mark: css({ display: 'inline-flex', alignItems: 'center', gap: 16, fontSize: px(theme, 40) }),
  name: css({
    fontSize: px(theme, 36),
    lineHeight: 1.25,
    color: theme.colors.text.maxContrast,
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: 2,
    overflow: 'hidden',
    overflowWrap: 'anywhere',
  }),
  owner: css({ color: theme.colors.text.secondary, textAlign: 'right' }),
  quiet: css({ color: theme.colors.text.secondary, marginTop: 24 }),
});
