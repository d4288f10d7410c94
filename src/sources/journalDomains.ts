import { ACCEPTANCE_EVENTS } from '../core/acceptance/event';
import { RUN_EVENTS } from '../core/checklist/event';
import { HANDOVER_EVENTS } from '../core/checklist/handoverEvent';
import { SUMMARY_EVENTS } from '../core/checklist/summary';
import { TEMPLATE_EVENTS } from '../core/checklist/templateEvent';
import { MAP_EVENTS } from '../core/hardware-map/acceptedEvent';
import type { JournalDomain } from '../core/journal/domain';
import { KPI_EVENTS } from '../core/kpi/event';
import { BACKUP_EVENTS } from '../core/products/backups/events';
import { TEST_EVENTS } from '../core/journal/testEntry';
import { OBJECTIVE_EVENTS } from '../core/slo/event';

/** Everything that is written into the journal and read from it. */
export const JOURNAL_DOMAINS: readonly JournalDomain[] = [
  RUN_EVENTS,
  SUMMARY_EVENTS,
  HANDOVER_EVENTS,
  TEMPLATE_EVENTS,
  ACCEPTANCE_EVENTS,
  MAP_EVENTS,
  OBJECTIVE_EVENTS,
  KPI_EVENTS,
  BACKUP_EVENTS,
  TEST_EVENTS,
];
