import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, LoadingBar, useStyles2 } from '@grafana/ui';
import { useMemo, useRef, useState, type ReactNode } from 'react';

import type { Arrangement } from '../../core/checklist/arrange';
import type { BoardItem, Counts } from '../../core/checklist/board';
import { isStanding } from '../../core/checklist/signed';
import type { RunWord } from '../../core/checklist/state';
import { useNow } from '../../ui/Age';
import { Mark } from '../../ui/Mark';
import { reasonWords } from '../../ui/reasonText';
import { causeKey } from '../../ui/round/frozen';
import { answeredOf } from '../../ui/round/lookWords';
import type { Round } from '../../ui/round/useRound';
import { Tally } from '../../ui/Tally';
import { plural, t } from '../../ui/t';
import { clockTime } from '../../ui/when';
import { useZone } from '../../ui/zone';
import { CauseRow } from './CauseRow';
import { GiveDialog } from './GiveDialog';
import { HandRow } from './HandRow';
import { ItemRow } from './ItemRow';
import { KeyHelp } from './KeyHelp';
import { Notices } from './Notices';
import { PassedItems } from './PassedItems';
import { ReasonDialog } from './ReasonDialog';
import { RoundHead } from './RoundHead';
import { RoundSkeleton } from './RoundSkeleton';
import { RoundViewProvider, type RoundView } from './roundView';
import { SignBar, type SignBlock } from './SignBar';
import { SignDialog } from './SignDialog';
import { SignedHead, SignedRound } from './SignedRound';
import { SkippedRound } from './SkippedRound';
import { useDecisions } from './useDecisions';
import { useRoundActs } from './useRoundActs';
import { useRoundKeys } from './useRoundKeys';

interface Props {
  round: Round;
  openItem: (itemId: string, checkId?: string) => void;
}

/** The one bordered surface of Today: the round, from its head to its signature. */
export function RoundSurface({ round, openItem }: Props) {
  const styles = useStyles2(getStyles);
  const surface = useRef<HTMLElement>(null);
  const decisions = useDecisions(round);
  const [signing, setSigning] = useState<'complete' | 'incomplete' | null>(null);
  const [skipping, setSkipping] = useState(false);
  const [giving, setGiving] = useState<BoardItem | null>(null);
  const [help, setHelp] = useState(false);
  const nowMs = useNow(() => 10_000);
  const { board, look, connected } = round;
  const block = blockOf(round);
  const signed = isStanding(board.signature) || round.state.skipped !== null;
  const byId = useMemo(() => new Map(board.items.map((entry) => [entry.item.id, entry])), [board.items]);

  const act = useRoundActs({
    round,
    decisions,
    byId,
    openItem,
    give: setGiving,
    sign: () => !signed && block === null && round.mayDecide && setSigning('complete'),
    toggleHelp: () => setHelp((shown) => !shown),
  });
  // A dialog has the focus only a few frames after its key: what is typed until then is not meant for the row below it.
  const isCovered = signing !== null || skipping || giving !== null;
  const onKey: typeof act = (key, row, onRow) => isCovered || act(key, row, onRow);
  const groups = useMemo(
    () => withOpenForm(round.groups, decisions.form?.row ?? null, byId),
    [round.groups, decisions.form, byId]
  );
  const rows = useMemo(() => (signed || !groups ? [] : rowsOf(groups)), [signed, groups]);
  const heirOf = (row: string) => causeRowOf(groups, row);
  const keys = useRoundKeys({ surface, rows, heirOf, onKey, onAct: round.hold });
  const view: RoundView = { round, decisions, nowMs, active: keys.active, openItem, focusRow: keys.focusRow };

  return (
    <RoundViewProvider value={view}>
      <section ref={surface} className={styles.surface} aria-label={connected.template.title} {...keys.handlers}>
        {round.journal.refused && (
          <div role="alert" className={styles.refused}>
            <Mark state="unknown" word={t('round.not-saved', 'The last decision was not saved')} />
            <span>{reasonWords(round.journal.refused)}</span>
          </div>
        )}
        <Notices round={round} />
        <div className={styles.progress}>{look.checking === 'all' && <LoadingBar width={960} />}</div>
        {round.state.skipped ? (
          <SkippedRound skipped={round.state.skipped} />
        ) : signed ? (
          <SignedRound byId={byId} />
        ) : (
          <>
            {board.signature && <SignedHead signature={board.signature} />}
            <RoundHead title={connected.template.title} run={round.run} nowMs={nowMs}>
              {groups && board.counts ? (
                <Tally board={board} onJump={(kind) => jump(surface.current, kind, keys.focusRow, groups, byId)} />
              ) : (
                <div className={styles.checking}>{checkingWords(round)}</div>
              )}
            </RoundHead>
            {round.state.reopened && !board.signature && <Reopened said={round.state.reopened} />}
            {help && <KeyHelp />}
            {groups && round.changed.length > 0 && (
              <div className={styles.changed}>
                {plural('round.changed', round.changed.length, {
                  one: '{{count}} item changed.',
                  other: '{{count}} items changed.',
                })}{' '}
                <Button size="sm" variant="secondary" fill="text" onClick={round.showChanged}>
                  {t('round.show', 'Show')}
                </Button>
              </div>
            )}
            {groups ? (
              <Groups groups={groups} byId={byId} isWhole={board.counts !== null} />
            ) : (
              look.checking !== null && <RoundSkeleton />
            )}
            <SignBar
              block={block}
              again={board.signature !== null}
              onSign={() => setSigning('complete')}
              onSignIncomplete={() => setSigning('incomplete')}
              onSkip={() => setSkipping(true)}
            />
          </>
        )}
      </section>
      <div role="status" className={styles.status}>
        {decisions.status}
      </div>
      {signing && <SignDialog incomplete={signing === 'incomplete'} onClose={() => setSigning(null)} />}
      {giving && (
        <GiveDialog
          round={round}
          entry={giving}
          onGive={(who) => decisions.assign(giving, who)}
          onClose={() => setGiving(null)}
        />
      )}
      {skipping && (
        <ReasonDialog
          title={t('skip.title', 'Skip {{list}}', { list: connected.template.title })}
          consequence={t(
            'skip.what',
            'The round counts as skipped and not as missed. What was left over stays left over.'
          )}
          act={t('sign.skip', 'Skip this round')}
          onAct={decisions.skip}
          onClose={() => setSkipping(false)}
        />
      )}
    </RoundViewProvider>
  );
}

