import { Temporal } from 'temporal-polyfill';

import { runsIn, type Schedule } from '../../src/core/checklist/derive';
import type { Run } from '../../src/core/checklist/run';
import { isScheduled, type ChecklistTemplate } from '../../src/core/checklist/template';
import { dayOfWeek, daysBetween, instantOf } from '../../src/core/time/zone';
import { fraction } from '../lab/model/wave';
import { INCOMPLETE } from './troubles';

const SEED = 13;
const MINUTE_MS = 60_000;
const DAYS = 30;

/** A round of the month and what people made of it; rounds that nobody did are none. */
export interface PlannedRound {
  run: Run;
  template: ChecklistTemplate;
  person: string;
  /** When its first event was written, and when it was signed or skipped. */
  startMs: number;
  endMs: number;
  skipped: string | null;
  incomplete: string | null;
}

/** The Monday on which the lab's team began its rounds, for a demo that opens at this local morning. */
export function firstDay(morning: string): string {
  const day = Temporal.PlainDate.from(morning).subtract({ days: DAYS });
  return day.subtract({ days: day.dayOfWeek - 1 }).toString();
}

/** What was done of all lists until the evening before the morning, in the order of its end. Always the same for one morning. */
export function planMonth(
  templates: readonly ChecklistTemplate[],
  schedule: Schedule,
  morning: string
): readonly PlannedRound[] {
  const midnightMs = instantOf(morning, '00:00', schedule.zone);
  const window = { fromMs: instantOf(firstDay(morning), '00:00', schedule.zone), toMs: midnightMs };
  return templates
    .filter(isScheduled)
    .flatMap((template) =>
      runsIn(template, schedule, window, midnightMs).flatMap((run) => planned(run, template, morning) ?? [])
    )
    .filter(({ endMs }) => endMs < midnightMs)
    .sort((a, b) => a.endMs - b.endMs);
}

/** Null of one that nobody did. */
function planned(run: Run, template: ChecklistTemplate, morning: string): PlannedRound | null {
  const chance = (of: string) => fraction(SEED, `${run.key} ${of}`);
  const daysAgo = daysBetween(run.date, morning);
  const person = personOf(run, chance('person'));
  const windowMs = run.dueMs - run.openMs;
  if (daysAgo === SKIPPED_DAYS_AGO) {
    const atMs = run.openMs + 5 * MINUTE_MS;
    const skipped = 'The whole team is at the offsite; the shift of the other site looks';
    return { run, template, person: 'lead1', startMs: atMs, endMs: atMs, skipped, incomplete: null };
  }
  // Its first entry is the journal's: before it nobody can tell.
  const isFirstDay = run.date === firstDay(morning);
  if (!isFirstDay && chance('missed') < missedShare(run)) {
    return null;
  }
  const lateMs = chance('late') < 0.1 ? run.dueMs + (4 + chance('by') * 45) * MINUTE_MS : null;
  const early = run.openMs + Math.min(windowMs * (0.2 + 0.7 * chance('when')), (15 + 150 * chance('when')) * MINUTE_MS);
  const endMs = Math.round(lateMs ?? early);
  const tookMs = (0.7 + 0.25 * template.items.length * chance('took')) * MINUTE_MS;
  const incomplete =
    chance('incomplete') < 0.08 ? (INCOMPLETE[Math.floor(chance('why') * INCOMPLETE.length)] ?? null) : null;
  return { run, template, person, startMs: Math.round(endMs - tookMs), endMs, skipped: null, incomplete };
}

const SKIPPED_DAYS_AGO = 16;

/** Evenings slip, most of all before the weekend. */
function missedShare({ list, date }: Run): number {
  if (list !== 'end-of-day') {
    return 0.05;
  }
  return dayOfWeek(date) === 5 ? 0.7 : 0.08;
}

/** They take turns by week, and stand in for each other. */
function personOf({ date }: Run, chance: number): string {
  const people = ['ops1', 'ops2', 'ops3'];
  const week = Temporal.PlainDate.from(date).weekOfYear ?? 0;
  return people[(week + Number(chance < 0.2)) % people.length] ?? 'ops1';
}
