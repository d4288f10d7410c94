import type { CheckDefinition } from '../check/definition';
import type { CheckResult, Entity, RunResult } from '../check/result';
import type { Reason, Verdict } from '../check/verdict';
import type { RunEvent, RunPayload } from './event';
import { WEEKDAYS } from './recurrence';
import type { Run } from './run';
import type { RunState } from './state';
import type { ItemTemplate, ScheduledTemplate } from './template';

/** Plain values that the tests of this folder and of the CLI start from. */

export const NOON_MS = Date.UTC(2026, 10, 20, 11, 0);

export const run: Run = {
  key: 'morning/2026-11-20',
  list: 'morning',
  date: '2026-11-20',
  zone: 'Europe/Berlin',
  openMs: NOON_MS - 3 * 3_600_000,
  dueMs: NOON_MS + 3_600_000,
  dueDays: 0,
  closed: false,
};

export const emptyState: RunState = {
  decisions: new Map(),
  heads: new Map(),
  template: null,
  signature: null,
  notes: new Map(),
  owners: new Map(),
  reopened: null,
  skipped: null,
  startedMs: null,
  events: 0,
  refused: [],
  cut: false,
  rejected: [],
};

export function item(id: string, checks: readonly string[], need: 'all' | 'any' = 'all'): ItemTemplate {
  return { id, title: `Title of ${id}`, shortTitle: `Short ${id}`, checks, need, byHand: `Look at ${id}.`, seeds: [] };
}

export function template(...items: readonly ItemTemplate[]): ScheduledTemplate {
  return {
    id: 'morning',
    title: 'Morning routine',
    recurrence: { every: 'week', days: WEEKDAYS.slice(0, 5) },
    onHoliday: 'skip',
    opens: '08:30',
    due: '09:00',
    windowSeconds: 57_600,
    items,
  };
}

function definition(id: string): CheckDefinition {
  return {
    id,
    pack: 'nodes',
    title: `Check ${id}`,
    finding: '{instance} is bad',
    kind: 'prometheus',
    mode: 'value',
    query: 'up',
    presence: 'group by (instance) (up)',
    by: ['instance'],
    unit: 'ratio',
    op: 'gt',
    warn: 0.8,
    fail: 0.9,
    thresholds: [],
    vanish: 'unknown',
    absent: 'unknown',
    remediation: `Repair ${id}.`,
    severity: 'critical',
    seeds: [],
  };
}

export function entity(instance: string, verdict: Verdict, value: number | null = 0.95): Entity {
  const labels = { instance };
  const sampleMs = value === null ? null : NOON_MS - 10_000;
  return {
    key: `prom|instance=${instance}`,
    sourceUid: 'prom',
    labels,
    verdict,
    value,
    sampleMs,
    trend: [],
    sinceMs: null,
  };
}

/** A check with one entity that decides it; with a reason it is unknown or na as a whole. */
export function checkResult(id: string, verdict: Verdict, reason?: Reason, sourceUid = 'prom'): CheckResult {
  const entities = reason ? [] : [entity('pve-a1', verdict)];
  const counts = { pass: 0, warn: 0, fail: 0, unknown: 0, na: 0 };
  return {
    definition: definition(id),
    verdict,
    ...(reason && { reason }),
    entities,
    counts: { ...counts, ...(reason ? {} : { [verdict]: 1 }) },
    finding: verdict === 'pass' || verdict === 'na' ? null : `${id} is ${verdict}`,
    evidence: [
      {
        sourceUid,
        sourceName: `Source ${sourceUid}`,
        query: 'up',
        presence: 'up',
        askedMs: NOON_MS,
        durationMs: 12,
        answered: entities.length,
        expected: entities.length,
        oldestSampleAgeMs: reason ? null : 10_000,
        ...(reason && { problem: reason }),
      },
    ],
    gone: [],
  };
}

export function runResult(...checks: readonly CheckResult[]): RunResult {
  const sources = [{ uid: 'prom', name: 'Source prom', answered: true, durationMs: 12 }];
  return { askedMs: NOON_MS, checks: new Map(checks.map((check) => [check.definition.id, check])), sources };
}

/** An item event of this run; `id` also orders it, one second apart. */
export function event(
  id: number,
  itemId: string,
  fields: Partial<Omit<RunEvent, 'payload'> & RunPayload> = {}
): RunEvent {
  const createdMs = NOON_MS + id * 1000;
  const payload = { template: 'morning@00000000', item: itemId, details: { note: `note ${id}` } };
  const { template, item: about, state, details, ...envelope } = { ...payload, state: undefined, ...fields };
  return {
    class: 'run',
    list: 'morning',
    type: 'item.acknowledged',
    key: `k${id}`,
    subject: run.key,
    payload: { template, item: about, state, details },
    sentence: 'Said.',
    id,
    author: 'ops1',
    createdMs,
    updatedMs: createdMs,
    ...envelope,
  };
}
