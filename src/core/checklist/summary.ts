import { z } from 'zod';

import { EVENT_MAX_BYTES, eventBytes } from '../journal/codec';
import type { JournalDomain } from '../journal/domain';
import { NOTE_MAX, type EventDraft, type JournalEvent, type JournalReading } from '../journal/event';
import { answerOf } from './answer';
import type { Board, BoardItem } from './board';
import type { Act } from './draft';
import { templateId } from './templateId';

/**
 * What is left of a round when it is over: one small event of class `sum` beside its many, so that history, carry-over and metrics
 * of months are one request. It is written with the signature and says nothing that the round's own events do not.
 */

const MAX_DATE_MS = 8.64e15;
const instant = z.number().min(0).max(MAX_DATE_MS);
const count = z.number().int().nonnegative();
const words = z.string().catch('');

const openItem = z.object({
  item: z.string(),
  title: words,
  /** As signed; `hand` of one that is a person's. */
  verdict: z.enum(['fail', 'unknown', 'warn', 'hand']),
  /** Headline of then; empty for one by hand. */
  finding: words,
  /** How it was decided; null when it was not. */
  decision: z.enum(['acknowledged', 'checked', 'deferred', 'done', 'na', 'risk']).nullable().catch(null),
  note: words,
  to: z.string().nullable().catch(null),
  /** Whose it is; empty for nobody's. */
  owner: words,
  /** Local date of the first round that left it open. */
  since: z.iso.date(),
});
/** An item that a round left open. */
export type OpenItem = z.infer<typeof openItem>;

const summaryPayload = z.object({
  /** `reopened`: the one before it does not count any more; `begun`: of a list on demand, nothing else tells that it has a round. */
  outcome: z.enum(['signed', 'skipped', 'reopened', 'begun']),
  /** Reason of a round that was skipped, reopened or signed incomplete; null of a complete one. */
  reason: z.string().nullable().catch(''),
  openMs: instant,
  dueMs: instant,
  /** First event of the round, ms; null when the signature was its first act. */
  startedMs: instant.nullable().catch(null),
  template: words,
  items: count,
  /** Items that a machine decided, and those that a person had to. */
  machine: count,
  /** Items that were decided or passed. */
  answered: count,
  /** Items that were found failing, unknown and warning. */
  found: z.object({ fail: count, unknown: count, warn: count }).catch({ fail: 0, unknown: 0, warn: 0 }),
  /** Worst first; those that the event had no room for are counted in `cut`. One that cannot be read makes all of it unreadable. */
  open: z.array(openItem),
  cut: count,
});
export type SummaryPayload = z.infer<typeof summaryPayload>;

export type SummaryDraft = EventDraft<'run.summary', SummaryPayload>;
type SummaryEvent = JournalEvent<'run.summary', SummaryPayload>;

export const SUMMARY_EVENTS: JournalDomain<SummaryDraft> = {
  types: ['run.summary'],
  version: 2,
  fieldsOf: (payload) => ({ p: payload }),
  payloadOf: ({ p }) => summaryPayload.safeParse(p).data ?? null,
};

/** What the last event of a round says about it. */
export interface RunSummary extends SummaryPayload {
  /** Key of the run. */
  run: string;
  list: string;
  /** Local date. */
  date: string;
  author: string;
  /** When it was written, ms. */
  atMs: number;
}

/** The round was signed or skipped, and was not reopened since. */
export function isOver({ outcome }: Pick<RunSummary, 'outcome'>): boolean {
  return outcome === 'signed' || outcome === 'skipped';
}

/** The last summary of each round, in the order of their signatures. A round that was reopened and signed again has its last one. */
export function summariesOf({ events }: Pick<JournalReading, 'events'>): readonly RunSummary[] {
  const last = new Map<string, RunSummary>();
  for (const { subject, list, author, createdMs, payload } of events.filter(isSummary)) {
    last.delete(subject);
    last.set(subject, {
      ...payload,
      run: subject,
      list,
      date: subject.split('/')[1] ?? '',
      author,
      atMs: createdMs,
    });
  }
  return [...last.values()];
}

function isSummary(event: JournalEvent): event is SummaryEvent {
  return event.type === 'run.summary';
}

