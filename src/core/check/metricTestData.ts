import type { CheckDefinition } from './definition';
import { NO_MEMORY, type VerdictMemory } from './memory';
import type { MetricAnswer, MetricSource } from './ports';
import { prometheusEvaluator } from './prometheusEvaluator';
import type { CheckResult } from './result';
import { runChecks } from './run';
import type { Series } from './series';
import type { Reason } from './verdict';

/** A metrics source by its answers, for tests. */

export const NOW = 1_795_200_000_000;
export const STEP = 600_000;

/** Nobody gives up: core knows the shape of a signal, not where one is made. */
const NEVER_ABORTED = { aborted: false, throwIfAborted: () => undefined } as unknown as AbortSignal;

/** Series or a failure by `shape expr`; what is not listed is empty. */
export type World = Readonly<Record<string, readonly Series[] | Reason>>;

export const now = (instance: string, value: number | null): Series => ({
  labels: { instance },
  timesMs: [NOW],
  values: [value],
});
export const day = (instance: string, values: Array<number | null>): Series => ({
  labels: { instance },
  timesMs: values.map((_value, index) => NOW - (values.length - 1 - index) * STEP),
  values,
});

export function source(world: World, uid = 'prom'): MetricSource & { requests: number } {
  return {
    uid,
    name: uid,
    requests: 0,
    query(request) {
      this.requests += 1;
      const answer = ({ shape, expr }: { shape: string; expr: string }): MetricAnswer => {
        const found = world[`${shape} ${expr}`] ?? [];
        return 'code' in found ? { ok: false, reason: found } : { ok: true, series: found, executed: expr };
      };
      return Promise.resolve(new Map(request.queries.map((query) => [query.refId, answer(query)])));
    },
  };
}

export async function look(
  check: CheckDefinition,
  sources: readonly MetricSource[],
  memory: VerdictMemory = NO_MEMORY
): Promise<CheckResult> {
  const { checks } = await runChecks([check], {
    registry: { prometheus: prometheusEvaluator(sources) },
    clock: () => NOW,
    windowSeconds: 3600,
    memory,
    signal: NEVER_ABORTED,
  });
  const result = checks.get(check.id);
  if (result === undefined) {
    throw new Error('no result');
  }
  return result;
}

export const verdictsOf = (result: CheckResult) =>
  Object.fromEntries(
    result.entities.map(({ labels, verdict, reason }) => [
      labels.instance,
      reason ? `${verdict}/${reason.code}` : verdict,
    ])
  );

/** What is asked about those that left: far back, and since that was asked. */
const seenWithin = (range: string) => `max_over_time((time() * 1 ^ (presence))[${range}])`;
const goneOf = (seen: string) => `max by (instance) (${seen}) unless on (instance) (presence)`;
export const LEFT = goneOf(`${seenWithin('30d:2h')} or ${seenWithin('1d:10m')}`);
export const RECENT = goneOf(seenWithin('140m:10m'));
export const TODAY = goneOf(seenWithin('1520m:10m'));
/** How many samples the last quarter of an hour has: NaN is none. */
export const samplesOf = (watched: 'value' | 'presence') =>
  `count_over_time((${watched === 'value' ? '(value) >= -Inf' : watched})[15m:1m])`;
/** What there was in the day before a quarter of an hour ago. */
export const beforeOf = (watched: 'value' | 'presence') =>
  `max_over_time((${watched === 'value' ? '1 ^ (value)' : watched})[1d:10m] offset 15m)`;

/** One thing that is well. */
export const fine: World = {
  'instant value': [now('a', 1)],
  'instant presence': [now('a', NOW / 1000 - 30)],
};