/** Who took the last signature back, and why. */
function Reopened({ said: { author, atMs, reason } }: { said: RunWord }) {
  const styles = useStyles2(getStyles);
  const zone = useZone();
  return (
    <p className={styles.reopened}>
      {t('round.reopened', 'Reopened by {{who}} at {{time}}: {{reason}}', {
        who: author,
        time: clockTime(atMs, zone),
        reason,
      })}
    </p>
  );
}

interface GroupsProps {
  groups: Arrangement;
  byId: ReadonlyMap<string, BoardItem>;
  /** Everything was looked at: only then a group has a number. */
  isWhole: boolean;
}

function Groups({ groups, byId, isWhole }: GroupsProps) {
  const entries = (ids: readonly string[]) => ids.flatMap((id) => byId.get(id) ?? []);
  const decide = entries(groups.decide);
  const caused = groups.causes.flatMap((cause) => entries(cause.itemIds));
  const open = [...decide, ...caused].some((entry) => entry.needsDecision);
  const decisions = groups.decide.length + groups.causes.length;
  return (
    <>
      {decisions > 0 && (
        <Group
          id="decide"
          title={open ? t('group.decide', 'Needs a decision') : t('group.decided', 'Decided')}
          count={isWhole ? decisions : null}
        >
          {groups.causes.map((cause) => (
            <CauseRow key={causeKey(cause)} cause={cause} entries={entries(cause.itemIds)} />
          ))}
          {decide.map((entry) => (
            <ItemRow key={entry.item.id} entry={entry} />
          ))}
        </Group>
      )}
      {groups.byHand.length > 0 && (
        <Group id="hand" title={t('group.hand', 'By hand')} count={isWhole ? groups.byHand.length : null}>
          {entries(groups.byHand).map((entry) => (
            <HandRow key={entry.item.id} entry={entry} />
          ))}
        </Group>
      )}
      <PassedItems ids={groups.passed} pendingIds={groups.pending} byId={byId} />
    </>
  );
}

