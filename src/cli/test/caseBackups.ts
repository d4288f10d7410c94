import type { Evaluator } from '../../core/check/evaluator';
import type { MetricSource } from '../../core/check/ports';
import type { Journal } from '../../core/journal/journal';
import { backupsEvaluator } from '../../core/products/backups/backupsEvaluator';
import { backupsDesk } from '../../core/products/backups/desk';
import type { TestedEvent } from '../../core/products/backups/events';
import { restoreTestDraft } from '../../core/products/backups/restoreTests';
import { PROXMOX_BACKUP } from '../../core/products/proxmox-backup/product';
import { PROXMOX_VE } from '../../core/products/proxmox-ve/product';
import { serversOf } from '../../core/products/source';
import { builtin } from '../../library/builtin.gen';
import type { Restored, TestCase } from '../../library/cases/testCase';

export type ServedSources = Parameters<typeof serversOf>[0];

interface Place {
  metricSources: readonly MetricSource[];
  sources: ServedSources;
  nowMs: number;
}

/** What tells of backups in a test: its servers, its series, and the restores that somebody signed. */
export function caseBackups(
  { restored, backupObjectives }: TestCase,
  { metricSources, sources, nowMs }: Place
): Evaluator {
  return backupsEvaluator(
    backupsDesk({
      settings: { version: 1, ...(backupObjectives !== undefined && { backupObjectives: { ...backupObjectives } }) },
      journal: journalOf(restored, nowMs),
      metricSources,
      clusters: serversOf(sources, PROXMOX_VE).map(({ inventory }) => inventory),
      servers: serversOf(sources, PROXMOX_BACKUP).map(({ inventory }) => inventory),
      library: async () => builtin.backupObjectives,
    })
  );
}

function journalOf(restored: readonly Restored[], nowMs: number): Journal {
  const events = restored.map(({ target, agoSeconds, result }, index): TestedEvent => {
    const atMs = nowMs - agoSeconds * 1000;
    const draft = restoreTestDraft(`restored-${index}`, target, { atMs, result, note: '' }, 'Restored.');
    return { ...draft, id: index + 1, author: 'ops1', createdMs: atMs, updatedMs: atMs };
  });
  return {
    read: async (range) => ({ events: range.class === 'chg' ? events : [], rejected: [] }),
    append: () => Promise.reject(new Error('A test writes nothing.')),
    canAppend: async () => false,
  };
}
