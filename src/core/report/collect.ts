import type { CheckDefinition } from '../check/definition';
import type { MetricAnswer, MetricQuery, MetricSource, Series } from '../check/ports';
import { promQueries, type PromQueries } from '../check/promQueries';
import type { Reason, ReasonCode } from '../check/verdict';
import type { Month } from '../time/month';
import type { Collected, CollectedCheck, CollectedSource, CollectedUse } from './collected';
import { withoutPort } from './checksOfMonth';
import { HOUR_MS, hourGrid, onGrid, type HourGrid } from './hours';
import { USE_METRICS, type FailedQuery, type UseMetric } from './model';
import { pairMonths } from './states';

/** A month of one query is some megabytes at worst: so many go into one request, and so many requests at once. */
const QUERIES_PER_REQUEST = 8;
const REQUESTS_AT_ONCE = 2;
const STEP_SECONDS = 3600;

/** Tells the hours in which a source had anything at all. */
const ALIVE_QUERY = 'count(up)';

const LOCAL_FILESYSTEMS = 'fstype!~"tmpfs|ramfs|devtmpfs|overlay|squashfs|iso9660|nsfs|fuse.*|nfs.*|cifs"';
const SPEED = '(node_network_speed_bytes > 0)';

/** Use of each node as a ratio over the hour before. */
const USE_QUERIES: Readonly<Record<UseMetric, string>> = {
  cpu: '1 - avg by (instance) (rate(node_cpu_seconds_total{mode="idle"}[1h]))',
  memory:
    '1 - sum by (instance) (avg_over_time(node_memory_MemAvailable_bytes[1h])) / sum by (instance) (avg_over_time(node_memory_MemTotal_bytes[1h]))',
  disk: `max by (instance) (1 - avg_over_time(node_filesystem_avail_bytes{${LOCAL_FILESYSTEMS}}[1h]) / avg_over_time(node_filesystem_size_bytes{${LOCAL_FILESYSTEMS}}[1h]))`,
  network:
    `max by (instance) (label_replace(rate(node_network_receive_bytes_total[1h]) / ${SPEED}, "direction", "in", "", "")` +
    ` or label_replace(rate(node_network_transmit_bytes_total[1h]) / ${SPEED}, "direction", "out", "", ""))`,
};

export interface CollectInput {
  month: Month;
  sources: readonly MetricSource[];
  definitions: readonly CheckDefinition[];
  signal: AbortSignal;
  /** Called after each request with the number of queries answered or failed. */
  onProgress?: (done: number, total: number) => void;
}

/** The queries of one check, or why it has none. */
type Plan = { definition: CheckDefinition; queries: PromQueries } | { definition: CheckDefinition; problem: Reason };

type Answers = ReadonlyMap<string, MetricAnswer>;

/**
 * Asks every source about the month, each distinct expression once, one value per hour. A failed query is part of the result.
 * Rejects only when the signal aborts.
 */
export async function collect({ month, sources, definitions, signal, onProgress }: CollectInput): Promise<Collected> {
  const grid = hourGrid(month);
  const plans = definitions.filter(({ kind }) => kind === 'prometheus').map(plan);
  const expressions = distinct(plans);
  const total = expressions.length * sources.length;
  let done = 0;
  const answered = await Promise.all(
    sources.map((source) =>
      askAll(source, expressions, grid, signal, (count) => {
        done += count;
        onProgress?.(done, total);
      })
    )
  );
  const parts = sources.map((source, index) =>
    part(source, answered[index] ?? new Map<string, MetricAnswer>(), plans, grid)
  );
  return {
    month,
    sources: parts.map(({ source }) => source),
    checks: parts.flatMap(({ checks }) => checks),
    notConnected: definitions.filter(({ kind }) => kind !== 'prometheus'),
    use: parts.flatMap(({ use }) => use),
  };
}

