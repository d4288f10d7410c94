import { useCallback, useMemo, useState } from 'react';

import type { AcceptedRisks } from '../../core/acceptance/risk';
import type { RunResult } from '../../core/check/result';
import { arrange, type Arrangement } from '../../core/checklist/arrange';
import type { Board, BoardItem } from '../../core/checklist/board';
import { buildBoard } from '../../core/checklist/buildBoard';
import { deriveRun, scheduleOf } from '../../core/checklist/derive';
import { carriedOver, lastBefore, type CarriedItem } from '../../core/checklist/carry';
import { differences, signedBefore, type Difference, type SignedBefore } from '../../core/checklist/difference';
import { countersign, reopen, signOff, skip, startRun, type Act } from '../../core/checklist/draft';
import { runEvents, type RunDraft, type RunEvent } from '../../core/checklist/event';
import { foldRun } from '../../core/checklist/fold';
import type { Run } from '../../core/checklist/run';
import { snapshot } from '../../core/checklist/snapshot';
import type { RunState } from '../../core/checklist/state';
import { isScheduled } from '../../core/checklist/template';
import { summary, unsignedSummary, type RunSummary } from '../../core/checklist/summary';
import type { EventDraft } from '../../core/journal/event';
import { useNow } from '../Age';
import { useRisks } from '../journal/useRisks';
import { useServices } from '../services';
import { arrangeFrozen, changedItems, freeze, joinAnswered, joinChanged, type Frozen } from './frozen';
import { useVersion, type Checklist, type RoundVersion } from './useChecklist';
import { useLook, type Look } from './useLook';
import { useSummaries } from './useSummaries';
import { useRunJournal, type RunJournal } from './useRunJournal';

const MINUTE_MS = 60_000;

/** A round as the page and the panel work with it. */
export interface Round {
  /** The list in the version that the round began with. */
  connected: Checklist;
  version: RoundVersion;
  run: Run;
  board: Board;
  state: RunState;
  /** What is accepted thing by thing, in whatever list. */
  risks: AcceptedRisks;
  /** The run's events, and those of the list before them as far back as an accepted risk reaches. */
  events: readonly RunEvent[];
  look: Look;
  journal: RunJournal;
  /** The round before that was signed; null when the journal of a month tells of none. */
  before: SignedBefore | null;
  /** How items differ from it, by id. */
  differences: ReadonlyMap<string, Difference>;
  /** What the round before left open, with the age of each. */
  carried: readonly CarriedItem[];
  /** Whether this user may decide and sign here and now. */
  mayDecide: boolean;
  /** The groups in their order, which follows what is found until it is held; null before anything may be shown. */
  groups: Arrangement | null;
  /** Somebody works with the groups: from now on nothing in them moves by itself. */
  hold: () => void;
  /** Items that call for another place than the one they are held in. */
  changed: readonly string[];
  showChanged: () => void;
  /** Writes one event per item; resolves to true when all are saved. */
  decide: (items: readonly BoardItem[], draft: (act: Act, item: BoardItem) => RunDraft) => Promise<boolean>;
  sign: (remark: string, incomplete: string | null) => Promise<boolean>;
  /** A second person's signature below the one that stands. */
  countersign: () => Promise<boolean>;
  /** Takes the signature back, or that the round is skipped. */
  reopen: (reason: string) => Promise<boolean>;
  skip: (reason: string) => Promise<boolean>;
}

/**
 * @param active The list as it counts now; a round that began with another version keeps that one.
 * @param begun The round of a list on demand; null of one that has a calendar.
 */
