import { dayGrid, statesOfCheck, statesOfDays, type DayGrid } from '../../core/check/dayVerdicts';
import type { CheckDefinition } from '../../core/check/definition';
import type { EvaluatorRegistry } from '../../core/check/evaluator';
import type { CheckHistory } from '../../core/check/history';
import type { VerdictMemory } from '../../core/check/memory';
import { runHistory } from '../../core/check/runHistory';
import type { Reason } from '../../core/check/verdict';
import { localDate } from '../../core/time/zone';
import { reasonOf } from '../../ui/loadable';

export const STRIP_DAYS = 14;
const STEP_MS = 6 * 3_600_000;
/** What was asked in vain is asked again after this long, with the next look. */
const RETRY_MS = 30_000;

/** What a check said on past days. */
export interface KnownDays {
  /** The local date that the last of the days is. */
  today: string;
  /** A letter per day, or why nobody knows. */
  said: { letters: string } | { reason: Reason };
  /** When it was asked in vain, or a source was silent, ms: it is asked again. */
  failedMs?: number;
}

/** The past days of checks that a page shows. They fill in after the verdicts and are asked for once a day. */
export interface ShownDays {
  /** By check id; the same object until more is known. */
  known: () => ReadonlyMap<string, KnownDays>;
  /** Stops asking when the last one has left. */
  subscribe: (listener: () => void) => () => void;
  /** This check is in sight; all that come into sight in one turn, or while others are asked about, are one request per source. */
  show: (check: CheckDefinition, nowMs: number) => void;
}

interface DaysOptions {
  registry: EvaluatorRegistry;
  zone: string;
  recall: (signal: AbortSignal) => Promise<VerdictMemory>;
}

export function shownDays({ registry, zone, recall }: DaysOptions): ShownDays {
  let known: ReadonlyMap<string, KnownDays> = new Map();
  let next = new Map<string, CheckDefinition>();
  let running: AbortController | null = null;
  const listeners = new Set<() => void>();

  function isKnown(id: string, nowMs: number): boolean {
    const own = known.get(id);
    return own?.today === localDate(nowMs, zone) && nowMs - (own.failedMs ?? nowMs) < RETRY_MS;
  }

  function show(check: CheckDefinition, nowMs: number) {
    if (!isKnown(check.id, nowMs)) {
      next.set(check.id, check);
    }
    if (next.size > 0 && running === null) {
      running = new AbortController();
      void Promise.resolve().then(() => ask(nowMs));
    }
  }

  async function ask(nowMs: number): Promise<void> {
    const mine = running;
    while (mine !== null && next.size > 0 && !mine.signal.aborted) {
      const checks = [...next.values()];
      next = new Map();
      const found = await askDays(checks, nowMs, mine.signal);
      if (!mine.signal.aborted) {
        known = new Map([...known, ...found]);
        next = new Map([...next].filter(([id]) => !isKnown(id, nowMs)));
        listeners.forEach((listener) => listener());
      }
    }
    if (running === mine) {
      running = null;
    }
  }

  async function askDays(
    checks: readonly CheckDefinition[],
    nowMs: number,
    signal: AbortSignal
  ): Promise<ReadonlyMap<string, KnownDays>> {
    const grid = dayGrid(nowMs, zone, STRIP_DAYS, STEP_MS);
    const today = localDate(nowMs, zone);
    try {
      const memory = await recall(signal);
      const { checks: found } = await runHistory(checks, grid, { registry, signal, memory });
      return new Map([...found].map(([id, history]) => [id, { today, ...knownOf(history, grid, nowMs) }]));
    } catch (error) {
      // After an abort nobody looks at it.
      const reason: Reason = signal.aborted ? { code: 'internal' } : reasonOf(error);
      return new Map(checks.map(({ id }) => [id, { today, said: { reason }, failedMs: nowMs }]));
    }
  }

  return {
    known: () => known,
    show,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          running?.abort();
          running = null;
          next = new Map();
        }
      };
    },
  };
}

function knownOf(history: CheckHistory, grid: DayGrid, nowMs: number): Omit<KnownDays, 'today'> {
  return history.reason
    ? { said: { reason: history.reason } }
    : {
        said: { letters: statesOfDays(statesOfCheck(history), grid) },
        ...(history.problems.length > 0 && { failedMs: nowMs }),
      };
}
