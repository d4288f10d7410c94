import type { CheckDefinition } from '../../core/check/definition';
import { packDetection } from '../../core/check/packDetection';
import type { Evaluator, Observation, ObservedEntity } from '../../core/check/evaluator';
import type { Reason } from '../../core/check/verdict';
import type { ChecklistTemplate } from '../../core/checklist/template';
import { NONE_PUBLISHED } from '../../core/checklist/published';
import type { Connection } from '../../core/connection/connection';
import type { EventDraft, JournalEvent, RejectedRow } from '../../core/journal/event';
import type { Journal } from '../../core/journal/journal';
import type { Settings, SettingsProblem } from '../../core/settings/settings';
import { backupsDesk } from '../../core/products/backups/desk';
import { objectivesDesk } from '../../core/slo/desk';
import { FakeDevice } from '../journal/queue/fakeDevice';
import type { RoundsServices } from '../services';

/** Friday 20 November 2026, 08:37 in Berlin. */
export const NOW_MS = Date.UTC(2026, 10, 20, 7, 37);

const MINUTE_MS = 60_000;
const SOURCE = { uid: 'prom', name: 'mimir-prod' };

function check(id: string, title: string): CheckDefinition {
  return {
    id,
    pack: 'nodes',
    title,
    finding: `${title} of {instance} is {value}, limit {limit}`,
    kind: 'prometheus',
    mode: 'value',
    query: 'disk_used',
    presence: 'group by (instance) (disk_used)',
    by: ['instance'],
    unit: 'ratio',
    op: 'gt',
    warn: 0.8,
    fail: 0.9,
    thresholds: [],
    vanish: 'unknown',
    absent: 'unknown',
    remediation: 'Clean `/var/lib/vz/dump`.',
    severity: 'critical',
    seeds: [],
  };
}

function item(id: string, title: string, checks: string[]): ChecklistTemplate['items'][number] {
  return { id, title, shortTitle: title, checks, need: 'all', byHand: 'Nobody else looks.', seeds: [] };
}

