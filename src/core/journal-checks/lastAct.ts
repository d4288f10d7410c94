import { HANDOVER_LIST, postedHandovers } from '../checklist/handoverEvent';
import type { JournalAct } from '../check/definition';
import type { Journal } from '../journal/journal';
import { foldEntries } from '../kpi/entries';
import { KPI_LIST } from '../kpi/event';
import { BACKUPS_LIST } from '../products/backups/events';
import { restoreTestsIn } from '../products/backups/restoreTests';
import { listOf, type JournalContent } from './content';
import { EVER_MS, latest, missing, type Last } from './last';
import { lastDone, lastSignature } from './lastRound';

const DAY_MS = 86_400_000;

interface Where {
  journal: Pick<Journal, 'read'>;
  content: JournalContent;
  nowMs: number;
  signal: AbortSignal;
}

/**
 * When the last such act was. Rejects with `SourceError` when the journal cannot be read in full.
 * @param of Which of them; empty for an act of which there is one.
 */
export async function lastAct(act: JournalAct, of: string, where: Where): Promise<Last> {
  switch (act) {
    case 'signature':
    case 'item':
      return lastOfList(act, of, where);
    case 'restore-test':
      return lastRestore(where);
    case 'entry':
      return lastEntry(of, where);
    case 'handover':
      return lastHandover(where);
  }
}

function lastOfList(act: 'signature' | 'item', of: string, { journal, content, nowMs, signal }: Where): Promise<Last> {
  const list = listOf(of);
  const asked = {
    list,
    nowMs,
    signatures: content.checklists?.find(({ id }) => id === list)?.signatures ?? 1,
  } as const;
  return act === 'signature'
    ? lastSignature(journal, asked, signal)
    : lastDone(journal, of.slice(list.length + 1), asked, signal);
}

async function lastRestore({ journal, nowMs, signal }: Where): Promise<Last> {
  const range = { class: 'chg', list: BACKUPS_LIST, fromMs: EVER_MS, toMs: nowMs + DAY_MS } as const;
  const tests = restoreTestsIn((await journal.read(range, signal)).events);
  const good = tests.flatMap(({ atMs, result }) => (result === 'restored' ? atMs : []));
  return latest(good, 'No restore that succeeded was ever recorded.');
}

/** An entry is as old as the period that it is about, and no younger than the act. Of a period the last one counts. */
async function lastEntry(figure: string, { journal, content, nowMs, signal }: Where): Promise<Last> {
  const definition = content.kpis?.find(({ id }) => id === figure);
  if (definition === undefined) {
    return missing(`There is no key figure ${figure}.`);
  }
  const range = { class: 'sys', list: KPI_LIST, fromMs: EVER_MS, toMs: nowMs + DAY_MS } as const;
  // Whoever enters 0 days since says that it was not done.
  const isDone = definition.feeds.some((feed) => feed.kind === 'manual' && feed.measure === 'days-since');
  const entries = foldEntries(await journal.read(range, signal), definition);
  const times = entries.flatMap(({ value, toMs, atMs }) => (isDone && value <= 0 ? [] : Math.min(toMs, atMs)));
  return latest(times, 'Nobody has entered it yet.');
}

async function lastHandover({ journal, nowMs, signal }: Where): Promise<Last> {
  const range = { class: 'ho', list: HANDOVER_LIST, fromMs: EVER_MS, toMs: nowMs + DAY_MS } as const;
  const taken = postedHandovers(await journal.read(range, signal)).flatMap(({ accepted }) => accepted?.atMs ?? []);
  return latest(taken, 'Nobody has taken over a shift yet.');
}
