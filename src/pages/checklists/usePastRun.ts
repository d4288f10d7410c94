import { useCallback, useMemo } from 'react';

import { runEvents } from '../../core/checklist/event';
import { history, HISTORY_READ_DAYS } from '../../core/checklist/history';
import { neighbours, runOfKey } from '../../core/checklist/neighbours';
import { RISK_MAX_DAYS } from '../../core/checklist/draft';
import { scheduleOf } from '../../core/checklist/derive';
import { versionOf } from '../../core/checklist/published';
import { roundRecord, whatCameOf, type Aftermath, type RoundRecord } from '../../core/checklist/record';
import { readRunKey, ROUND_DAYS } from '../../core/checklist/runKey';
import type { Run } from '../../core/checklist/run';
import { summariesOf } from '../../core/checklist/summary';
import type { ChecklistTemplate } from '../../core/checklist/template';
import type { JournalReading } from '../../core/journal/event';
import { localDate } from '../../core/time/zone';
import { useNow } from '../../ui/Age';
import { useConnection } from '../../ui/connection';
import type { Loadable } from '../../ui/loadable';
import { useSummaryEvents } from '../../ui/round/useSummaries';
import { useServices } from '../../ui/services';
import { useLoaded } from '../../ui/useLoaded';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

export interface PastRun {
  template: ChecklistTemplate;
  run: Run;
  record: RoundRecord;
  /** What became of what it left open; null where no summary tells. */
  aftermath: readonly Aftermath[] | null;
  before: Run | null;
  after: Run | null;
}

/**
 * The record of a round, read when somebody asks for it. Empty where no list has such a round and the journal holds nothing of it.
 * @param key Of the run, as the address has it.
 */
export function usePastRun(key: string): { loaded: Loadable<PastRun>; reload: () => void } {
  const { connection, library, templates } = useConnection();
  const { clock } = useServices();
  const { journal, settings } = connection;
  const { reading: sums, reread } = useSummaryEvents(HISTORY_READ_DAYS);
  const recorded = sums.state === 'ready' ? sums.value : null;
  const named = useMemo(() => readRunKey(key), [key]);
  const template = library.checklists.find(({ id }) => id === named?.list);
  const nowMs = useNow(() => MINUTE_MS);
  const summaries = useMemo(() => (recorded ? summariesOf(recorded) : []), [recorded]);
  const summary = useMemo(() => summaries.find((one) => one.run === key) ?? null, [summaries, key]);
  const schedule = useMemo(() => scheduleOf(settings), [settings]);
  const run = useMemo(
    () => (template && named ? runOfKey(template, schedule, { key, date: named.date }, summary, nowMs) : null),
    [template, schedule, named, key, summary, nowMs]
  );
  const list = run?.list;
  const openMs = run?.openMs;
  const load = useCallback(
    async (signal: AbortSignal): Promise<Loadable<JournalReading>> => {
      if (list === undefined || openMs === undefined) {
        return { state: 'empty' };
      }
      // What an earlier round accepted as a risk is told by the events of that one.
      const fromMs = openMs - (RISK_MAX_DAYS + 1) * DAY_MS;
      const toMs = Math.min(clock() + DAY_MS, openMs + ROUND_DAYS * DAY_MS);
      return { state: 'ready', value: await journal.read({ class: 'run', list, fromMs, toMs }, signal) };
    },
    [journal, clock, list, openMs]
  );
  const { loaded: own, reload } = useLoaded(load);
  const loaded = useMemo((): Loadable<PastRun> => {
    if (sums.state === 'failed') {
      return sums;
    }
    if (sums.state === 'loading' || (run !== null && own.state === 'empty')) {
      return { state: 'loading' };
    }
    if (own.state !== 'ready' || run === null || template === undefined) {
      return run === null || own.state === 'ready' ? { state: 'empty' } : own;
    }
    const { lists } = history({ templates: [template], schedule, recorded, nowMs });
    const round = lists.flatMap(({ rounds }) => rounds).find((one) => one.run === run.key) ?? null;
    const { rejected } = own.value;
    const events = runEvents(own.value);
    const recordIn = (version: ChecklistTemplate) => roundRecord({ run, template: version, events, rejected, round });
    const asNow = recordIn(template);
    // The items are those of the version that the round began with, where that is at hand.
    const began = asNow.isSameTemplate === false ? versionOf(asNow.state.template ?? '', templates.versions) : null;
    const record = began ? { ...recordIn(began), isSameTemplate: false } : asNow;
    return {
      state: 'ready',
      value: {
        template: began ?? template,
        run,
        record,
        aftermath: summary && whatCameOf(summary, summaries, localDate(nowMs, schedule.zone)),
        ...neighbours(template, schedule, run, nowMs, summaries),
      },
    };
  }, [sums, own, run, template, templates, schedule, recorded, nowMs, summaries, summary]);
  return {
    loaded,
    reload: () => {
      reload();
      void reread();
    },
  };
}
