import { useMemo } from 'react';

import type { CheckResult } from '../../core/check/result';
import { DAY_WINDOW_SECONDS, runChecks } from '../../core/check/run';
import type { Connection } from '../../core/connection/connection';
import type { PostureView } from '../../core/products/backups/view';
import type { ReadStage } from '../../core/products/source';
import { useConnection, useReadStage } from '../connection';
import { counted, type Steps } from '../polling/counted';
import { pollOf, SCREEN_PACE, type Poll } from '../polling/poll';
import { sharedPoll } from '../polling/sharedPoll';
import { usePoll } from '../polling/usePoll';

/** How far back the days of the matrix can reach. */
export const POSTURE_DAYS = [35, 90, 366] as const;
export type PostureDays = (typeof POSTURE_DAYS)[number];

/** The posture of all that should be recoverable, without what checks say of it: one reading for all who look at as many days. */
export function usePosture(days: PostureDays) {
  return useReading(days, false);
}

/** The same with what the checks say of it. */
export function useCheckedPosture(days: PostureDays) {
  return useReading(days, true);
}

function useReading(days: PostureDays, isChecked: boolean) {
  const { connection } = useConnection();
  const stage = useReadStage();
  const poll = useMemo(
    () =>
      sharedPoll(connection, `posture ${days} ${isChecked}`, () => posturePoll(connection, stage, { days, isChecked })),
    [connection, stage, days, isChecked]
  );
  return { poll, state: usePoll(poll) };
}

function posturePoll(
  connection: Connection,
  stage: ReadStage,
  { days, isChecked }: { days: PostureDays; isChecked: boolean }
): Poll<PostureView, Steps> {
  const { backups } = connection;
  const { clock } = stage;
  return pollOf(
    {
      ...SCREEN_PACE,
      read: counted(async (signal, onProgress) => {
        const nowMs = clock();
        // The checks look at the fewest days, and find what was gathered for as many: sources are asked once, and progress is told.
        const first = days === POSTURE_DAYS[0] ? await backups.posture({ nowMs, days }, signal, onProgress) : null;
        const checks = isChecked ? await checksOf(connection, stage, signal) : [];
        return first !== null && checks.length === 0
          ? first
          : backups.posture({ nowMs, days, checks }, signal, onProgress);
      }, clock),
      isGood: ({ sources, journalFailed }) =>
        journalFailed === null && sources.every(({ problem }) => problem === null),
    },
    clock
  );
}

async function checksOf(
  { registry }: Connection,
  { checks, clock, recall }: ReadStage,
  signal: AbortSignal
): Promise<readonly CheckResult[]> {
  const memory = await recall(signal);
  const definitions = checks.filter(({ kind }) => kind === 'backups');
  const run = await runChecks(definitions, {
    registry,
    clock,
    windowSeconds: DAY_WINDOW_SECONDS,
    signal,
    memory,
  });
  return [...run.checks.values()];
}
