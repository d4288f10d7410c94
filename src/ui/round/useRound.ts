import { useCallback, useMemo, useState } from 'react';

import type { RunResult } from '../../core/check/result';
import { arrange, type Arrangement } from '../../core/checklist/arrange';
import type { Board, BoardItem } from '../../core/checklist/board';
import { buildBoard } from '../../core/checklist/buildBoard';
import { deriveRun } from '../../core/checklist/derive';
import { signOff, startRun, type Act } from '../../core/checklist/draft';
import { runEvents, type RunDraft, type RunEvent } from '../../core/checklist/event';
import { foldRun } from '../../core/checklist/fold';
import type { Run } from '../../core/checklist/run';
import { snapshot } from '../../core/checklist/snapshot';
import type { RunState } from '../../core/checklist/state';
import { useNow } from '../Age';
import { useServices } from '../services';
import { useZone } from '../zone';
import { changedItems, joinAnswered, joinChanged } from './frozen';
import type { Checklist } from './useChecklist';
import { useLook, type Look } from './useLook';
import { useRunJournal, type RunJournal } from './useRunJournal';

const MINUTE_MS = 60_000;

/** A round as the page and the panel work with it. */
export interface Round {
  connected: Checklist;
  run: Run;
  board: Board;
  state: RunState;
  /** The run's events, and a week's before them. */
  events: readonly RunEvent[];
  look: Look;
  journal: RunJournal;
  /** Whether this user may decide and sign here and now. */
  mayDecide: boolean;
  /** The groups, frozen when they were first shown; null before. */
  groups: Arrangement | null;
  /** Items that call for another place than the one they are frozen in. */
  changed: readonly string[];
  showChanged: () => void;
  /** Writes one event per item; resolves to true when all are saved. */
  decide: (items: readonly BoardItem[], draft: (act: Act, item: BoardItem) => RunDraft) => Promise<boolean>;
  sign: (remark: string, incomplete: string | null) => Promise<boolean>;
}

export function useRound(connected: Checklist): Round {
  const { connection, memory, template, definitions } = connected;
  const run = useRun(connected);
  const look = useLook(definitions, connection.registry, template.windowSeconds, memory.recall);
  const journal = useRunJournal(run);
  const reading = journal.reading.state === 'ready' ? journal.reading.value : null;
  const events = useMemo(() => (reading ? runEvents(reading) : []), [reading]);
  const state = useMemo(() => foldRun(events, reading?.rejected ?? [], run.key), [events, reading, run.key]);
  const { result, pending } = look;
  const board = useMemo(
    () => buildBoard({ template, run, result, pendingSources: pending, state }),
    [template, run, result, pending, state]
  );
  const { groups, changed, showChanged } = useFrozen(run, board, look);
  const { decide, sign } = useActs(connected, { run, board, state, result, events }, journal);
  return {
    connected,
    run,
    board,
    state,
    events,
    look,
    journal,
    mayDecide: journal.canAppend === true && reading !== null,
    groups,
    changed,
    showChanged,
    decide,
    sign,
  };
}

/** Today's run; the same object until the next one opens. */
function useRun(connected: Checklist): Run {
  const zone = useZone();
  const nowMs = useNow(() => MINUTE_MS);
  const run = deriveRun(connected.template, zone, nowMs, connected.connection.settings.startedMs);
  // eslint-disable-next-line react-hooks/exhaustive-deps -- a run is its key: a later look at the clock derives the same one
  return useMemo(() => run, [run.key, run.zone, run.openMs, run.closed]);
}

function useFrozen(run: Run, board: Board, look: Look) {
  const [frozen, setFrozen] = useState<{ run: string; groups: Arrangement } | null>(null);
  const groups = frozen?.run === run.key ? frozen.groups : null;
  if (look.settled && look.result) {
    const next = groups ? joinAnswered(groups, board) : arrange(board);
    if (next !== groups) {
      setFrozen({ run: run.key, groups: next });
    }
  }
  const changed = useMemo(() => (groups ? changedItems(groups, board) : []), [groups, board]);
  const showChanged = useCallback(
    () => setFrozen((old) => (old ? { ...old, groups: joinChanged(old.groups, board) } : old)),
    [board]
  );
  return { groups, changed, showChanged };
}

interface Standing {
  run: Run;
  board: Board;
  state: RunState;
  result: RunResult | null;
  events: readonly RunEvent[];
}

function useActs({ template }: Checklist, standing: Standing, { append }: RunJournal): Pick<Round, 'decide' | 'sign'> {
  const { newKey } = useServices();
  const act = (): Act => ({ run: standing.run, template, state: standing.state, key: newKey() });
  const started = () => startRun(act());
  return {
    decide: (items, draft) => append(present([started(), ...items.map((item) => draft(act(), item))])),
    sign: (remark, incomplete) => {
      const { board, result, events } = standing;
      return append(
        present([
          started(),
          result ? snapshot(act(), result) : null,
          signOff(act(), { board, result, events, remark, incomplete }),
        ])
      );
    },
  };
}

function present(drafts: ReadonlyArray<RunDraft | null>): RunDraft[] {
  return drafts.filter((draft) => draft !== null);
}
