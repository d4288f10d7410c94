import { Cron } from 'croner';

/** Enough to meet each run of a busy week, and each month of a quiet year. */
const RUNS = 2000;
const YEARS_MS = 5 * 366 * 86_400_000;
const FROM = Date.UTC(2023, 0, 1);

const gaps = new Map<string, number | null>();

/** The longest time between two runs in a row of a crontab line, in seconds; null of one that is not understood or never runs twice. */
export function cronGapSeconds(schedule: string): number | null {
  let gap = gaps.get(schedule);
  if (gap === undefined) {
    gap = longestGap(schedule);
    gaps.set(schedule, gap);
  }
  return gap;
}

function longestGap(schedule: string): number | null {
  try {
    // Kubernetes takes a zone in front, which changes no gap that matters here.
    const line = schedule.trim().replace(/^(CRON_)?TZ=\S+\s+/, '');
    const cron = new Cron(line.replaceAll('?', '*'), { mode: '5-part', sloppyRanges: true, utcOffset: 0 });
    let longestMs = 0;
    let before = cron.nextRun(new Date(FROM));
    for (let run = 0; before !== null && run < RUNS && before.getTime() < FROM + YEARS_MS; run += 1) {
      const next = cron.nextRun(before);
      longestMs = next === null ? longestMs : Math.max(longestMs, next.getTime() - before.getTime());
      before = next;
    }
    return longestMs === 0 ? null : longestMs / 1000;
  } catch {
    return null;
  }
}
