import type { Evaluator } from '../../core/check/evaluator';
import type { MetricSource } from '../../core/check/ports';
import type { Journal } from '../../core/journal/journal';
import { backupsEvaluator } from '../../core/products/backups/backupsEvaluator';
import { backupsDesk } from '../../core/products/backups/desk';
import { PROXMOX_BACKUP } from '../../core/products/proxmox-backup/product';
import { PROXMOX_VE } from '../../core/products/proxmox-ve/product';
import { serversOf } from '../../core/products/source';
import { builtin } from '../../library/builtin.gen';
import type { TestCase } from '../../library/cases/testCase';

export type ServedSources = Parameters<typeof serversOf>[0];

interface Place {
  metricSources: readonly MetricSource[];
  sources: ServedSources;
  journal: Journal;
}

/** What tells of backups in a test: its servers, its series, and the restores that somebody signed. */
export function caseBackups({ backupObjectives }: TestCase, { metricSources, sources, journal }: Place): Evaluator {
  return backupsEvaluator(
    backupsDesk({
      settings: { version: 1, ...(backupObjectives !== undefined && { backupObjectives: { ...backupObjectives } }) },
      journal,
      metricSources,
      clusters: serversOf(sources, PROXMOX_VE).map(({ inventory }) => inventory),
      servers: serversOf(sources, PROXMOX_BACKUP).map(({ inventory }) => inventory),
      library: async () => builtin.backupObjectives,
    })
  );
}
