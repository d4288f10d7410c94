import type { CheckDefinition } from '../check/definition';
import type { Series } from '../check/series';
import type { Reason } from '../check/verdict';
import type { Answers, AskedMonth } from './ask';
import { withoutPort } from './checksOfMonth';
import type { Collected, CollectedCheck, CollectedSource, CollectedUse } from './collected';
import { hourGrid, onGrid, type HourGrid } from './hours';
import { USE_METRICS, type FailedQuery, type UseMetric } from './model';
import { ALIVE_QUERY, planMonth, USE_QUERIES, type Plan } from './monthQueries';
import { pairMonths } from './states';

/** Reads the answers: what each check said of each thing in each hour, the use of the nodes, and what failed. Pure. */
export function collect({ month, sources }: AskedMonth, definitions: readonly CheckDefinition[]): Collected {
  const grid = hourGrid(month);
  const plans = planMonth(definitions);
  const parts = sources.map((source) => part(source, plans, grid));
  return {
    month,
    sources: parts.map(({ source }) => source),
    checks: parts.flatMap(({ checks }) => checks),
    notConnected: definitions.filter(({ kind }) => kind !== 'prometheus'),
    use: parts.flatMap(({ use }) => use),
  };
}

/** What one source said of the month. */
function part(
  { uid, name, answers }: { uid: string; name: string; answers: Answers },
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
    failed.push({ what, source: name, reason: reason.code, detail: printable(reason) });
    return reason;
  };
  const alive = aliveHours(seriesOf(ALIVE_QUERY, 'Targets of the source'), grid);
  const use = USE_METRICS.flatMap((metric) =>
    useOfNodes(uid, metric, seriesOf(USE_QUERIES[metric], USE_NAMES[metric]), grid)
  );
  const checks = plans.map((one) => checkOf(uid, one, seriesOf, alive, grid));
  const asked = answers.size;
  return {
    source: { uid, name, asked, failed: distinctFailures(failed), alive },
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