/** Why nothing at all was answered; null when something was, or when there was nothing to ask. */
export function nothingAnswered({ sources }: Collected): { source: string; reason: ReasonCode } | null {
  const asked = sources.filter((source) => source.asked > 0);
  const first = asked[0]?.failed[0];
  return first && asked.every((source) => source.failed.length === source.asked)
    ? { source: first.source, reason: first.reason }
    : null;
}

function plan(definition: CheckDefinition): Plan {
  const built = promQueries(definition, STEP_SECONDS);
  return built.ok
    ? { definition, queries: withoutTimes(built.queries) }
    : { definition, problem: { code: 'query-error', detail: built.message } };
}

/**
 * A derived presence carries the time of the newest sample, which nobody needs about the past and which Prometheus is very slow
 * to tell over a range: minutes for a month. `1 ^ x` is 1 for every x, NaN included, and as fast as the selector.
 */
function withoutTimes(queries: PromQueries): PromQueries {
  const exists = (expr: string) => expr.replace(/\btimestamp\s*\(/g, '1 ^ (');
  const { presence, gap } = queries;
  return { ...queries, presence: exists(presence), ...(gap ? { gap: { ...gap, expr: exists(gap.expr) } } : {}) };
}

function expressionsOf({ value, presence, gap }: PromQueries): string[] {
  return [value, presence, ...(gap ? [gap.expr] : [])];
}

function distinct(plans: readonly Plan[]): string[] {
  const fixed = [ALIVE_QUERY, ...USE_METRICS.map((metric) => USE_QUERIES[metric])];
  return [...new Set([...fixed, ...plans.flatMap((one) => ('queries' in one ? expressionsOf(one.queries) : []))])];
}

async function askAll(
  source: MetricSource,
  expressions: readonly string[],
  grid: HourGrid,
  signal: AbortSignal,
  onAnswered: (count: number) => void
): Promise<Answers> {
  const answers = new Map<string, MetricAnswer>();
  const batches: string[][] = [];
  for (let start = 0; start < expressions.length; start += QUERIES_PER_REQUEST) {
    batches.push(expressions.slice(start, start + QUERIES_PER_REQUEST));
  }
  let lost: Reason | null = null;
  const worker = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      signal.throwIfAborted();
      const asked = batch;
      const outcome: Answers | Reason = lost ?? (await ask(source, asked, grid, signal));
      if ('code' in outcome && (outcome.code === 'source-down' || outcome.code === 'unauthorized')) {
        lost = outcome;
      }
      asked.forEach((expression) => answers.set(expression, answerOf(outcome, expression)));
      onAnswered(asked.length);
    }
  };
  await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, worker));
  return answers;
}

function answerOf(outcome: Answers | Reason, expression: string): MetricAnswer {
  return 'code' in outcome
    ? { ok: false, reason: outcome }
    : (outcome.get(expression) ?? { ok: false, reason: { code: 'bad-response' } });
}

/** One request. What a source throws is a reason; an abort is passed on. */
async function ask(
  source: MetricSource,
  expressions: readonly string[],
  grid: HourGrid,
  signal: AbortSignal
): Promise<Answers | Reason> {
  const queries = expressions.map((expr, index): MetricQuery => ({
    refId: `q${index}`,
    expr,
    shape: 'range',
    stepSeconds: STEP_SECONDS,
  }));
  try {
    const byRef = await source.query({ fromMs: grid.fromMs + HOUR_MS, toMs: grid.toMs, queries }, signal);
    return new Map(
      expressions.flatMap((expression, index) => {
        const answer = byRef.get(`q${index}`);
        return answer ? [[expression, answer] as const] : [];
      })
    );
  } catch (error) {
    signal.throwIfAborted();
    return isReason(error) ? { code: error.code } : { code: 'internal' };
  }
}

function isReason(error: unknown): error is Reason {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string';
}

