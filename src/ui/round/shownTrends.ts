import type { EvaluatorRegistry, Trends, TrendWanted } from '../../core/check/evaluator';
import { TREND_STEP_SECONDS } from '../../core/check/promQueries';
import type { CheckResult } from '../../core/check/result';
import type { TrendPoint } from '../../core/check/series';
import { askTrends, trendsWanted } from '../../core/check/trends';
import { breathing } from '../breathe';

/** A trend has a new point so often; until then the old one is as good. */
const FRESH_MS = TREND_STEP_SECONDS * 1000;
/** What nobody has shown or answered for so long is forgotten. */
const KEPT_MS = 3 * FRESH_MS;

/** The last days that a page shows. They fill in after the verdicts, are asked for once while they are new, and change no verdict. */
export interface ShownTrends {
  /** The same object until more is known. */
  trends: () => Trends;
  /** Stops asking when the last one has left. */
  subscribe: (listener: () => void) => () => void;
  /** The worst entities of these checks are shown, up to so many of each; all that is asked for in one turn is one request per source. */
  show: (checks: readonly CheckResult[], count: number, nowMs: number) => void;
}

interface Known {
  points: readonly TrendPoint[];
  askedMs: number;
}

export function shownTrends(asked: { registry: EvaluatorRegistry; windowSeconds: number }): ShownTrends {
  let known = new Map<string, ReadonlyMap<string, Known>>();
  let trends: Trends = new Map();
  let next = { wanted: new Map<string, TrendWanted>(), nowMs: 0 };
  let running: AbortController | null = null;
  const listeners = new Set<() => void>();

  function show(checks: readonly CheckResult[], count: number, nowMs: number) {
    for (const one of trendsWanted(checks, count)) {
      const own = known.get(one.check.id);
      const isKnown = one.entities.every(({ key }) => nowMs - (own?.get(key)?.askedMs ?? -Infinity) < FRESH_MS);
      const before = next.wanted.get(one.check.id);
      if (!isKnown && (before === undefined || before.entities.length <= one.entities.length)) {
        next.wanted.set(one.check.id, one);
        next.nowMs = nowMs;
      }
    }
    if (next.wanted.size > 0 && running === null) {
      running = new AbortController();
      void Promise.resolve().then(ask);
    }
  }

  async function ask(): Promise<void> {
    const mine = running;
    while (mine !== null && next.wanted.size > 0 && !mine.signal.aborted) {
      const { wanted, nowMs } = next;
      next = { wanted: new Map(), nowMs: 0 };
      try {
        const signal = mine.signal;
        learn(await askTrends([...wanted.values()], { ...asked, nowMs, signal, breathe: breathing() }), nowMs);
      } catch (error) {
        // Half a day is none; whoever shows it again asks again.
        if (!mine.signal.aborted) {
          console.error('Ops Rounds: the trends could not be read', error);
        }
      }
    }
    if (running === mine) {
      running = null;
    }
  }

  function learn(found: Trends, nowMs: number) {
    const kept = new Map<string, ReadonlyMap<string, Known>>();
    for (const id of new Set([...known.keys(), ...found.keys()])) {
      const old = [...(known.get(id) ?? [])].filter(([, { askedMs }]) => nowMs - askedMs < KEPT_MS);
      const fresh = [...(found.get(id) ?? [])].map(([key, points]) => [key, { points, askedMs: nowMs }] as const);
      kept.set(id, new Map([...old, ...fresh]));
    }
    known = kept;
    trends = new Map([...known].map(([id, own]) => [id, new Map([...own].map(([key, { points }]) => [key, points]))]));
    listeners.forEach((listener) => listener());
  }

  return {
    trends: () => trends,
    show,
    subscribe(listener) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
        if (listeners.size === 0) {
          running?.abort();
          running = null;
          next = { wanted: new Map(), nowMs: 0 };
        }
      };
    },
  };
}
