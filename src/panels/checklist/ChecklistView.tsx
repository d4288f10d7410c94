import { css, cx } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Icon, LinkButton, LoadingBar, useStyles2 } from '@grafana/ui';

import type { BoardItem } from '../../core/checklist/board';
import { isAllClear, isStanding, isStillClear, signedExceptions, worseSince } from '../../core/checklist/signed';
import type { Signature } from '../../core/checklist/state';
import { Age, useNow } from '../../ui/Age';
import { DueTime } from '../../ui/DueTime';
import { unsavedWords } from '../../ui/journal/queue/queueWords';
import { Mark } from '../../ui/Mark';
import { reasonWords } from '../../ui/reasonText';
import { answeredOf, checkingWords, lookingWords, waitingWords } from '../../ui/round/lookWords';
import type { Round } from '../../ui/round/useRound';
import { useServices } from '../../ui/services';
import { plural, t } from '../../ui/t';
import { Tally } from '../../ui/Tally';
import { clockTime } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { ChecklistRows } from './ChecklistRows';
import { todayHref } from './todayHref';

/** Below this the rows drop their sparkline and the marks their words. */
const NARROW_PX = 480;
/** From here on the due time fits beside the tally; below it stands above. */
const DUE_PX = 600;
/** Below this a row has no room for its name, nor a count for its word. */
const TINY_PX = 200;
/** Below this only the tally and a link fit. */
const LOW_PX = 160;

interface Props {
  round: Round;
  size: { width: number; height: number };
}

/** The checklist in a panel's chrome. */
export function ChecklistView({ round, size }: Props) {
  const styles = useStyles2(getStyles);
  const narrow = size.width < NARROW_PX;
  const { board, look, groups } = round;
  const { signature, counts } = board;
  const tiny = size.width < TINY_PX;
  const low = size.height < LOW_PX || tiny;
  const stacked = size.width < DUE_PX;
  if (isStanding(signature) && !low) {
    return <Signed round={round} signature={signature} size={size} narrow={narrow} />;
  }
  if (!look.result || !groups) {
    return (
      <div className={styles.panel} style={size}>
        {look.checking !== null && <LoadingBar width={size.width} />}
        <p className={styles.checking} role="status">
          {checkingWords(look, narrow)}
        </p>
      </div>
    );
  }
  return (
    <section className={styles.panel} style={size} aria-label={round.connected.template.title}>
      <div className={cx(styles.head, stacked && styles.stacked, low && styles.low)}>
        {!low && <Due round={round} small={narrow} />}
        {counts ? (
          <Tally board={board} small={narrow} numbersOnly={tiny} withoutPass={narrow && (!low || tiny)} />
        ) : (
          <span className={styles.quiet} role="status">
            {checkingWords(look, narrow)}
          </span>
        )}
      </div>
      {low ? (
        <div className={styles.lowFoot}>
          <LeftLink list={round.run.list} left={counts?.left ?? 0} />
        </div>
      ) : (
        <>
          <ChecklistRows
            round={round}
            narrow={narrow}
            height={size.height - (stacked ? STACKED_HEAD_PX : HEAD_PX) - FOOT_PX}
          />
          <div className={styles.foot}>
            {narrow && counts && counts.tally.pass > 0 && (
              <Mark state="pass" word={t('tally.pass', '{{n}} pass', { n: counts.tally.pass })} size="sm" />
            )}
            <span className={cx(styles.quiet, styles.cut)}>
              {counts ? (
                <>
                  <Age sinceMs={look.result.askedMs} /> {!narrow && sourcesWords(round)}
                </>
              ) : (
                waitingWords(look.pending)
              )}
            </span>
            <Unsaved round={round} />
            {round.journal.refused && <span role="alert">{reasonWords(round.journal.refused)}</span>}
            <span className={styles.end}>
              {narrow ? (
                <LeftLink list={round.run.list} left={counts?.left ?? 0} />
              ) : (
                <>
                  {counts && (
                    <span className={styles.quiet}>
                      {plural('panel.left', counts.left, { one: '{{count}} left', other: '{{count}} left' })}
                    </span>
                  )}
                  <LinkButton size="sm" variant="secondary" href={todayHref(round.run.list)}>
                    {t('panel.decide', 'Decide on Today')}
                  </LinkButton>
                </>
              )}
            </span>
          </div>
        </>
      )}
    </section>
  );
}

/** How many entries of this person wait to be saved; nothing while that is a matter of moments. */
function Unsaved({ round }: { round: Round }) {
  const { login } = useServices().user;
  const { queue } = round.journal;
  const words = unsavedWords(queue, login);
  return words.length === 0 ? null : (
    <span role="status" title={words.join(' ')}>
      <Mark
        state="unknown"
        size="sm"
        word={plural('panel.unsaved', queue.waiting, { one: '{{count}} not saved', other: '{{count}} not saved' })}
      />
    </span>
  );
}

function Due({ round, small }: { round: Round; small: boolean }) {
  const nowMs = useNow(() => 10_000);
  return <DueTime run={round.run} nowMs={nowMs} small={small} />;
}

function LeftLink({ list, left }: { list: string; left: number }) {
  const styles = useStyles2(getStyles);
  return (
    <a className={styles.link} href={todayHref(list)}>
      {left > 0
        ? plural('panel.left', left, { one: '{{count}} left', other: '{{count}} left' })
        : t('panel.open', 'Open')}
      <Icon name="angle-right" aria-hidden />
    </a>
  );
}

