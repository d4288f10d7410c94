import type { EvaluatorRegistry } from '../check/evaluator';
import type { PackDetection } from '../check/packDetection';
import type { MetricSource } from '../check/ports';
import type { PublishedTemplates } from '../checklist/published';
import type { Journal, JournalRecord } from '../journal/journal';
import type { BackupsDesk } from '../products/backups/ports';
import type { ProductSource } from '../products/source';
import type { Settings, SettingsProblem } from '../settings/settings';
import type { ObjectivesDesk } from '../slo/desk';
import type { DataSource } from './dataSource';

/** Everything a page, a panel or a command works with, read once. */
export interface Connection {
  settings: Settings;
  /** Settings that did not fit and are left out. */
  problems: readonly SettingsProblem[];
  /** Somebody started the rounds: settings say which checklists are on. */
  configured: boolean;
  dataSources: readonly DataSource[];
  /** The metric sources that are asked, in the settings' order. */
  metricSources: readonly MetricSource[];
  /** Which packs have data in which of them. */
  packs: PackDetection;
  /** The servers of all products, in the order of the products. */
  sources: readonly ProductSource[];
  registry: EvaluatorRegistry;
  journal: Journal;
  /** The journal's rows as they are kept, for a look at their integrity. */
  record: JournalRecord;
  /** Versions of checklists that the journal has. */
  templates: PublishedTemplates;
  objectives: ObjectivesDesk;
  backups: BackupsDesk;
}