/** The summary of a round that is signed with this board. Appended after `run.signed`. */
export function summary(act: Act, board: Board, incomplete: string | null, before: RunSummary | null): SummaryDraft {
  const open = openItems(act, board, before);
  const count = (verdict: string) => board.items.filter((entry) => entry.verdict === verdict).length;
  const draft = (shown: number): SummaryDraft =>
    summaryDraft(act, 'signed', {
      reason: incomplete === null ? null : incomplete.trim().slice(0, NOTE_MAX),
      items: board.items.length,
      machine: board.items.filter(({ mode }) => mode === 'machine').length,
      answered: board.items.filter((entry) => !entry.pending && !entry.needsDecision).length,
      found: { fail: count('fail'), unknown: count('unknown'), warn: count('warn') },
      open: open.slice(0, shown),
      cut: open.length - shown,
    });
  let shown = open.length;
  while (shown > 0 && eventBytes(draft(shown), SUMMARY_EVENTS) > EVENT_MAX_BYTES) {
    shown -= 1;
  }
  return draft(shown);
}

/** The summary of a round that nobody does, or that is not signed any more. What was open before it is open after it. */
export function unsignedSummary(
  act: Act,
  outcome: 'skipped' | 'reopened',
  reason: string,
  before: RunSummary | null
): SummaryDraft {
  const { open = [], cut = 0 } = before ?? {};
  return summaryDraft(act, outcome, {
    reason: reason.trim().slice(0, NOTE_MAX),
    items: act.template.items.length,
    machine: 0,
    answered: 0,
    found: { fail: 0, unknown: 0, warn: 0 },
    open: [...open],
    cut,
  });
}

/** The first summary of a round of a list on demand. Appended after `run.started`. */
export function begunSummary(act: Act): SummaryDraft {
  return summaryDraft(act, 'begun', {
    reason: null,
    items: act.template.items.length,
    machine: 0,
    answered: 0,
    found: { fail: 0, unknown: 0, warn: 0 },
    open: [],
    cut: 0,
  });
}

type Said = Omit<SummaryPayload, 'outcome' | 'openMs' | 'dueMs' | 'startedMs' | 'template'>;

function summaryDraft(act: Act, outcome: SummaryPayload['outcome'], said: Said): SummaryDraft {
  const { run, template, state, key } = act;
  return {
    class: 'sum',
    list: run.list,
    type: 'run.summary',
    key,
    subject: run.key,
    payload: {
      outcome,
      openMs: run.openMs,
      dueMs: run.dueMs,
      startedMs: state.startedMs,
      template: state.template ?? templateId(template),
      ...said,
    },
    sentence: `${template.title} of ${run.date} ${outcome}${outcome === 'begun' ? '' : `, ${said.open.length + said.cut} open`}`,
  };
}

/** What a board leaves open, worst first, with the age it had in the round before. */
function openItems(act: Act, board: Board, before: RunSummary | null): readonly OpenItem[] {
  const since = new Map(before?.open.map((one) => [one.item, one.since]));
  const rank = { fail: 0, unknown: 1, warn: 2, hand: 3 };
  return board.items
    .flatMap((entry): OpenItem[] => {
      const verdict = leftAs(entry);
      const { item, finding } = entry;
      const said = answerOf(entry) ?? entry.decision;
      return verdict === null
        ? []
        : [
            {
              item: item.id,
              title: item.title,
              verdict,
              finding: (finding ?? '').slice(0, 300),
              decision: said?.kind ?? null,
              note: (said?.note ?? '').slice(0, 200),
              to: said?.to ?? null,
              owner: act.state.owners.get(item.id)?.who ?? '',
              since: since.get(item.id) ?? board.run.date,
            },
          ];
    })
    .sort((a, b) => rank[a.verdict] - rank[b.verdict]);
}

/** As what an item is left open; null of one that passed, was done or does not apply. What nobody saw is unknown. */
function leftAs({ mode, verdict, decision, needsDecision, pending }: BoardItem): OpenItem['verdict'] | null {
  if (decision?.kind === 'na' && !needsDecision) {
    return null;
  }
  if (mode === 'hand') {
    return decision?.kind === 'done' ? null : 'hand';
  }
  if (pending || verdict === undefined) {
    return 'unknown';
  }
  return verdict === 'fail' || verdict === 'unknown' || verdict === 'warn' ? verdict : null;
}
