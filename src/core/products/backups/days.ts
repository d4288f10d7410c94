import { CLOCK_TOLERANCE_MS } from '../../time/clockTolerance';
import { localDate } from '../../time/zone';
import { dayIndexOf, duePlans, isDaily, lastDays, type Days, type DuePlan } from './duePlan';
import { intervalOf } from './objective';
import type { BackupRun, BackupTarget } from './target';
import { DAY_STATES, type DayMatrix, type DayState, type TargetRow } from './view';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

const CODE = Object.fromEntries(DAY_STATES.map((state, index) => [state, index])) as Readonly<Record<DayState, number>>;
/** No run of that day is known. */
const NONE = 255;

/** What a run makes of its day; of several the best counts. */
const MADE: Readonly<Record<BackupRun['result'], DayState | null>> = {
  good: 'good',
  warning: 'warning',
  failed: 'failed',
  unknown: 'unknown',
  running: null,
};
const BEST_FIRST: readonly number[] = [CODE.good, CODE.warning, CODE.failed, CODE.unknown, NONE];

export interface MatrixContext {
  /** How many, today being the last. */
  days: number;
  nowMs: number;
  zone: string;
  /** What was written down day by day, by date and target: fills what no source remembers. */
  summaries: ReadonlyMap<string, ReadonlyMap<string, DayState>>;
}

/** The days of all targets. */
export function dayMatrix(
  rows: readonly TargetRow[],
  { days: count, nowMs, zone, summaries }: MatrixContext
): DayMatrix {
  const days = lastDays(localDate(nowMs, zone), count, zone);
  const planOf = duePlans(days);
  const kept = days.dates.map((date) => summaries.get(date));
  const states = new Map<string, Uint8Array>();
  for (const row of rows) {
    const own = statesOf(row, { days, plan: planOf(row.target.jobs), nowMs });
    for (let day = 0; day < count; day += 1) {
      if (own[day] === CODE.unknown) {
        own[day] = CODE[kept[day]?.get(row.target.key) ?? 'unknown'];
      }
    }
    states.set(row.target.key, own);
  }
  return { days: days.dates, states, totals: totalsOf(rows, states, count) };
}

interface DaysOf {
  days: Days;
  plan: DuePlan;
  nowMs: number;
}

function statesOf({ target, posture, objective }: TargetRow, at: DaysOf): Uint8Array {
  const { days, plan, nowMs } = at;
  if (posture === 'excluded') {
    return new Uint8Array(days.dates.length).fill(CODE['not-expected']);
  }
  if (target.doubts.length > 0) {
    return new Uint8Array(days.dates.length).fill(CODE.unknown);
  }
  const made = madeOn(target, at);
  const interval = intervalOf(target.jobs) ?? DAY_MS / 1000;
  const graceMs = Math.max(HOUR_MS, ((objective.rpoSeconds ?? 0) - interval) * 1000);
  const dueOf =
    plan.kind === 'calendar' ? (day: number) => plan.firstMs[day] ?? NaN : intervalDue(plan.seconds, made, days);
  const fromMs = rememberedFrom(target);
  return made.map((state, day) => {
    if (state !== NONE) {
      return state;
    }
    const dueMs = dueOf(day);
    const isDue = !Number.isNaN(dueMs);
    const endMs = days.startsMs[day + 1] ?? Infinity;
    if ((target.createdMs ?? 0) > (isDue ? dueMs : endMs)) {
      return CODE['not-expected'];
    }
    if ((isDue ? dueMs : (days.startsMs[day] ?? 0)) < fromMs) {
      return CODE.unknown;
    }
    if (!isDue || dueMs + graceMs > nowMs) {
      return CODE['not-expected'];
    }
    return target.coverage.state === 'unknown' ? CODE.unknown : CODE.missed;
  });
}

/** The best of the runs of each day. One belongs to the day in which it was due, if it began within a day of that. */
function madeOn({ runs, copies }: BackupTarget, { days, plan }: DaysOf): Uint8Array {
  const made = new Uint8Array(days.dates.length).fill(NONE);
  const note = (atMs: number, code: number) => {
    const day = plan.kind === 'calendar' ? dueDayOf(plan.firstMs, days, atMs) : dayIndexOf(days, atMs);
    if (day >= 0 && BEST_FIRST.indexOf(code) < BEST_FIRST.indexOf(made[day] ?? NONE)) {
      made[day] = code;
    }
  };
  for (const { startedMs, result } of runs) {
    const state = MADE[result];
    if (state !== null) {
      note(startedMs, CODE[state]);
    }
  }
  for (const { newest } of copies) {
    if (newest.state === 'known') {
      note(newest.atMs, CODE.good);
    }
  }
  return made;
}

function dueDayOf(firstMs: Float64Array, days: Days, atMs: number): number {
  const own = dayIndexOf(days, atMs);
  for (let day = own; day >= Math.max(0, own - 1); day -= 1) {
    const dueMs = firstMs[day] ?? NaN;
    if (dueMs - CLOCK_TOLERANCE_MS <= atMs && atMs < dueMs + DAY_MS) {
      return day;
    }
  }
  return own;
}

/** Every day, at its end; of what comes less often the day in which the gap since the run before becomes too long. */
function intervalDue(seconds: number, made: Uint8Array, days: Days): (day: number) => number {
  const endOf = (day: number) => (days.startsMs[day + 1] ?? Infinity) - 1;
  if (isDaily(seconds)) {
    return endOf;
  }
  const due = new Float64Array(made.length).fill(NaN);
  let lastMs: number | null = null;
  made.forEach((state, day) => {
    if (state !== NONE) {
      lastMs = endOf(day);
    } else if (lastMs !== null && endOf(day) - lastMs >= seconds * 1000) {
      lastMs = endOf(day);
      due[day] = lastMs;
    }
  });
  return (day) => due[day] ?? NaN;
}

/** Since when a day without a run is a day on which none was made; Infinity where nothing tells. */
function rememberedFrom({ runs, runsFromMs, copies, createdMs, thereSinceMs }: BackupTarget): number {
  const oldestRun = runs.reduce((earliest, { startedMs }) => Math.min(earliest, startedMs), Infinity);
  const fromMs = runsFromMs ?? oldestRun;
  if (copies.some(({ newest }) => newest.state === 'unknown')) {
    return fromMs;
  }
  const newestMs = copies.reduce(
    (latest, { newest }) => (newest.state === 'known' ? Math.max(latest, newest.atMs) : latest),
    0
  );
  // Nothing was made after the newest; and where there is none and never was, in all of its life.
  const afterMs = newestMs > 0 ? newestMs : runs.length === 0 ? (createdMs ?? thereSinceMs ?? Infinity) : Infinity;
  return Math.min(fromMs, afterMs);
}

function totalsOf(
  rows: readonly TargetRow[],
  states: ReadonlyMap<string, Uint8Array>,
  count: number
): DayMatrix['totals'] {
  const totals = Array.from({ length: count }, () => ({
    good: 0,
    expected: 0,
    unknown: 0,
    verified: null as number | null,
  }));
  for (const own of states.values()) {
    own.forEach((state, day) => {
      const total = totals[day];
      if (total === undefined || state === CODE['not-expected']) {
        return;
      }
      if (state === CODE.unknown) {
        total.unknown += 1;
        return;
      }
      total.expected += 1;
      total.good += Number(state === CODE.good || state === CODE.warning);
    });
  }
  const today = totals.at(-1);
  if (today !== undefined) {
    today.verified = rows.filter(({ verified: { state } }) => state === 'ok' || state === 'waiting').length;
  }
  return totals;
}
