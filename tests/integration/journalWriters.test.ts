import { RUN_EVENTS, runEvents, type RunDraft } from '../../src/core/checklist/event';
import { foldRun } from '../../src/core/checklist/fold';
import { journalCodec } from '../../src/core/journal/codec';
import { checkIntegrity } from '../../src/core/journal/integrity';
import type { Journal } from '../../src/core/journal/journal';
import { annotationRecord } from '../../src/sources/grafana/annotationRows';
import { annotationJournal } from '../../src/sources/grafana/annotations';
import { SourceError } from '../../src/sources/sourceError';
import type { Transport } from '../../src/sources/transport/port';
import { startWorld, type World } from './world';

const signal = new AbortController().signal;
const WRITERS = 50;
/** Of each writer. With OPSROUNDS_WRITERS_SECONDS they write for so long instead. */
const EVENTS = 20;
const SECONDS = Number(process.env['OPSROUNDS_WRITERS_SECONDS'] ?? 0);
const RUN = 'morning/2026-11-20';
/** A writer looks at what the others wrote after so many own events. */
const LOOK_EVERY = 10;
const range = { list: 'morning', class: 'run' as const, fromMs: 1, toMs: Date.now() + 86_400_000 };

/** Loses every so many requests on the way there, and as many answers on the way back. */
function lossy(transport: Transport, every: number): Transport {
  let asked = 0;
  return {
    send: async (request) => {
      asked += 1;
      if (asked % every === 0) {
        throw new SourceError('source-down', 'lost on the way there');
      }
      const response = await transport.send(request);
      if (asked % every === 1) {
        throw new SourceError('timeout', 'lost on the way back');
      }
      return response;
    },
  };
}

function draft(writer: number, at: number): RunDraft {
  return {
    class: 'run',
    list: 'morning',
    type: 'item.acknowledged',
    key: `w${writer}-${at}`,
    subject: RUN,
    payload: { template: 'morning@00000000', item: `item-${at % 7}`, details: { note: `by ${writer}` } },
    sentence: 'Acknowledged',
  };
}

/** As the browser does it: the same key again until it is acknowledged. */
async function untilDone<T>(act: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await act();
    } catch (error) {
      if (!(error instanceof SourceError) || (error.code !== 'source-down' && error.code !== 'timeout')) {
        throw error;
      }
    }
  }
}

async function write(journal: Journal, writer: number, untilMs: number): Promise<readonly string[]> {
  const acknowledged: string[] = [];
  for (let at = 0; SECONDS > 0 ? Date.now() < untilMs : at < EVENTS; at += 1) {
    if (at % LOOK_EVERY === 0) {
      await untilDone(() => journal.read({ ...range, fromMs: Date.now() - 1000 }, signal));
    }
    const { key } = await untilDone(() => journal.append(draft(writer, at), signal));
    acknowledged.push(key);
  }
  return acknowledged;
}

describe(`${WRITERS} writers at once`, () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ prometheusPort: 3782 });
  });
  afterAll(() => world.close());

  it(
    'lose nothing that was acknowledged, and have it once, whatever was lost on the way',
    async () => {
      const accounts = await Promise.all([1, 2, 3, 4, 5].map(() => world.transport('Editor')));
      const journals = Array.from({ length: WRITERS }, (_, writer) => {
        const transport = lossy(accounts[writer % accounts.length]!, 11 + (writer % 7));
        return annotationJournal(transport, [RUN_EVENTS], undefined);
      });
      const startMs = Date.now();
      const untilMs = startMs + SECONDS * 1000;
      const acknowledged = (await Promise.all(journals.map((journal, at) => write(journal, at, untilMs)))).flat();
      const seconds = (Date.now() - startMs) / 1000;

      const transport = await world.transport('Viewer');
      const rows = await annotationRecord({ transport, dashboardUid: undefined }).rows(range, signal);
      const { events, rejected } = journalCodec([RUN_EVENTS]).decodeRows(rows);
      expect(events.map(({ key }) => key).sort()).toEqual([...acknowledged].sort());
      expect(rejected.every(({ why }) => why === 'duplicate-key')).toBe(true);
      expect(rejected.length).toBeGreaterThan(0);

      const reading = await annotationJournal(transport, [RUN_EVENTS], undefined).read(range, signal);
      const state = foldRun(runEvents(reading), reading.rejected, RUN);
      expect(state.events).toBe(acknowledged.length);
      expect(foldRun(runEvents({ events: [...events].reverse() }), rejected, RUN)).toEqual(state);

      const { findings, held, open } = checkIntegrity(journalCodec([RUN_EVENTS]), rows, range);
      expect(findings).toEqual([]);
      console.info(
        `${acknowledged.length} events acknowledged in ${seconds.toFixed(1)} s, ` +
          `${rows.length} rows stored, ${held} held by later ones, ${open} not yet`
      );
    },
    120_000 + SECONDS * 3000
  );
});
