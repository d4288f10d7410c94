import type { CheckDefinition } from '../check/definition';

import type { Calendar } from './recurrence';

/** A checklist as the library defines it. */

export interface ItemTemplate {
  /** `[a-z0-9-]+`, stable: the journal refers to it. */
  id: string;
  title: string;
  /** At most 40 characters, for the panel and narrow places. */
  shortTitle: string;
  /** Check ids. Empty, or all `na`: the item is by hand. */
  checks: readonly string[];
  /** `any`: alternatives; unknown and na siblings are ignored while one check has a verdict. */
  need: 'all' | 'any';
  /** Why a person looks, shown while the item is by hand. */
  byHand: string;
  runbook?: string;
  seeds: readonly string[];
}

/** One of several rounds of a day. */
export interface Shift {
  /** `[a-z0-9-]+`, a part of the run's key. */
  id: string;
  opens: string;
  due: string;
}

interface TemplateBody {
  id: string;
  title: string;
  /** What `$window` means, in seconds. */
  windowSeconds: number;
  /** How many people sign a round; one without. */
  signatures?: 2;
  items: readonly ItemTemplate[];
}

/** A list that has rounds by a calendar. */
export interface ScheduledTemplate extends TemplateBody, Calendar {
  /** Local wall-clock times `HH:MM` in the settings' zone; a due time at or before the opening is on the next day. */
  opens: string;
  due: string;
  /** Days from the one on which it opens to the one on which it is due; the same day without. */
  dueDays?: number;
  /** Several rounds a day, in the order of their opening, in place of the one of `opens` and `due`. */
  shifts?: readonly Shift[];
}

/** A list that somebody begins when there is reason to: it is never due. */
interface OnDemandTemplate extends TemplateBody {
  recurrence: null;
}

export type ChecklistTemplate = ScheduledTemplate | OnDemandTemplate;

export function isScheduled(template: ChecklistTemplate): template is ScheduledTemplate {
  return template.recurrence !== null;
}

/** The checks that the checklist's items name, each once, in the order of `checks`. */
export function checksOf(template: ChecklistTemplate, checks: readonly CheckDefinition[]): readonly CheckDefinition[] {
  const wanted = new Set(template.items.flatMap((item) => item.checks));
  return checks.filter(({ id }) => wanted.has(id));
}