function sourcesWords({ look }: Round): string {
  const { answered, all } = answeredOf(look);
  return all === 0
    ? ''
    : plural(
        'panel.sources',
        all,
        { one: 'from {{answered}} of {{count}} source', other: 'from {{answered}} of {{count}} sources' },
        { answered }
      );
}

interface SignedProps extends Props {
  signature: Signature;
  narrow: boolean;
}

function Signed({ round, signature, size, narrow }: SignedProps) {
  const styles = useStyles2(getStyles);
  const { board, look, connected } = round;
  const { counts } = board;
  const zone = useZone();
  const clear = isAllClear(signature);
  const worse = worseSince(board, signature);
  const open = signedExceptions(board, signature).length;
  const byHand = Object.values(signature.verdicts).filter((verdict) => verdict === 'hand').length;
  return (
    <section className={styles.panel} style={size} aria-label={connected.template.title}>
      <div className={styles.signed}>
        <span className={clear ? styles.clear : styles.quiet}>
          <Icon name="check-circle" size="xxl" aria-hidden />
        </span>
        <div>
          <div className={styles.title}>
            {signature.cut
              ? t('signed.cut', 'Signed, part of the journal is gone')
              : clear
                ? t('signed.all-clear', 'All clear')
                : plural('signed.exceptions', open, {
                    one: 'Signed, {{count}} exception open',
                    other: 'Signed, {{count}} exceptions open',
                  })}
          </div>
          <div className={styles.quiet}>
            {plural(
              'panel.signed',
              board.items.length,
              {
                one: '{{count}} item, signed by {{who}} at {{time}}',
                other: '{{count}} items, signed by {{who}} at {{time}}',
              },
              { who: signature.author, time: clockTime(signature.atMs, zone) }
            )}
          </div>
          {!narrow && (
            <div className={styles.quiet}>
              {t('panel.signed-how', '{{machine}} by machine, {{hand}} by hand, values of {{time}}', {
                machine: board.items.length - byHand,
                hand: byHand,
                time: clockTime(signature.valuesMs, zone),
              })}
            </div>
          )}
        </div>
      </div>
      <div className={styles.foot}>
        <Unsaved round={round} />
        {worse[0] && <WorseMark worst={worse[0]} count={counts ? worse.length : null} />}
        {(worse.length === 0 || counts === null) && (
          <span className={styles.quiet}>
            {counts === null ? (
              lookingWords(look)
            ) : (
              <>
                {isStillClear(board, signature)
                  ? t('panel.still', 'Still all clear, looked')
                  : t('signed.looked', 'Looked again')}{' '}
                {look.result && <Age sinceMs={look.result.askedMs} />}
              </>
            )}
          </span>
        )}
        <span className={styles.end}>
          <a className={styles.link} href={todayHref(round.run.list)}>
            {t('panel.open', 'Open')}
            <Icon name="angle-right" aria-hidden />
          </a>
        </span>
      </div>
    </section>
  );
}

/** That something turned worse after the signature; how much did is known only once all was looked at. */
function WorseMark({ worst, count }: { worst: BoardItem; count: number | null }) {
  return (
    <Mark
      state={worst.verdict ?? 'unknown'}
      size="sm"
      word={
        count === null
          ? t('panel.worse-so-far', 'Turned worse since')
          : plural('panel.worse', count, {
              one: '{{count}} item turned worse since',
              other: '{{count}} items turned worse since',
            })
      }
    />
  );
}

const HEAD_PX = 41;
const STACKED_HEAD_PX = 60;
const FOOT_PX = 41;

const getStyles = (theme: GrafanaTheme2) => ({
  panel: css({ display: 'flex', flexDirection: 'column', overflow: 'hidden auto', fontVariantNumeric: 'tabular-nums' }),
  checking: css({ padding: theme.spacing(1.5), color: theme.colors.text.secondary }),
  head: css({
    display: 'flex',
    flexDirection: 'row-reverse',
    alignItems: 'center',
    justifyContent: 'space-between',
    minHeight: HEAD_PX - 1,
    padding: theme.spacing(0, 1.5, 0.5, 1.5),
  }),
  stacked: css({
    flexDirection: 'column',
    alignItems: 'flex-start',
    justifyContent: 'center',
    gap: theme.spacing(0.25),
    minHeight: STACKED_HEAD_PX - 1,
  }),
  low: css({ minHeight: 0, paddingBottom: 0 }),
  foot: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    flex: 'none',
    height: FOOT_PX,
    marginTop: 'auto',
    padding: theme.spacing(0, 1.5),
    borderTop: `1px solid ${theme.colors.border.weak}`,
    ...theme.typography.bodySmall,
  }),
  lowFoot: css({ padding: theme.spacing(0, 1.5), ...theme.typography.bodySmall }),
  end: css({ display: 'flex', flex: 'none', alignItems: 'center', gap: theme.spacing(1.5), marginLeft: 'auto' }),
  quiet: css({ color: theme.colors.text.secondary }),
  cut: css({ minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }),
  link: css({
    display: 'inline-flex',
    alignItems: 'center',
    minHeight: 24,
    color: theme.colors.text.link,
    '&:hover': { textDecoration: 'underline' },
  }),
  signed: css({
    flex: 1,
    minHeight: 0,
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'center',
    gap: theme.spacing(2),
    padding: theme.spacing(1.5),
  }),
  clear: css({ color: theme.colors.success.text }),
  title: css({ ...theme.typography.h4 }),
});
