import { useMemo } from 'react';

import { currentBegun, mayBegin, roundToBegin } from '../../core/checklist/begun';
import { scheduleOf } from '../../core/checklist/derive';
import { startRun, type Act } from '../../core/checklist/draft';
import { foldRun } from '../../core/checklist/fold';
import { history, type HistoryRound } from '../../core/checklist/history';
import { lastRounds } from '../../core/checklist/historyFigures';
import type { Run } from '../../core/checklist/run';
import { begunSummary, summariesOf } from '../../core/checklist/summary';
import type { ChecklistTemplate } from '../../core/checklist/template';
import type { Reason } from '../../core/check/verdict';
import { useNow } from '../Age';
import { useConnection } from '../connection';
import type { Loadable } from '../loadable';
import { useServices } from '../services';
import { RECENT_DAYS, useSummaryEvents } from './useSummaries';

const MINUTE_MS = 60_000;

/** A list on demand: the round that somebody began, and the act of beginning one. */
export interface Begun {
  /** The round to look at; empty while there is none. */
  current: Loadable<Run>;
  /** The last one of the recent ones, whatever became of it; null without any. */
  last: HistoryRound | null;
  /** Begins a round; null while this user may not, or one is open, or nobody knows. */
  begin: (() => void) | null;
  /** Whether this user may write into the journal; undefined while that is being asked. */
  mayWrite: boolean | undefined;
  /** Why the last beginning was refused; null when it was not. */
  refused: Reason | null;
  reread: () => void;
}

/** @param days How far back the journal is read; all who ask for the same share one reading. */
export function useBegun(template: ChecklistTemplate, days = RECENT_DAYS): Begun {
  const { settings } = useConnection().connection;
  const { clock, newKey } = useServices();
  const { reading, canAppend, append, refused, reread } = useSummaryEvents(days);
  const nowMs = useNow(() => MINUTE_MS);
  const schedule = useMemo(() => scheduleOf(settings), [settings]);
  const { zone } = schedule;
  const recorded = reading.state === 'ready' ? reading.value : null;
  const summaries = useMemo(() => (recorded ? summariesOf(recorded) : []), [recorded]);
  const run = currentBegun(template.id, summaries, zone, nowMs);
  const last = useMemo(() => {
    const [list] = history({ templates: [template], schedule, recorded, nowMs }).lists;
    return (list && lastRounds(list, 1)[0]) ?? null;
  }, [template, schedule, recorded, nowMs]);
  const begin = () => {
    if (recorded) {
      const toBegin = roundToBegin(template.id, zone, recorded, clock());
      const act = (): Act => ({ run: toBegin, template, state: foldRun([], [], toBegin.key), key: newKey() });
      const started = startRun(act());
      void append([...(started ? [started] : []), begunSummary(act())]);
    }
  };
  return {
    current: currentOf(reading, run),
    last,
    begin: recorded && canAppend === true && mayBegin(run, summaries) ? begin : null,
    mayWrite: canAppend,
    refused,
    reread: () => void reread(),
  };
}

function currentOf(reading: Loadable<unknown>, run: Run | null): Loadable<Run> {
  return reading.state !== 'ready' ? reading : run === null ? { state: 'empty' } : { state: 'ready', value: run };
}
