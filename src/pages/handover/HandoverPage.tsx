import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { PluginPage } from '@grafana/runtime';
import { Button, ClipboardButton, EmptyState, Field, TextArea, useStyles2 } from '@grafana/ui';
import { useId, useMemo, useState, type ReactNode } from 'react';

import { scheduleOf } from '../../core/checklist/derive';
import { listsOn, roundsToday } from '../../core/checklist/due';
import type { Handover } from '../../core/checklist/handover';
import {
  HANDOVER_LIST,
  post,
  postedHandovers,
  waitingHandover,
  type PostedHandover,
} from '../../core/checklist/handoverEvent';
import { isScheduled } from '../../core/checklist/template';
import { useNow } from '../../ui/Age';
import { ConnectionView, useConnection } from '../../ui/connection';
import { useAppend } from '../../ui/journal/useAppend';
import { useJournal } from '../../ui/journal/useJournal';
import { LoadableView } from '../../ui/LoadableView';
import { reasonAdvice, reasonWords } from '../../ui/reasonText';
import { handoverCover, handoverHeadline } from '../../ui/round/handoverWords';
import { checkingWords } from '../../ui/round/lookWords';
import { useChecklist, type Checklist } from '../../ui/round/useChecklist';
import { useDuty } from '../../ui/round/useDuty';
import { useHandover } from '../../ui/round/useHandover';
import { useListDue } from '../../ui/round/useListDue';
import { useRound } from '../../ui/round/useRound';
import { Section } from '../../ui/Section';
import { useServices } from '../../ui/services';
import { t } from '../../ui/t';
import { clockTime, longDate, weekdayTime } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { Before } from './Before';
import { Lines } from './Lines';
import { handoverMarkdown, standupMarkdown } from './markdown';
import { TakeOver } from './TakeOver';

const DAY_MS = 86_400_000;
const RECENT_DAYS = 7;

/** What this shift tells the next: made from what is known, said back and accepted. */
export function HandoverPage() {
  return (
    <ConnectionView loading={<Frame>{null}</Frame>} failed={(notice) => <Frame>{notice}</Frame>}>
      <OfListDue />
    </ConnectionView>
  );
}

function OfListDue() {
  const due = useListDue();
  const [kept, keep] = useState<string | null>(null);
  if (kept === null && due !== null) {
    keep(due);
  }
  const checklist = useChecklist(kept ?? '');
  return checklist === null ? (
    <Frame>
      <EmptyState variant="not-found" message={t('handover.no-list', 'No checklist is turned on')} />
    </Frame>
  ) : (
    <OpenHandovers connected={checklist} />
  );
}

function OpenHandovers({ connected }: { connected: Checklist }) {
  const { openedMs } = useConnection().memory;
  const journal = useJournal({
    class: 'ho',
    list: HANDOVER_LIST,
    fromMs: openedMs - RECENT_DAYS * DAY_MS,
    thenFromMs: openedMs - RECENT_DAYS * DAY_MS,
  });
  const nowMs = useNow(() => 10_000);
  const append = useAppend(connected.connection.journal, journal.reread);
  const round = useRound(connected);
  const live = useHandover(round);
  const isLooking = round.look.result === null || round.board.pending > 0;
  const mayWrite = journal.canAppend === true;
  return (
    <LoadableView
      of={journal.reading}
      subject={t('handover.subject', 'The handovers')}
      loading={<Frame>{null}</Frame>}
      failed={(notice) => <Frame>{notice}</Frame>}
      onRetry={() => void journal.reread()}
    >
      {(reading) => {
        const all = postedHandovers(reading);
        const waiting = waitingHandover(all, nowMs);
        return waiting ? (
          <Waiting posted={waiting} all={all} append={append} mayWrite={mayWrite} />
        ) : (
          <Live
            said={live}
            checking={isLooking ? checkingWords(round.look, false) : null}
            all={all}
            append={append}
            mayWrite={mayWrite}
          />
        );
      }}
    </LoadableView>
  );
}

interface Props {
  all: readonly PostedHandover[];
  append: ReturnType<typeof useAppend>;
  mayWrite: boolean;
}

