import type { RunDraft } from '../../core/checklist/event';
import type { SummaryDraft } from '../../core/checklist/summary';
import type { EventDraft, JournalEvent } from '../../core/journal/event';
import type { Journal } from '../../core/journal/journal';
import { kpiEnteredDraft } from '../../core/kpi/draft';
import { restoreTestDraft } from '../../core/products/backups/restoreTests';
import type { CaseAct, Restored, TestCase } from '../../library/cases/testCase';
import { SourceError } from '../../sources/sourceError';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;

type Dated = Omit<JournalEvent, 'id' | 'updatedMs'>;

/** The journal of a test: the restores that somebody signed, and what else people did. */
export function caseJournal({ restored, journal }: TestCase, nowMs: number): Journal {
  const dated = [
    ...restored.map((one, index) => restoredEvent(one, index, nowMs)),
    ...(journal?.acts ?? []).flatMap((act, index) => eventsOf(act, index, nowMs)),
  ].sort((a, b) => a.createdMs - b.createdMs);
  const events = dated.map((one, at): JournalEvent => ({ ...one, id: at + 1, updatedMs: one.createdMs }));
  return {
    read: async ({ class: of, list, fromMs, toMs }) => {
      if (journal?.fails !== undefined) {
        throw new SourceError(journal.fails, 'the journal of the test');
      }
      const isIn = (one: JournalEvent) =>
        one.class === of &&
        (list === undefined || one.list === list) &&
        one.createdMs >= fromMs &&
        one.createdMs <= toMs;
      return { events: events.filter(isIn), rejected: [] };
    },
    append: () => Promise.reject(new Error('A test writes nothing.')),
    canAppend: async () => false,
  };
}

function restoredEvent({ target, agoSeconds, result }: Restored, index: number, nowMs: number): Dated {
  const atMs = nowMs - agoSeconds * 1000;
  return by('ops1', atMs, restoreTestDraft(`restored-${index}`, target, { atMs, result, note: '' }, 'Restored.'));
}

function eventsOf(one: CaseAct, index: number, nowMs: number): Dated[] {
  const atMs = nowMs - one.agoSeconds * 1000;
  switch (one.act) {
    case 'signed':
      return roundOf(one, index, atMs);
    case 'entered': {
      const payload = { value: one.value, fromMs: atMs - DAY_MS, toMs: atMs, note: '' };
      return [by('ops1', atMs, kpiEnteredDraft(`entered-${index}`, one.figure, payload, 'Entered.'))];
    }
    case 'took-over': {
      const draft = { class: 'ho', list: 'handover', subject: `handover/${index}`, sentence: 'Handed over.' } as const;
      const lines = { problems: [], unknown: [], byHand: [], more: { problems: 0, unknown: 0, byHand: 0 } };
      const payload = { ...lines, pass: 1, machine: 1, checkedMs: null, silent: [], isWhole: true, asks: '' };
      const key = `posted-${index}`;
      return [
        by('ops2', atMs - MINUTE_MS, { ...draft, type: 'handover.posted', key, payload }),
        by('ops1', atMs, {
          ...draft,
          type: 'handover.accepted',
          key: `${key}-taken`,
          base: key,
          payload: { said: [] },
        }),
      ];
    }
  }
}

/** A round with what a person did in it, from its first event to its summary. */
function roundOf(
  { list, done, incomplete, changed, countersigned }: Extract<CaseAct, { act: 'signed' }>,
  index: number,
  atMs: number
): Dated[] {
  const run = `${list}/${new Date(atMs).toISOString().slice(0, 10)}/${index}`;
  const event = (type: RunDraft['type'], payload: Omit<RunDraft['payload'], 'template'>, base?: string): RunDraft => ({
    class: 'run',
    list,
    type,
    key: `${run}-${type}-${payload.item ?? ''}`,
    subject: run,
    ...(base !== undefined && { base }),
    payload: { template: `${list}@test`, ...payload },
    sentence: 'A round of a test.',
  });
  const item = event('item.set', { item: done ?? 'some-item', state: 'done', details: {} });
  const reason = incomplete ? 'no time' : null;
  const signed = event('run.signed', { details: { incomplete: reason, events: 2 } });
  return [
    by('ops1', atMs - 2 * MINUTE_MS, event('run.started', {})),
    by('ops1', atMs - MINUTE_MS, item),
    by('ops1', atMs, signed),
    by('ops1', atMs, summaryOf(list, run, reason, atMs)),
    ...(countersigned ? [by('ops2', atMs, event('run.countersigned', {}, signed.key))] : []),
    ...(changed ? [by('ops2', atMs + 1, event('item.set', { item: 'another', state: 'na', details: {} }))] : []),
  ];
}

function summaryOf(list: string, subject: string, reason: string | null, atMs: number): SummaryDraft {
  return {
    class: 'sum',
    list,
    type: 'run.summary',
    key: `${subject}-summary`,
    subject,
    payload: {
      outcome: 'signed',
      reason,
      openMs: atMs - DAY_MS,
      dueMs: atMs,
      startedMs: atMs - 2 * MINUTE_MS,
      template: `${list}@test`,
      items: 1,
      machine: 0,
      answered: 1,
      found: { fail: 0, unknown: 0, warn: 0 },
      open: [],
      cut: 0,
    },
    sentence: 'A round of a test is over.',
  };
}

function by(author: string, createdMs: number, draft: EventDraft): Dated {
  return { ...draft, author, createdMs };
}