/** What one source said of the month. */
function part(
  source: MetricSource,
  answers: Answers,
  plans: readonly Plan[],
  grid: HourGrid
): { source: CollectedSource; checks: CollectedCheck[]; use: CollectedUse[] } {
  const failed: FailedQuery[] = [];
  const seriesOf = (expression: string, what: string): readonly Series[] | Reason => {
    const answer = answers.get(expression);
    if (answer?.ok) {
      return answer.series;
    }
    const reason = answer?.reason ?? { code: 'bad-response' };
    failed.push({ what, source: source.name, reason: reason.code, detail: printable(reason) });
    return reason;
  };
  const alive = aliveHours(seriesOf(ALIVE_QUERY, 'Targets of the source'), grid);
  const use = USE_METRICS.flatMap((metric) =>
    useOfNodes(source.uid, metric, seriesOf(USE_QUERIES[metric], USE_NAMES[metric]), grid)
  );
  const checks = plans.map((one) => checkOf(source.uid, one, seriesOf, alive, grid));
  const asked = answers.size;
  return {
    source: { uid: source.uid, name: source.name, asked, failed: distinctFailures(failed), alive },
    checks,
    use,
  };
}

const USE_NAMES: Readonly<Record<UseMetric, string>> = {
  cpu: 'Processor use of nodes',
  memory: 'Memory use of nodes',
  disk: 'File system use of nodes',
  network: 'Network use of nodes',
};

/** The words of a server about an expression that it refused; of anything else they may name hosts and ports. */
function printable({ code, detail }: Reason): string {
  return code === 'query-error' || code === 'too-many'
    ? (detail ?? '')
        .replace(/https?:\/\/\S+/g, '')
        .trim()
        .slice(0, 160)
    : '';
}

/** Checks share expressions: a failed one is named once per check. */
function distinctFailures(failed: readonly FailedQuery[]): FailedQuery[] {
  return [...new Map(failed.map((one) => [`${one.what} ${one.reason}`, one])).values()];
}

/** A source whose targets cannot be counted is taken to have been there: what it has no value for is unknown all the same. */
function aliveHours(series: readonly Series[] | Reason, grid: HourGrid): boolean[] {
  const known = !('code' in series) && series.length > 0;
  const alive = new Array<boolean>(grid.slots).fill(!known);
  if (known) {
    series.forEach((one) => onGrid(grid, one).forEach((value, slot) => (alive[slot] ||= value !== null)));
  }
  return alive;
}

function useOfNodes(
  sourceUid: string,
  metric: UseMetric,
  series: readonly Series[] | Reason,
  grid: HourGrid
): CollectedUse[] {
  if ('code' in series) {
    return [];
  }
  return series.map((one) => ({
    sourceUid,
    node: withoutPort(one.labels['instance'] ?? ''),
    metric,
    hours: onGrid(grid, one).map((value) => (value === null ? null : percent(value))),
  }));
}

/** Rounded far below what is printed, so that the order in which a server sums does not show. */
function percent(ratio: number): number {
  return Math.round(Math.min(1, Math.max(0, ratio)) * 1e6) / 1e4;
}

function checkOf(
  sourceUid: string,
  one: Plan,
  seriesOf: (expression: string, what: string) => readonly Series[] | Reason,
  alive: readonly boolean[],
  grid: HourGrid
): CollectedCheck {
  const { definition } = one;
  if ('problem' in one) {
    return { definition, sourceUid, pairs: [], problem: one.problem.code };
  }
  const { value, presence, gap } = one.queries;
  const rows = seriesOf(value, definition.title);
  const present = seriesOf(presence, definition.title);
  const samples = gap ? seriesOf(gap.expr, definition.title) : [];
  const failure = [rows, present, samples].find((answer): answer is Reason => 'code' in answer);
  if (failure !== undefined || 'code' in rows || 'code' in present || 'code' in samples) {
    return { definition, sourceUid, pairs: [], problem: failure?.code ?? 'bad-response' };
  }
  const pairs = pairMonths(definition, sourceUid, grid, {
    rows,
    presence: present,
    ...(gap ? { gap: { series: samples, expected: gap.expected } } : {}),
    alive,
  });
  const nothing = pairs.length === 0 && definition.absent === 'unknown';
  return { definition, sourceUid, pairs, ...(nothing ? { problem: 'no-data' as const } : {}) };
}