/** What is known now, before anybody has handed over. */
function Live({
  said,
  checking,
  all,
  append,
  mayWrite,
}: Props & { said: Handover; /** Not everything was looked at yet; null when it was. */ checking: string | null }) {
  const styles = useStyles2(getStyles);
  const { newKey } = useServices();
  const zone = useZone();
  const nowMs = useNow(() => 10_000);
  const [asks, setAsks] = useState('');
  const id = useId();
  const due = useDueToday(nowMs);
  const title = t('handover.of', 'Handover of {{date}}, {{time}}', {
    date: longDate(nowMs, zone),
    time: clockTime(nowMs, zone),
  });
  return (
    <Frame
      subTitle={<DutyLine />}
      actions={
        <>
          <ClipboardButton variant="secondary" icon="copy" getText={() => standupMarkdown(said, { zone, due })}>
            {t('handover.copy-standup', 'Copy stand-up')}
          </ClipboardButton>
          <ClipboardButton
            variant="secondary"
            icon="copy"
            getText={() => handoverMarkdown(said, { title, asks, zone })}
          >
            {t('handover.copy', 'Copy as Markdown')}
          </ClipboardButton>
          {mayWrite && (
            <Button
              icon="exchange-alt"
              disabled={append.isSaving || checking !== null}
              onClick={() => void append.write(post(said, asks, newKey()))}
            >
              {append.isSaving ? t('save.saving', 'Saving') : t('handover.post', 'Hand over')}
            </Button>
          )}
        </>
      }
    >
      <div className={styles.columns}>
        <div>
          {checking === null ? <Told said={said} /> : <h2 className={styles.headline}>{checking}</h2>}
          {append.problem && (
            <p role="alert">
              {t('save.failed', 'Not saved. {{why}} {{advice}}', {
                why: reasonWords(append.problem),
                advice: reasonAdvice(append.problem),
              })}
            </p>
          )}
          {mayWrite && (
            <Section title={t('handover.asks', 'Asks for the next shift')}>
              <Field
                noMargin
                htmlFor={id}
                label={t('handover.asks-what', 'What the next person has to watch or do. Kept with the handover.')}
              >
                <TextArea
                  id={id}
                  rows={3}
                  maxLength={1000}
                  value={asks}
                  onChange={(event) => setAsks(event.currentTarget.value)}
                />
              </Field>
            </Section>
          )}
        </div>
        <div className={styles.aside}>
          {!mayWrite && (
            <p className={styles.quiet}>
              {t(
                'handover.viewer',
                'You can read this, not hand over: that writes an annotation and your account may not create one.'
              )}
            </p>
          )}
          <Before all={all} />
        </div>
      </div>
    </Frame>
  );
}

/** One that was posted and that nobody has accepted yet. */
function Waiting({ posted, all, append, mayWrite }: Props & { posted: PostedHandover }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  const { asks, author, atMs } = posted;
  const title = t('handover.from', 'Handover from {{who}}, {{time}}', { who: author, time: weekdayTime(atMs, zone) });
  return (
    <Frame
      subTitle={<DutyLine />}
      title={t('handover.from-title', 'Handover from {{who}}', { who: author })}
      actions={
        <ClipboardButton
          variant="secondary"
          icon="copy"
          getText={() => handoverMarkdown(posted, { title, asks, zone })}
        >
          {t('handover.copy', 'Copy as Markdown')}
        </ClipboardButton>
      }
    >
      <div className={styles.columns}>
        <div>
          <Told said={posted} more={posted.more} />
          {asks !== '' && (
            <Section title={t('handover.asks', 'Asks for the next shift')}>
              <p className={styles.asks}>{asks}</p>
            </Section>
          )}
        </div>
        <div className={styles.aside}>
          <TakeOver posted={posted} append={append} mayWrite={mayWrite} />
          <Before all={all.filter(({ key }) => key !== posted.key)} />
        </div>
      </div>
    </Frame>
  );
}

function Told({ said, more }: { said: Handover; more?: PostedHandover['more'] }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  return (
    <>
      <h2 className={styles.headline}>{handoverHeadline(said)}</h2>
      <p className={styles.quiet}>{handoverCover(said, zone)}</p>
      <Lines title={t('handover.open', 'Open problems')} lines={said.problems} more={more?.problems ?? 0} />
      <Lines title={t('handover.unchecked', 'Could not be checked')} lines={said.unknown} more={more?.unknown ?? 0} />
      <Lines title={t('handover.hand', 'Left to a person')} lines={said.byHand} more={more?.byHand ?? 0} />
    </>
  );
}

/** "Morning routine, 09:00" of every round that opens or is open today. */
function useDueToday(nowMs: number): readonly string[] {
  const { settings } = useConnection().connection;
  const { checklists } = useConnection().library;
  const zone = useZone();
  return useMemo(() => {
    const schedule = scheduleOf(settings);
    return listsOn(settings, checklists)
      .filter(isScheduled)
      .flatMap((template) =>
        roundsToday(template, schedule, nowMs).map(({ dueMs }) => `${template.title}, ${clockTime(dueMs, zone)}`)
      );
  }, [settings, checklists, zone, nowMs]);
}

interface FrameProps {
  title?: string;
  subTitle?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

function Frame({ title, subTitle, actions, children }: FrameProps) {
  const styles = useStyles2(getStyles);
  return (
    <PluginPage
      pageNav={{
        text: title ?? t('handover.title', 'Handover'),
        parentItem: { text: t('today.title', 'Today'), url: '/a/opsrounds-ops-app/today' },
      }}
      subTitle={subTitle}
      actions={actions && <div className={styles.actions}>{actions}</div>}
    >
      <div className={styles.container}>{children}</div>
    </PluginPage>
  );
}

/** "On call: ops1 until 14:00, then ops2" of each rotation. */
function DutyLine() {
  return useDuty()
    .map(({ title, who, rest }) => `${title}: ${who} ${rest}`.trim())
    .join('. ');
}

const getStyles = (theme: GrafanaTheme2) => ({
  container: css({ containerType: 'inline-size', width: '100%', maxWidth: 1376 }),
  actions: css({ display: 'flex', flexWrap: 'wrap', gap: theme.spacing(1) }),
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 320px',
    gap: theme.spacing(4),
    alignItems: 'start',
    '@container (max-width: 859px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  }),
  headline: css({
    fontSize: theme.typography.pxToRem(26),
    fontWeight: theme.typography.fontWeightMedium,
    lineHeight: 1.25,
    margin: 0,
  }),
  quiet: css({ color: theme.colors.text.secondary, margin: theme.spacing(0.5, 0, 0), maxWidth: '80ch' }),
  asks: css({ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere', maxWidth: '80ch' }),
  aside: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3) }),
});
