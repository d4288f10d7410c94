import type { Labels } from '../check/series';
import type { Month } from '../time/month';
import { compositeConsumed } from './budget';
import { exclusionsOf, type Counts, type Exclusion } from './counts';
import { FINE_MS, floor } from './edges';
import { judge, TIGHT_LEFT, unread, type JudgeContext, type ObjectiveResult } from './judge';
import { allowedRatio, type Objective } from './objective';
import { isAlike } from './row';
import { readCounts, type CountsRead, type CountsReading, type CountsRequest } from './readCounts';
import { spanAt, wholeSpan, type Span } from './window';

/** Over what an objective is judged: its own window, or a calendar month. */
export type Period = { kind: 'own' } | { kind: 'month'; month: Month };

export interface ScorecardRequest extends Omit<CountsRequest, 'span' | 'boundariesMs' | 'earlier'> {
  /** At least one. */
  periods: readonly Period[];
  /** IANA zone of calendar windows that name none. */
  zone: string;
  /** An earlier one: what it judged of the same counts over the same spans is not judged again. */
  earlier?: ReadScorecard;
}

/** One budget: an objective, or one of its groups. */
export interface ScorecardRow {
  /** Unique: the objective's id, and its group's labels. */
  key: string;
  objective: Objective;
  group: Labels;
  /** One per period, in their order. */
  results: readonly ObjectiveResult[];
  /** What was counted; null where nothing was read, and of a composite. */
  counts: Counts | null;
  reading: CountsReading | null;
}

export interface Scorecard {
  rows: readonly ScorecardRow[];
  /** The instant that rolling windows end at. */
  atMs: number;
}

/** With what a later one begins with. */
export interface ReadScorecard extends Scorecard, Pick<ScorecardRequest, 'periods' | 'zone'> {
  read: CountsRead;
}

/** The longest window of a burn rate, whatever the period. */
const LONGEST_BURN_MS = 3 * 86_400_000;

/** Reads all objectives and judges each over all periods; what is read serves all of them. Rejects only when it is aborted. */
export async function readScorecard(request: ScorecardRequest): Promise<ReadScorecard> {
  const { objectives, periods, nowMs, zone, exclusions, earlier } = request;
  const atMs = floor(nowMs, FINE_MS);
  const spansOf = (objective: Objective) => periods.map((period) => spanOf(period, objective, atMs, zone));
  const spans = objectives.flatMap(spansOf);
  const rowsBefore = new Map(earlier?.atMs === atMs ? earlier.rows.map((row) => [row.key, row]) : []);
  const read = await readCounts({
    ...request,
    span: {
      fromMs: Math.min(atMs - LONGEST_BURN_MS, ...spans.map(({ fromMs }) => fromMs)),
      toMs: atMs,
      readToMs: Math.max(...spans.map(({ readToMs }) => readToMs), 0),
    },
    boundariesMs: spans.filter((_, index) => isCalendar(objectives, periods, index)).map(({ fromMs }) => fromMs),
    earlier: earlier?.read,
  });
  if (read === earlier?.read && earlier.zone === zone && isAlike(earlier.periods, periods)) {
    return earlier;
  }
  const rows = objectives.flatMap((objective) => {
    const reading = read.readings.get(objective.id);
    return reading ? rowsOf(objective, reading, spansOf(objective), { atMs, exclusions, rowsBefore }) : [];
  });
  const composites = objectives
    .filter(({ sli }) => sli.kind === 'composite')
    .map((objective) => compositeRow(objective, rows, spansOf(objective), atMs));
  return { rows: [...rows, ...composites], atMs, read, periods, zone };
}

/** The span of a period that is over, running, or ends now. */
function spanOf(period: Period, { window }: Objective, atMs: number, zone: string): Span {
  if (period.kind === 'own') {
    return spanAt(window, atMs, zone);
  }
  const { fromMs, toMs } = period.month;
  return toMs <= atMs ? wholeSpan(fromMs, toMs) : { fromMs, toMs, readToMs: atMs };
}

/** Of the spans of all objectives, period by period. */
function isCalendar(objectives: readonly Objective[], periods: readonly Period[], index: number): boolean {
  const objective = objectives[Math.floor(index / periods.length)];
  return periods[index % periods.length]?.kind === 'month' || objective?.window.kind === 'calendar';
}

