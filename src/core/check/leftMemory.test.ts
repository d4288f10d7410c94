/** @jest-environment node */
import fc from 'fast-check';
import { leftMemory, type KeptAnswer, type LeftStore } from './leftMemory';
import { LEFT, now, NOW, RECENT, source, TODAY, type World } from './metricTestData';
import type { MetricAnswer, MetricSource } from './ports';
import { keyOf } from './promBatch';
import { prometheusEvaluator } from './prometheusEvaluator';
import { runChecks } from './run';
import { checkDefinition } from './testData';

const HOUR_MS = 3_600_000;
const SLOT_MS = 600_000;
/** The oldest slot is so many before the newest. */
const SLOTS = 7 * 144;
const START_MS = Math.floor(NOW / (2 * HOUR_MS)) * 2 * HOUR_MS;

const QUESTIONS = { left: 'left', recent: 'recent', today: 'today' };
const LEFT_KEY = keyOf('instant', 'left');

const answerOf = (seen: Readonly<Record<string, number>>, more = {}): MetricAnswer => ({
  ok: true,
  executed: '',
  series: Object.entries(seen).map(([name, seconds]) => now(name, seconds)),
  ...more,
});

/** A look whose questions are answered with these: what is known of those that left then, by name. */
function lookOf(memory: ReturnType<typeof leftMemory>, nowMs: number, answer: (question: string) => MetricAnswer) {
  const question = memory.question(QUESTIONS, nowMs);
  const answers = new Map([[keyOf('instant', question), answer(question)]]);
  memory.complete(answers, nowMs);
  const known = answers.get(LEFT_KEY);
  const left =
    known?.ok === true ? Object.fromEntries(known.series.map((one) => [one.labels['instance'], one.values[0]])) : null;
  return { question, left };
}

describe('what left', () => {
  it('is asked in full once, then only since the last look, in full again when that was too long ago', () => {
    const memory = leftMemory('prom');
    const asked = [0, 1, 3, 27, 53, 71, 72, 98].map(
      (hours) => lookOf(memory, NOW + hours * HOUR_MS, () => answerOf({})).question
    );
    expect(asked).toEqual(['left', 'recent', 'today', 'today', 'left', 'today', 'recent', 'left']);
  });

  it('keeps the newest time of each, and forgets what left more than 30 days ago', () => {
    const memory = leftMemory('prom');
    const seconds = NOW / 1000;
    const old = seconds - 30 * 86_400 + 60;
    lookOf(memory, NOW, () => answerOf({ a: seconds - 500, b: seconds - 900, old }));
    const { left } = lookOf(memory, NOW + HOUR_MS, () => answerOf({ a: seconds + 600, c: seconds }));
    expect(left).toEqual({ a: seconds + 600, b: seconds - 900, c: seconds });
  });

  it.each([
    ['failed', { ok: false, reason: { code: 'timeout' } } as MetricAnswer],
    ['is not all', answerOf({ b: 1 }, { partial: { code: 'bad-response' } })],
  ])('is not taken for told by an answer that %s', (_how, broken) => {
    const memory = leftMemory('prom');
    lookOf(memory, NOW, () => answerOf({ a: NOW / 1000 }));
    expect(lookOf(memory, NOW + HOUR_MS, () => broken).left).toEqual({ a: NOW / 1000 });
    expect(lookOf(memory, NOW + 2 * HOUR_MS, () => answerOf({})).question).toBe('today');
  });

  it('outlives the page where it can be stored', async () => {
    const stored = new Map<string, ReadonlyMap<string, KeptAnswer>>();
    const store: LeftStore = {
      read: async (uid) => stored.get(uid) ?? new Map(),
      write: async (uid, kept) => {
        stored.set(uid, kept);
      },
    };
    const asked: string[] = [];
    const lookAt = async (nowMs: number, world: World) => {
      const prom = source(world);
      const listening: MetricSource = {
        ...prom,
        query: (request, signal) => {
          asked.push(...request.queries.map(({ expr }) => expr).filter((expr) => expr.includes('time()')));
          return prom.query(request, signal);
        },
      };
      const { checks } = await runChecks([checkDefinition()], {
        registry: { prometheus: prometheusEvaluator([listening], store) },
        clock: () => nowMs,
        windowSeconds: 3600,
        signal: new AbortController().signal,
      });
      return checks.get('t.check')?.entities.map(({ labels }) => labels['instance']);
    };
    const there: World = { 'instant value': [now('b', 1)], 'instant presence': [now('b', 1)] };
    const gone = { [`instant ${LEFT}`]: [now('a', NOW / 1000 - 9e5)] };
    expect(await lookAt(NOW, { ...there, ...gone })).toEqual(['a', 'b']);
    expect(await lookAt(NOW + HOUR_MS, there)).toEqual(['a', 'b']);
    expect(await lookAt(NOW + 24 * HOUR_MS, there)).toEqual(['a', 'b']);
    expect(asked).toEqual([LEFT, RECENT, TODAY]);
  });

  it('misses nothing that would be found if all of it was asked at each look', () => {
    const stay = fc.tuple(fc.nat(SLOTS - 1), fc.integer({ min: 1, max: 300 }));
    const entity = fc.array(stay, { maxLength: 4 });
    const gaps = fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(fc.array(entity, { minLength: 1, maxLength: 4 }), gaps, (entities, looks) => {
        const isThere = (stays: ReadonlyArray<readonly [number, number]>, slot: number) =>
          stays.some(([from, length]) => slot >= from && slot < from + length);
        /** When each that is not there now was last seen, of the slots of the window that the step meets. */
        const seenIn = (slot: number, slots: number, step: number) =>
          entities.flatMap((stays, index) => {
            if (isThere(stays, slot)) {
              return [];
            }
            for (let at = slot - (slot % step); at >= 0 && at > slot - slots; at -= step) {
              if (isThere(stays, at)) {
                return [[`n${index}`, (START_MS + at * SLOT_MS) / 1000] as const];
              }
            }
            return [];
          });
        const answer = (slot: number, question: string): MetricAnswer => {
          switch (question) {
            case 'left':
              return answerOf(Object.fromEntries([...seenIn(slot, 144, 1), ...seenIn(slot, 30 * 144, 12)]));
            case 'today':
              return answerOf(Object.fromEntries(seenIn(slot, 152, 1)));
            default:
              return answerOf(Object.fromEntries(seenIn(slot, 14, 1)));
          }
        };
        const memory = leftMemory('prom');
        let slot = 200;
        for (const gap of looks) {
          slot += gap;
          const nowMs = START_MS + slot * SLOT_MS;
          const { left } = lookOf(memory, nowMs, (question) => answer(slot, question));
          const anew = lookOf(leftMemory('prom'), nowMs, (question) => answer(slot, question)).left ?? {};
          const names = Object.keys(left ?? {}).filter((name) => !isThere(entities[Number(name.slice(1))] ?? [], slot));
          expect(names).toEqual(expect.arrayContaining(Object.keys(anew)));
          for (const name of names) {
            expect(left?.[name]).toBeGreaterThanOrEqual(anew[name] ?? 0);
          }
        }
      })
    );
  });
});
