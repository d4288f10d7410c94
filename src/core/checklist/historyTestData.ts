import type { JournalEvent, JournalReading, RejectedRow } from '../journal/event';
import { instantOf } from '../time/zone';
import { history, type HistoryRound } from './history';
import type { SummaryPayload } from './summary';
import type { ChecklistTemplate } from './template';
import { item, template } from './testData';

/** Plain values that the tests of the history start from. */

export const ZONE = 'Europe/Berlin';
/** Friday 20 November 2026, 08:45 in Berlin: the round of the day is open. */
export const NOW_MS = instantOf('2026-11-20', '08:45', ZONE);
export const schedule = { zone: ZONE, holidays: new Set<string>() };
export const morning = template(item('disk', ['n.disk']), item('walk', []));
export const evening: ChecklistTemplate = {
  ...morning,
  id: 'evening',
  title: 'End of day',
  opens: '17:30',
  due: '18:00',
};
export const weekly: ChecklistTemplate = {
  ...morning,
  id: 'weekly',
  recurrence: { every: 'week', days: ['mon'] },
  due: '17:00',
  dueDays: 3,
};

let ids = 0;

/** What a round was recorded as, `minutes` after it opened. */
export function recorded(run: string, minutes: number, said: Partial<SummaryPayload> = {}): JournalEvent {
  const [list = '', date = ''] = run.split('/');
  const [opens, due] = list === 'evening' ? ['17:30', '18:00'] : ['08:30', '09:00'];
  const openMs = instantOf(date, opens, ZONE);
  const createdMs = openMs + minutes * 60_000;
  const id = ids++;
  return {
    class: 'sum',
    list,
    type: 'run.summary',
    key: `key-${id}`,
    subject: run,
    sentence: '',
    id,
    author: 'ops1',
    createdMs,
    updatedMs: createdMs,
    payload: {
      outcome: 'signed',
      reason: null,
      openMs,
      dueMs: instantOf(date, due, ZONE),
      startedMs: createdMs - 100_000,
      template: 'morning@00000000',
      items: 10,
      machine: 8,
      answered: 10,
      found: { fail: 1, unknown: 0, warn: 0 },
      open: [],
      cut: 0,
      ...said,
    } satisfies SummaryPayload,
  };
}

export const reading = (events: readonly JournalEvent[], rejected: readonly RejectedRow[] = []): JournalReading => ({
  events,
  rejected,
});

/** So old that the journal is known to reach back over all that is looked at. */
export const OLD = recorded('morning/2026-08-24', 5);

export function roundsOf(journal: JournalReading | null, more: Partial<Parameters<typeof history>[0]> = {}) {
  return history({ templates: [morning], schedule, recorded: journal, nowMs: NOW_MS, ...more }).lists.flatMap(
    ({ rounds }) => rounds
  );
}

export const stateOf = (date: string, rounds: readonly HistoryRound[]) =>
  rounds.find((round) => round.date === date)?.state;
