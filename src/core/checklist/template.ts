import type { CheckDefinition } from '../check/definition';

/** A checklist as the library defines it. */

export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

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

export interface ChecklistTemplate {
  id: string;
  title: string;
  days: readonly Weekday[];
  /** Local wall-clock times `HH:MM` in the settings' zone. */
  opens: string;
  due: string;
  /** What `$window` means, in seconds. */
  windowSeconds: number;
  items: readonly ItemTemplate[];
}

/** The checks that the checklist's items name, each once, in the order of `checks`. */
export function checksOf(template: ChecklistTemplate, checks: readonly CheckDefinition[]): readonly CheckDefinition[] {
  const wanted = new Set(template.items.flatMap((item) => item.checks));
  return checks.filter(({ id }) => wanted.has(id));
}