const LIBRARY = {
  packs: [{ id: 'nodes', title: 'Nodes', probes: [], always: [] }],
  checks: [check('node.disk', 'Disk'), check('node.memory', 'Memory')],
  checklists: [
    {
      id: 'morning',
      title: 'Morning routine',
      recurrence: { every: 'week', days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
      onHoliday: 'skip',
      opens: '08:30',
      due: '09:00',
      windowSeconds: 57_600,
      items: [
        item('disks', 'Review the disks', ['node.disk']),
        item('memory', 'Review the memory', ['node.memory']),
        item('support', 'Read the support channel', []),
      ],
    } satisfies ChecklistTemplate,
  ],
  systems: [],
  kpis: [],
};

/** A world behind the screens that a test can change: values, a silent source, a journal that refuses. */
export class FakeRounds {
  /** Value per check id, of pve-a3. */
  values: Record<string, number> = { 'node.disk': 0.934, 'node.memory': 0.5 };
  /** Values of further things of node.disk, by instance; null of one that is there without a value. */
  more: Record<string, number | null> = {};
  /** Set: the source does not answer any check. */
  silent: Reason | null = null;
  /** Set: answers wait for it. */
  gate: Promise<void> | null = null;
  canAppend = true;
  configured = true;
  isAdmin = true;
  /** Thrown by the next writes, one after the other. */
  writeErrors: Error[] = [];
  /** Thrown by the next writes after they were kept: an answer that was lost. */
  answerErrors: Error[] = [];
  readonly written: JournalEvent[] = [];
  /** Rows of the journal that do not count. */
  rejected: RejectedRow[] = [];
  /** Settings that could not be read. */
  problems: SettingsProblem[] = [];
  readonly savedSettings: unknown[] = [];
  nowMs = NOW_MS;
  private keys = 0;

  readonly services: RoundsServices = {
    clock: () => this.nowMs,
    newKey: () => `key-${this.keys++}`,
    user: {
      login: 'ops1',
      isAdmin: true,
      rights: new Set(['datasources:explore', 'datasources:read', 'datasources:write', 'datasources:create']),
    },
    queue: new FakeDevice().tab('ops1').ports,
    library: () => Promise.resolve(LIBRARY),
    connect: () => Promise.resolve(this.connection()),
    saveSettings: (settings) => {
      this.savedSettings.push(settings);
      return Promise.resolve();
    },
  };

  connection(): Connection {
    const settings: Settings = { version: 1, timezone: 'Europe/Berlin', checklists: ['morning'] };
    const cache = { read: async () => new Map(), write: async () => undefined };
    return {
      settings,
      problems: this.problems,
      configured: this.configured,
      dataSources: [{ ...SOURCE, type: 'prometheus', isDefault: true }],
      metricSources: [],
      packs: packDetection([], async () => []),
      sources: [],
      registry: { prometheus: this.evaluator },
      journal: this.journal,
      templates: NONE_PUBLISHED,
      record: { rows: async () => [] },
      objectives: objectivesDesk({
        settings,
        journal: this.journal,
        cache,
        metricSources: [],
        metricSource: () => undefined,
      }),
      backups: backupsDesk({
        settings,
        journal: this.journal,
        metricSources: [],
        clusters: [],
        servers: [],
        library: async () => ({ rules: [], places: [] }),
      }),
    };
  }

  /** Somebody else decided or signed. */
  writeAs(author: string, draft: EventDraft): void {
    this.written.push(this.stored(draft, author));
  }

  private readonly journal: Journal = {
    read: ({ fromMs }) =>
      Promise.resolve({ events: this.written.filter((event) => event.createdMs >= fromMs), rejected: this.rejected }),
    append: (draft) => {
      const error = this.writeErrors.shift();
      if (error) {
        return Promise.reject(error);
      }
      const event = this.stored(draft, this.services.user.login);
      this.written.push(event);
      const lost = this.answerErrors.shift();
      return lost ? Promise.reject(lost) : Promise.resolve(event);
    },
    canAppend: () => Promise.resolve(this.canAppend),
  };

  private stored(draft: EventDraft, author: string): JournalEvent {
    const createdMs = this.nowMs + this.written.length;
    return { ...draft, id: this.written.length + 1, author, createdMs, updatedMs: createdMs };
  }

  private readonly evaluator: Evaluator = {
    sources: [SOURCE],
    evaluate: async (checks, { nowMs, onSource, signal }) => {
      await this.gate;
      signal.throwIfAborted();
      const problem = this.silent ?? undefined;
      onSource({ ...SOURCE, answered: !problem, durationMs: 12, ...(problem && { problem }) });
      return new Map(checks.map(({ id }) => [id, this.observation(id, nowMs, problem)]));
    },
  };

  private observation(id: string, nowMs: number, problem: Reason | undefined): Observation {
    const values = { 'pve-a3': this.values[id] ?? 0, ...(id === 'node.disk' && this.more) };
    const entities = Object.entries(values).map(([instance, value]): ObservedEntity => ({
      sourceUid: SOURCE.uid,
      labels: { instance },
      value,
      sampleMs: value === null ? null : nowMs,
      trend: [1440, 600, 300, 0].map((minutes, index) => {
        return { timeMs: nowMs - minutes * MINUTE_MS, value: index < 2 ? 0.709 : value };
      }),
    }));
    return {
      entities: problem ? [] : entities,
      evidence: [
        {
          sourceUid: SOURCE.uid,
          sourceName: SOURCE.name,
          query: 'disk_used',
          presence: '',
          askedMs: nowMs,
          durationMs: 12,
          answered: problem ? 0 : entities.length,
          expected: entities.length,
          oldestSampleAgeMs: problem ? null : 0,
          ...(problem && { problem }),
        },
      ],
    };
  }
}
