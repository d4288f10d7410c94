import type { Exclusion } from '../slo/counts';
import { judge, unread } from '../slo/judge';
import { readObjective, type WrittenObjective } from '../slo/objectiveSchema';
import type { ScorecardRow } from '../slo/scorecard';
import type { Month } from '../time/month';
import { HOUR_MS } from './hours';
import { monthObjectives, type MonthObjectives } from './monthObjectives';

/** Objectives over a synthetic month, for the bench and the tests: always the same. */

interface Story extends Pick<WrittenObjective, 'id' | 'title' | 'service' | 'target'> {
  agreement?: string;
  /** Of 10,000 in an hour of the month; null: no data. */
  bad: (hour: number) => number | null;
}

/** A little in every hour, and more in some stretches. */
const always =
  (even: number, ...stretches: ReadonlyArray<readonly [from: number, to: number, bad: number]>) =>
  (hour: number) =>
    even + (stretches.find(([from, to]) => hour >= from && hour < to)?.[2] ?? 0);

const STORIES: readonly Story[] = [
  {
    id: 'checkout-availability',
    title: 'Checkout availability',
    service: 'checkout',
    target: '99.9',
    agreement: '99.5',
    bad: always(2, [119, 122, 900], [310, 315, 480], [590, 592, 700]),
  },
  {
    id: 'checkout-latency',
    title: 'Checkout under 400 ms',
    service: 'checkout',
    target: '99.0',
    bad: always(60, [330, 335, 1500]),
  },
  { id: 'payments', title: 'Payments', service: 'payments', target: '99.95', bad: always(1, [312, 316, 600]) },
  { id: 'object-storage', title: 'Object storage answers', service: 's3', target: '99.5', bad: always(20) },
  { id: 'search', title: 'Search under 300 ms', service: 'search', target: '95', bad: always(120, [20, 90, 300]) },
  { id: 'kubernetes-api', title: 'Kubernetes API', service: 'kubernetes', target: '99.95', bad: always(1) },
  {
    id: 'partner',
    title: 'Partner interface',
    service: 'partner',
    target: '99.5',
    bad: (hour) => (hour < 420 ? 2 : null),
  },
];

export function referenceObjectives(month: Month): MonthObjectives {
  const excluded: Exclusion = {
    fromMs: month.fromMs + 262 * HOUR_MS,
    toMs: month.fromMs + 264 * HOUR_MS,
    why: 'Upgrade of the database, announced to all customers',
    by: 'lead1',
    objectives: ['checkout-availability'],
  };
  const rows = [...STORIES.map((story) => measured(month, story, excluded)), silent(month)];
  const none = { objectives: [], problems: [], exclusions: [], journalFailed: null, unsearched: [] };
  return monthObjectives(month, none, { rows });
}

function measured(month: Month, { bad, ...written }: Story, excluded: Exclusion): ScorecardRow {
  const objective = objectiveOf(written);
  const hours = Array.from({ length: Math.floor(month.hours) }, (_, hour) => bad(hour));
  const counts = {
    edgesMs: Array.from({ length: hours.length + 1 }, (_, hour) => month.fromMs + hour * HOUR_MS),
    total: hours.map((hour) => (hour === null ? null : 10_000)),
    bad: hours,
    covered: hours.map((hour) => Number(hour !== null)),
  };
  const exclusions = excluded.objectives.includes(objective.id) ? [excluded] : [];
  const context = { span: spanOf(month), nowMs: month.toMs + 24 * HOUR_MS, exclusions };
  const results = [judge(objective, {}, counts, context)];
  return { key: objective.id, objective, group: {}, results, counts, reading: null };
}

function silent(month: Month): ScorecardRow {
  const objective = objectiveOf({ id: 'backups', title: 'Backups of guests', service: 'backups', target: '99' });
  const reason = { code: 'timeout' } as const;
  const results = [unread(objective, spanOf(month), { code: 'source', reason })];
  return { key: objective.id, objective, group: {}, results, counts: null, reading: { ok: false, reason } };
}

function spanOf({ fromMs, toMs }: Month) {
  return { fromMs, toMs, readToMs: toMs };
}

function objectiveOf(written: Omit<Story, 'bad'>) {
  const read = readObjective(
    { ...written, owner: 'lead1', sli: { ratio: { total: 'all_total', bad: 'bad_total' } } },
    'reference',
    'file'
  );
  if (!read.ok) {
    throw new Error(JSON.stringify(read.problems));
  }
  return read.objective;
}
