import { csvText } from '../../../core/csv';
import { COPY_RULES, DAY_STATES, type PostureView, type TargetRow } from '../../../core/products/backups/view';
import { postureReasonSentence } from '../../../ui/backups/reasonSentence';

const HEAD = [
  'posture',
  'kind',
  'name',
  'place',
  'key',
  'reasons',
  'protected_by',
  'last_good',
  'objective_seconds',
  'verified',
  'verified_at',
  'restore_test',
  'restore_tested_at',
  'restore_test_due',
  ...COPY_RULES.map((rule) => `3_2_1_1_0_${rule}`),
  'jobs',
];

/** The targets as CSV, in the given order. What is not known is `unknown`, never empty and never 0. */
export function targetCsv(rows: readonly TargetRow[], zone: string): string {
  return csvText([HEAD, ...rows.map((row) => lineOf(row, zone))]);
}

function lineOf(row: TargetRow, zone: string): string[] {
  const { target, posture, reasons, objective, lastGood, protectedBy, verified, restoreTest, cells } = row;
  return [
    posture,
    target.kind,
    target.name,
    target.place,
    target.key,
    reasons.map((reason) => postureReasonSentence(reason, zone)).join(' '),
    protectedBy.map(({ provider, place }) => `${provider} ${place}`).join('; '),
    lastGood.state === 'known' ? time(lastGood.atMs) : lastGood.state,
    objective.rpoSeconds === null ? '' : String(objective.rpoSeconds),
    verified.state,
    verified.atMs === null ? '' : time(verified.atMs),
    restoreTest.verdict,
    restoreTest.last === null ? (restoreTest.verdict === 'unknown' ? 'unknown' : '') : time(restoreTest.last.atMs),
    restoreTest.dueMs === null ? '' : time(restoreTest.dueMs),
    ...COPY_RULES.map((rule) => cells.find((cell) => cell.rule === rule)?.state ?? ''),
    target.jobs.map(({ name, state }) => `${name} (${state})`).join('; '),
  ];
}

/** The days as CSV: a line per target, a column per local date, and a last line with what succeeded of all. */
export function matrixCsv(rows: readonly TargetRow[], { days, states, totals }: PostureView['days']): string {
  return csvText([
    ['posture', 'name', 'place', 'key', ...days],
    ...rows.map(({ target, posture }) => [
      posture,
      target.name,
      target.place,
      target.key,
      ...days.map((_, day) => DAY_STATES[states.get(target.key)?.[day] ?? -1] ?? 'unknown'),
    ]),
    [
      '',
      'all targets',
      '',
      '',
      ...totals.map(
        ({ good, expected, unknown }) => `${good} of ${expected}${unknown > 0 ? `, ${unknown} unknown` : ''}`
      ),
    ],
  ]);
}

function time(ms: number): string {
  return new Date(ms).toISOString();
}
