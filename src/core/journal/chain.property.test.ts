import fc from 'fast-check';
import { runEvents, RUN_EVENTS, type RunDraft } from '../checklist/event';
import { foldRun } from '../checklist/fold';
import { ChainEnds } from './chain';
import { eventTags, journalCodec, type AnnotationRow } from './codec';
import { checkIntegrity, type Integrity } from './integrity';

const codec = journalCodec([RUN_EVENTS]);
const RUN = 'morning/2026-11-20';
const ITEMS = ['disk', 'backup', 'certs'];

/** What one of the writers does next; an answer that is lost is sent again, with the same key, at the writer's next step. */
interface Step {
  who: number;
  act: 'write' | 'read';
  isLost: boolean;
  item: number;
  /** Ms since the step before: rows of one millisecond occur. */
  afterMs: number;
}

const steps = fc.array(
  fc.record<Step>({
    who: fc.nat({ max: 2 }),
    act: fc.constantFrom('write', 'write', 'read'),
    isLost: fc.boolean(),
    item: fc.nat({ max: ITEMS.length - 1 }),
    afterMs: fc.nat({ max: 3 }),
  }),
  { minLength: 1, maxLength: 40 }
);

class Writer {
  readonly ends = new ChainEnds();
  /** What was sent and never acknowledged. */
  pending: RunDraft | null = null;
}

/** The rows after all steps: Grafana stores each, and whoever hears of it goes on from there. */
function played(all: readonly Step[]): readonly AnnotationRow[] {
  const writers = [0, 1, 2].map(() => new Writer());
  const rows: AnnotationRow[] = [];
  let nowMs = 1000;
  const see = (writer: Writer, some: readonly AnnotationRow[]) =>
    writer.ends.see(codec.decodeRows(some).events, (id) => rows.find((row) => row.id === id));
  all.forEach(({ who, act, isLost, item, afterMs }, at) => {
    const writer = writers[who]!;
    nowMs += afterMs;
    if (act === 'read') {
      see(writer, rows);
      return;
    }
    const draft = writer.pending ?? draftOf(at, ITEMS[item]!);
    const by = `ops${who}`;
    const text = codec.encode({ ...draft, by, seen: writer.ends.of('run', 'morning') });
    const stamp = { login: by, created: nowMs, updated: nowMs };
    const row = { id: rows.length + 1, text, tags: eventTags('run', 'morning'), ...stamp };
    rows.push(row);
    writer.pending = isLost ? draft : null;
    if (!isLost) {
      see(writer, [row]);
    }
  });
  return rows;
}

function draftOf(at: number, item: string): RunDraft {
  return {
    class: 'run',
    list: 'morning',
    type: 'item.acknowledged',
    key: `k${at}`,
    subject: RUN,
    payload: { template: 'morning@00000000', item, details: { note: `note ${at}` } },
    sentence: 'Said.',
  };
}

const look = (rows: readonly AnnotationRow[]): Integrity =>
  checkIntegrity(codec, rows, { fromMs: 1, toMs: 1_000_000, isKeptForEver: true });

const namedIds = (rows: readonly AnnotationRow[]): ReadonlySet<number> =>
  new Set(codec.decodeRows(rows).events.flatMap(({ seen = [] }) => seen.map(({ id }) => id)));

test('whatever was written at once and sent again, all who read it in whatever order fold it to the same state', () => {
  fc.assert(
    fc.property(
      steps.chain((all) => {
        const rows = played(all);
        return fc.tuple(fc.constant(rows), fc.shuffledSubarray([...rows, ...rows], { minLength: 2 * rows.length }));
      }),
      ([rows, shuffled]) => {
        const state = (some: readonly AnnotationRow[]) => {
          const { events, rejected } = codec.decodeRows(some);
          return foldRun(runEvents({ events }), rejected, RUN);
        };
        expect(state(shuffled)).toEqual(state(rows));
      }
    ),
    { numRuns: 500 }
  );
});

test('a journal that nobody touched has no findings, however many wrote at once and whatever was sent again', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const rows = played(all);
      expect(look(rows).findings).toEqual([]);
    }),
    { numRuns: 500 }
  );
});

/** What an Editor, or somebody at the database, may do to a row. */
const TOUCHES: Readonly<Record<string, (row: AnnotationRow) => AnnotationRow | null>> = {
  removed: () => null,
  edited: (row) => ({ ...row, text: 'all is well', updated: row.updated + 1 }),
  rewritten: (row) => ({ ...row, text: row.text.replace(/note \d+/, 'all is well') }),
  emptied: (row) => ({ ...row, text: '' }),
  moved: (row) => ({ ...row, created: row.created + 1, updated: row.updated + 1 }),
  given: (row) => ({ ...row, login: 'mallory' }),
};

test('whatever is done to any row that a later one names, is found', () => {
  fc.assert(
    fc.property(steps, fc.nat(), fc.constantFrom(...Object.keys(TOUCHES)), (all, pick, how) => {
      const rows = played(all);
      const named = rows.filter(({ id }) => namedIds(rows).has(id));
      fc.pre(named.length > 0);
      const victim = named[pick % named.length]!;
      const touched = rows.flatMap((row) => (row === victim ? (TOUCHES[how]?.(row) ?? []) : row));
      const { verdict, findings } = look(touched);
      expect(findings.map(({ id }) => id)).toContain(victim.id);
      expect(verdict).not.toBe('intact');
    }),
    { numRuns: 500 }
  );
});

test('what is not held by a later row is told as open, and one who reads and writes leaves only the own row open', () => {
  fc.assert(
    fc.property(steps, (all) => {
      const writes = all.filter(({ act }) => act === 'write');
      fc.pre(writes.length > 0);
      const before = look(played(all));
      expect(before.held + before.open).toBe(before.counted);
      // Somebody with a wide view: as many times as it takes to name eight ends each.
      const last: Step = { who: 0, act: 'write', isLost: false, item: 0, afterMs: 1 };
      const careful = Array.from({ length: 8 }, () => [{ ...last, act: 'read' as const }, last]).flat();
      expect(look(played([...all, ...careful])).open).toBe(1);
    }),
    { numRuns: 200 }
  );
});