function rowsOf(
  objective: Objective,
  reading: CountsReading,
  spans: readonly Span[],
  context: { atMs: number; exclusions: readonly Exclusion[]; rowsBefore: ReadonlyMap<string, ScorecardRow> }
): readonly ScorecardRow[] {
  const because = reading.ok ? ({ code: 'no-data' } as const) : ({ code: 'source', reason: reading.reason } as const);
  if (!reading.ok || reading.groups.length === 0) {
    const results = spans.map((span) => unread(objective, span, because));
    return [{ key: objective.id, objective, group: {}, results, counts: null, reading }];
  }
  const { atMs: nowMs, exclusions, rowsBefore } = context;
  const contexts = spans.map((span) => ({ span, nowMs, exclusions: exclusionsOf(exclusions, objective.id, span) }));
  return reading.groups.map(({ labels, counts }) => {
    const key = [objective.id, ...Object.values(labels)].join('/');
    const old = rowsBefore.get(key);
    const results =
      old?.counts === counts && isSameQuestion(old, objective, contexts)
        ? old.results
        : contexts.map((own) => judge(objective, labels, counts, own));
    return { key, objective, group: labels, results, counts, reading };
  });
}

/** Whether a row of the same instant was judged by the same definition, over the same time and without the same. */
function isSameQuestion(old: ScorecardRow, objective: Objective, contexts: readonly JudgeContext[]): boolean {
  return (
    isAlike(old.objective, objective) &&
    old.results.length === contexts.length &&
    contexts.every(({ span, exclusions }, index) => {
      const judged = old.results[index];
      return judged !== undefined && isAlike(judged.span, span) && isAlike(judged.exclusions, exclusions);
    })
  );
}

/** The budget of a composite: what its members spent, by weight. Not known while one of them is not. */
function compositeRow(
  objective: Objective,
  rows: readonly ScorecardRow[],
  spans: readonly Span[],
  atMs: number
): ScorecardRow {
  const members = objective.sli.kind === 'composite' ? objective.sli.members : [];
  const results = spans.map((span, index): ObjectiveResult => {
    const found = members.map(({ objective: id, weight }) => {
      const own = rows.filter((row) => row.objective.id === id).map(({ results: all }) => all[index]);
      const worst = own.reduce(
        (a, b) => ((b?.budget?.left ?? -Infinity) < (a?.budget?.left ?? Infinity) ? b : a),
        own[0]
      );
      return { id, weight, result: own.find((result) => result?.verdict === 'unknown') ?? worst };
    });
    const unknown = found.find(({ result }) => !result?.budget || result.verdict === 'unknown');
    if (unknown || found.length === 0) {
      return unread(objective, span, { code: 'member', objective: unknown?.id ?? '' });
    }
    const consumed = compositeConsumed(
      found.map(({ result, weight }) => ({ consumed: result?.budget?.consumed ?? Infinity, weight }))
    );
    return compositeResult(
      objective,
      span,
      consumed,
      Math.min(...found.map(({ result }) => result?.coverage ?? 0)),
      atMs
    );
  });
  return { key: objective.id, objective, group: {}, results, counts: null, reading: null };
}

function compositeResult(
  objective: Objective,
  span: Span,
  consumed: number,
  coverage: number,
  atMs: number
): ObjectiveResult {
  const left = 1 - consumed;
  const allowed = allowedRatio(objective.target);
  const base = unread(objective, span, { code: 'no-data' });
  const budget = { allowed, consumed, left };
  const result = { ...base, budget, sli: 1 - consumed * allowed, coverage };
  if (left < 0) {
    return { ...result, verdict: 'fail', because: { code: 'overspent', goneMs: null } };
  }
  // What is over is at no risk any more.
  if (left < TIGHT_LEFT && span.toMs >= atMs) {
    return { ...result, verdict: 'warn', because: { code: 'tight', left } };
  }
  return { ...withoutBecause(result), verdict: 'pass' };
}

function withoutBecause({ because: _, ...result }: ObjectiveResult): ObjectiveResult {
  return result;
}
