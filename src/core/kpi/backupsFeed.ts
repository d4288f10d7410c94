import type { DaySummary } from '../products/backups/daySummary';
import type { RestoreTest } from '../products/backups/view';
import { addDays, instantOf, localDate } from '../time/zone';
import { COVERAGE_NEEDED } from './coverage';
import type { BackupsFeed } from './definition';
import type { TimeSpan } from './incidents';
import { BARE, silent, type FeedAnswer, type Measured } from './reading';
import type { KpiSpans } from './window';

const DAY_MS = 86_400_000;

/** What is known of backups by day, oldest first, and the restore tests, newest first. */
export interface BackupsRead {
  days: readonly DaySummary[];
  tests: readonly RestoreTest[];
}

/** Figures of the days that ended in the window. A day that nobody wrote down is not covered, and unknown is never good. */
export function readBackups(
  { measure }: BackupsFeed,
  read: BackupsRead,
  { now, before }: KpiSpans,
  zone: string
): FeedAnswer {
  if (measure === 'restore-age') {
    return restoreAge(read.tests, now, before);
  }
  if (read.days.length === 0) {
    return silent('no-feed');
  }
  const days = new Map(read.days.map((day) => [day.date, COUNTS[measure](day)]));
  const found = shareIn(days, now, zone, WORDS[measure]);
  if (found === null) {
    return silent('nothing-happened');
  }
  const last = shareIn(days, before, zone, WORDS[measure]);
  const previous = last !== null && (last.coverage ?? 0) >= COVERAGE_NEEDED ? last.value : null;
  return { ok: true, measured: { ...found, previous } };
}

/** Of a day: so many good ones of those of which that is known, and those of which it is not. */
interface DayCount {
  good: number;
  of: number;
  unknown: number;
}

const COUNTS = {
  success: ({ states }: DaySummary): DayCount => {
    const count = { good: 0, of: 0, unknown: 0 };
    for (const state of states.values()) {
      if (state === 'unknown') {
        count.unknown += 1;
      } else if (state !== 'not-expected') {
        count.of += 1;
        count.good += Number(state === 'good' || state === 'warning');
      }
    }
    return count;
  },
  verified: ({ verified }: DaySummary): DayCount | null =>
    verified && { good: verified.ok, of: verified.of, unknown: verified.unknown },
} as const;

const WORDS = {
  success: { name: 'Backups that succeeded', good: 'good backups', of: 'backups that were due' },
  verified: { name: 'Backups that are verified', good: 'verified', of: 'kept where backups are verified' },
} as const;

function shareIn(
  days: ReadonlyMap<string, DayCount | null>,
  span: TimeSpan,
  zone: string,
  words: (typeof WORDS)[keyof typeof WORDS]
): Measured | null {
  const dates = datesEnding(span, zone);
  const counted = dates.flatMap(({ date, endMs }) => {
    const count = days.get(date);
    return count ? [{ endMs, ...count }] : [];
  });
  const sum = (of: 'good' | 'of' | 'unknown') => counted.reduce((total, day) => total + day[of], 0);
  const [good, of, unknown] = [sum('good'), sum('of'), sum('unknown')];
  if (of + unknown === 0) {
    return null;
  }
  const known = counted.reduce(
    (total, day) => total + (day.of + day.unknown === 0 ? 1 : day.of / (day.of + day.unknown)),
    0
  );
  const value = of === 0 ? 0 : good / of;
  const last = counted.at(-1);
  return {
    ...BARE,
    value,
    coverage: known / dates.length,
    population: last === undefined ? null : { reporting: last.of, of: last.of + last.unknown },
    range: unknown === 0 ? null : { low: good / (of + unknown), high: (good + unknown) / (of + unknown) },
    trend: counted.map((day) => ({ timeMs: day.endMs, value: day.of === 0 ? null : day.good / day.of })),
    parts: [
      {
        name: words.name,
        formula: `${words.good} / ${words.of}`,
        numbers: [
          { name: words.good, value: good, unit: 'count' },
          { name: words.of, value: of, unit: 'count' },
        ],
        result: value,
        unit: 'ratio',
      },
    ],
  };
}

/** The local days whose end lies in the span. */
function datesEnding({ fromMs, toMs }: TimeSpan, zone: string): ReadonlyArray<{ date: string; endMs: number }> {
  const dates: Array<{ date: string; endMs: number }> = [];
  for (let date = localDate(fromMs, zone); ; date = addDays(date, 1)) {
    const endMs = instantOf(addDays(date, 1), '00:00', zone);
    if (endMs > toMs) {
      return dates;
    }
    if (endMs > fromMs) {
      dates.push({ date, endMs });
    }
  }
}

/** Days since something was restored last; one that failed or brought back a part is no success. */
function restoreAge(tests: readonly RestoreTest[], now: TimeSpan, before: TimeSpan): FeedAnswer {
  const ageAt = (toMs: number) => {
    const last = tests.find(({ atMs, result }) => atMs <= toMs && result === 'restored');
    return last === undefined ? null : (toMs - last.atMs) / DAY_MS;
  };
  const value = ageAt(now.toMs);
  if (value === null) {
    return silent(tests.length === 0 ? 'no-feed' : 'nothing-happened');
  }
  return { ok: true, measured: { ...BARE, value, previous: ageAt(before.toMs) } };
}