interface GroupProps {
  id: string;
  title: string;
  count: number | null;
  children: ReactNode;
}

function Group({ id, title, count, children }: GroupProps) {
  const styles = useStyles2(getStyles);
  return (
    <section className={styles.group} data-group={id}>
      <h3 className={styles.groupTitle}>
        {title} {count !== null && <span>{count}</span>}
      </h3>
      {children}
    </section>
  );
}

function blockOf({ board, look, journal }: Round): SignBlock {
  if (look.result === null || board.counts === null) {
    return look.checking === null ? 'unchecked' : 'checking';
  }
  if (journal.unsaved.size > 0) {
    return 'unsaved';
  }
  return board.counts.left > 0 ? 'left' : null;
}

function checkingWords({ look, connected }: Round): string {
  if (look.checking === null) {
    return t('round.not-checked', 'Not checked. Re-check asks the data sources again.');
  }
  const items = connected.template.items.filter((item) => item.checks.length > 0).length;
  const { answered, all } = answeredOf(look);
  return plural(
    'round.checking',
    all,
    {
      one: 'Checking {{items}} items: {{answered}} of {{count}} source answered',
      other: 'Checking {{items}} items: {{answered}} of {{count}} sources answered',
    },
    { items, answered }
  );
}

/** An item whose form is open keeps its row, even if a cause took it over: nobody's words are lost. */
function withOpenForm(
  groups: Arrangement | null,
  row: string | null,
  byId: ReadonlyMap<string, BoardItem>
): Arrangement | null {
  return !groups || row === null || !byId.has(row) || rowsOf(groups).includes(row)
    ? groups
    : { ...groups, decide: [row, ...groups.decide] };
}

/** The row of the cause that took an item over. */
function causeRowOf(groups: Arrangement | null, itemId: string): string | null {
  const cause = groups?.causes.find(({ itemIds }) => itemIds.includes(itemId));
  return cause ? causeKey(cause) : null;
}

function rowsOf(groups: Arrangement): readonly string[] {
  return [...groups.causes.map(causeKey), ...groups.decide, ...groups.byHand];
}

/** To the first row of what a count stands for; to the pass fold for what needs nobody. */
function jump(
  surface: HTMLElement | null,
  kind: keyof Counts['tally'],
  focusRow: (row: string) => void,
  groups: Arrangement,
  byId: ReadonlyMap<string, BoardItem>
): void {
  const cause = groups.causes[0];
  const row =
    kind === 'hand' || kind === 'na'
      ? groups.byHand[0]
      : kind === 'unknown' && cause
        ? causeKey(cause)
        : groups.decide.find((id) => byId.get(id)?.verdict === kind);
  if (row !== undefined) {
    focusRow(row);
    return;
  }
  surface?.querySelector<HTMLElement>('[data-group="pass"]')?.focus();
}

const getStyles = (theme: GrafanaTheme2) => ({
  surface: css({
    position: 'relative',
    background: theme.colors.background.primary,
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    // Not `hidden`: the bar at the bottom is sticky.
    overflow: 'clip',
  }),
  progress: css({ position: 'absolute', inset: '0 0 auto 0', height: 1 }),
  checking: css({ color: theme.colors.text.secondary, minHeight: 24 }),
  changed: css({
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    padding: theme.spacing(0.75, 2.5),
    borderTop: `1px solid ${theme.colors.border.weak}`,
  }),
  reopened: css({ margin: 0, padding: theme.spacing(0, 2.5, 1.5), color: theme.colors.text.secondary }),
  refused: css({
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 1.5),
    padding: theme.spacing(1, 2.5),
    borderBottom: `1px solid ${theme.colors.border.weak}`,
  }),
  group: css({ borderTop: `1px solid ${theme.colors.border.weak}` }),
  groupTitle: css({
    ...theme.typography.h6,
    margin: 0,
    padding: theme.spacing(1.5, 2.5, 1, 2.5),
    '& span': { color: theme.colors.text.secondary, fontWeight: theme.typography.fontWeightRegular, marginLeft: 4 },
  }),
  status: css({ position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)' }),
});