export function useRound(active: Checklist, begun: Run | null = null): Round {
  const run = useRun(active, begun);
  const journal = useRunJournal(run);
  const reading = journal.reading.state === 'ready' ? journal.reading.value : null;
  const events = useMemo(() => (reading ? runEvents(reading) : []), [reading]);
  const state = useMemo(() => foldRun(events, reading?.rejected ?? [], run.key), [events, reading, run.key]);
  const { checklist: connected, version } = useVersion(active, state.template);
  const { template } = connected;
  const look = useLook(connected);
  const { result, pending } = look;
  const { risks } = useRisks(
    active,
    useNow(() => MINUTE_MS)
  );
  const board = useMemo(
    () => buildBoard({ template, run, result, pendingSources: pending, state, risks }),
    [template, run, result, pending, state, risks]
  );
  const groups = useGroups(run, board, look.settled && result !== null);
  const summaries = useSummaries();
  const past = summaries.state === 'ready' ? summaries.value : null;
  const before = useMemo(() => lastBefore(past ?? [], run), [past, run]);
  const signed = useMemo(() => signedBefore(events, run), [events, run]);
  const changes = useMemo(
    () => new Map((signed ? differences(board, signed) : []).map((one) => [one.item, one])),
    [board, signed]
  );
  const carried = useMemo(() => carriedOver(before, run.date), [before, run.date]);
  const acts = useActs(connected, { run, board, state, result, events, before }, journal);
  return {
    connected,
    version,
    run,
    board,
    state,
    risks,
    events,
    look,
    journal,
    before: signed,
    differences: changes,
    carried,
    mayDecide: journal.canAppend === true && reading !== null && past !== null,
    ...groups,
    ...acts,
  };
}

/** Today's run; the same object until the next one opens. */
function useRun({ template, connection }: Checklist, begun: Run | null): Run {
  const nowMs = useNow(() => MINUTE_MS);
  const run = begun ?? (isScheduled(template) ? deriveRun(template, scheduleOf(connection.settings), nowMs) : null);
  if (run === null) {
    throw new RangeError(`checklist ${template.id} has no round before somebody begins one`);
  }
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a run is its key: a later look at the clock derives the same one
  return useMemo(() => run, [run.key, run.zone, run.openMs, run.closed]);
}

type Groups = Pick<Round, 'groups' | 'hold' | 'changed' | 'showChanged'>;

function useGroups(run: Run, board: Board, isShown: boolean): Groups {
  const [held, setHeld] = useState<{ run: string; places: Frozen } | null>(null);
  const places = held?.run === run.key ? held.places : null;
  if (places && isShown) {
    const next = joinAnswered(places, board);
    if (next !== places) {
      setHeld({ run: run.key, places: next });
    }
  }
  const groups = useMemo(
    () => (isShown ? (places ? arrangeFrozen(places, board) : arrange(board)) : null),
    [isShown, places, board]
  );
  const changed = useMemo(() => (places ? changedItems(places, board) : []), [places, board]);
  const hold = useCallback(() => {
    if (isShown) {
      setHeld((old) => (old?.run === run.key ? old : { run: run.key, places: freeze(board) }));
    }
  }, [isShown, run.key, board]);
  const showChanged = useCallback(
    () => setHeld((old) => (old ? { ...old, places: joinChanged(old.places, board) } : old)),
    [board]
  );
  return { groups, hold, changed, showChanged };
}

interface Standing {
  run: Run;
  board: Board;
  state: RunState;
  result: RunResult | null;
  events: readonly RunEvent[];
  before: RunSummary | null;
}

type Acts = Pick<Round, 'decide' | 'sign' | 'countersign' | 'reopen' | 'skip'>;

function useActs({ template }: Checklist, standing: Standing, { append }: RunJournal): Acts {
  const { newKey, user } = useServices();
  const act = (): Act => ({ run: standing.run, template, state: standing.state, key: newKey() });
  const started = () => startRun(act());
  return {
    decide: (items, draft) => append(present([started(), ...items.map((item) => draft(act(), item))])),
    sign: (remark, incomplete) => {
      const { board, result, events, before } = standing;
      return append(
        present([
          started(),
          result ? snapshot(act(), result) : null,
          signOff(act(), { board, result, events, remark, incomplete }),
          summary(act(), board, incomplete, before),
        ])
      );
    },
    countersign: () => append([countersign(act(), user.login)]),
    reopen: (reason) => append([reopen(act(), reason), unsignedSummary(act(), 'reopened', reason, standing.before)]),
    skip: (reason) =>
      append(present([started(), skip(act(), reason), unsignedSummary(act(), 'skipped', reason, standing.before)])),
  };
}

function present(drafts: ReadonlyArray<EventDraft | null>): EventDraft[] {
  return drafts.filter((draft) => draft !== null);
}
