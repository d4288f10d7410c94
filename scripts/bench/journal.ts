import { RUN_EVENTS, runEvents, type RunDraft, type RunEvent } from '../../src/core/checklist/event';
import { foldRun } from '../../src/core/checklist/fold';
import { ChainEnds } from '../../src/core/journal/chain';
import { eventTags, journalCodec, type AnnotationRow } from '../../src/core/journal/codec';
import type { JournalReading } from '../../src/core/journal/event';
import { checkIntegrity } from '../../src/core/journal/integrity';
import { annotationJournal } from '../../src/sources/grafana/annotations';
import type { Transport } from '../../src/sources/transport/port';
import { median, printTable } from './table';

const RUNS = 9;
const DAY_MS = 86_400_000;
const YEAR_DAYS = 360;
/** A busy team: five rounds a day of 25 events. */
const EVENTS_A_DAY = 125;
const EVENTS_A_ROUND = 25;
const FROM_MS = Date.UTC(2026, 0, 1, 6);
/** Summaries that History reads: five a day. */
const SUMMARIES = 450;

const codec = journalCodec([RUN_EVENTS]);

/** Reading and folding the journal, on one thread; what is looked at on demand beside it. */
export async function benchJournal(): Promise<void> {
  const year = rowsOf(YEAR_DAYS * EVENTS_A_DAY);
  const some = year.slice(0, 2000);
  const reading = codec.decodeRows(some);
  const yearReading = codec.decodeRows(year);
  const whole = { fromMs: 1, toMs: FROM_MS + 2 * YEAR_DAYS * DAY_MS };
  printTable([
    [`processor time, median of ${RUNS}`, 'took', 'goal'],
    ['fold 2,000 events', taken(() => foldAll(reading)), '5 ms'],
    ['read 2,000 rows', taken(() => codec.decodeRows(some)), ''],
    ['fold 45,000 events', taken(() => foldAll(yearReading)), ''],
    ['read and fold 45,000', taken(() => foldAll(codec.decodeRows(year))), '400 ms'],
    ['follow the chain of 45,000', taken(() => new ChainEnds().see(yearReading.events, () => undefined)), ''],
    ['follow it again, as each poll does', followedAgain(yearReading), ''],
    ['verify 2,000 rows', taken(() => checkIntegrity(codec, some, whole)), ''],
    ['verify 45,000 rows', taken(() => checkIntegrity(codec, year, whole), 3), ''],
    ['requests for 90 days of history', String(await requestsForHistory()), '1'],
  ]);
}

/** Rows of rounds, each naming the one before it. */
function rowsOf(count: number): readonly AnnotationRow[] {
  const ends = new ChainEnds();
  const rows: AnnotationRow[] = [];
  for (let at = 0; at < count; at += 1) {
    const draft = { ...draftOf(at), seen: ends.of('run', 'morning'), by: `ops${at % 4}` };
    const created = FROM_MS + Math.floor((at * DAY_MS) / EVENTS_A_DAY);
    const row: AnnotationRow = {
      id: at + 1,
      text: codec.encode(draft),
      tags: eventTags('run', 'morning'),
      login: `ops${at % 4}`,
      created,
      updated: created,
    };
    rows.push(row);
    ends.see(codec.decodeRows([row]).events, () => row);
  }
  return rows;
}

function draftOf(at: number): RunDraft {
  const round = Math.floor(at / EVENTS_A_ROUND);
  const isFirst = at % EVENTS_A_ROUND === 0;
  const details = {
    note: `cleaning at 10:00, ticket ${at}`,
    verdict: 'warn',
    finding: '/var is 93.4 % full',
    value: 0.934,
  };
  return {
    class: 'run',
    list: 'morning',
    type: isFirst ? 'run.started' : 'item.acknowledged',
    key: `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    subject: `morning/${round}`,
    payload: {
      template: 'morning@7f3a9c21',
      ...(isFirst ? {} : { item: `item-${at % 11}`, details }),
    },
    sentence: 'Disks: acknowledged, cleaning at 10:00',
  };
}

/** Every run for itself, as a screen of many would. */
function foldAll({ events, rejected }: JournalReading): number {
  const runs = new Map<string, RunEvent[]>();
  for (const event of runEvents({ events })) {
    const run = runs.get(event.subject) ?? [];
    run.push(event);
    runs.set(event.subject, run);
  }
  return [...runs].reduce((sum, [key, run]) => sum + foldRun(run, rejected, key).events, 0);
}

function followedAgain({ events }: JournalReading): string {
  const ends = new ChainEnds();
  ends.see(events, () => undefined);
  return taken(() => ends.see(events.slice(-20), () => undefined));
}

async function requestsForHistory(): Promise<number> {
  let asked = 0;
  const rows = rowsOf(SUMMARIES).map((row) => ({ ...row, time: row.created, tags: eventTags('sum', 'morning') }));
  const transport: Transport = {
    send: async () => {
      asked += 1;
      return { status: 200, body: rows };
    },
  };
  const range = { class: 'sum', fromMs: FROM_MS, toMs: FROM_MS + 90 * DAY_MS } as const;
  const { events } = await annotationJournal(transport, [RUN_EVENTS], undefined).read(
    range,
    new AbortController().signal
  );
  if (events.length !== SUMMARIES) {
    throw new Error(`${events.length} of ${SUMMARIES} summaries were read`);
  }
  return asked;
}

/** Processor time and not the clock's: others may use the machine too. */
function taken(act: () => unknown, runs = RUNS): string {
  const times = Array.from({ length: runs }, () => {
    const start = process.cpuUsage();
    act();
    return process.cpuUsage(start).user / 1000;
  });
  return `${median(times).toFixed(times[0]! < 1 ? 3 : 1)} ms`;
}
