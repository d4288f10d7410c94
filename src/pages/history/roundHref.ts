import type { HistoryDay } from '../../core/checklist/history';
import { runPath } from '../../ui/round/runPath';
import { todayHref } from './paths';

/** Where the round of a day that says most is recorded or done; null where there is none, or nothing of it. */
export function roundHref({ rounds: [round] }: HistoryDay): string | null {
  if (round?.state === 'due') {
    return todayHref(round.list);
  }
  return round === undefined || round.state === 'upcoming' || round.doubt === 'unread' ? null : runPath(round.run);
}
