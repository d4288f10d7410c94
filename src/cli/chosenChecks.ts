import type { CheckDefinition } from '../core/check/definition';
import type { ScheduledTemplate } from '../core/checklist/template';
import { WEEKDAYS } from '../core/checklist/recurrence';
import { nearestName } from '../library/nearestName';
import { itemOf } from './ownPacks';
import { UsageError } from './usage';

/** What was asked for by name in place of a checklist. */
export interface Chosen {
  packs: readonly string[];
  ids: readonly string[];
}

/** The checks of some packs, and some by their ids, as a list with an item each. Throws UsageError for a name that nothing has. */
export function listOfChosen({ packs, ids }: Chosen, checks: readonly CheckDefinition[]): ScheduledTemplate {
  for (const pack of packs) {
    refuseUnknown('pack', pack, new Set(checks.map((check) => check.pack)));
  }
  for (const id of ids) {
    refuseUnknown('check', id, new Set(checks.map((check) => check.id)));
  }
  return {
    id: 'checks',
    title: 'Checks',
    windowSeconds: 86_400,
    recurrence: { every: 'week', days: WEEKDAYS },
    onHoliday: 'keep',
    opens: '00:00',
    due: '23:59',
    items: checks.filter(({ id, pack }) => packs.includes(pack) || ids.includes(id)).map(itemOf),
  };
}

function refuseUnknown(what: string, name: string, known: ReadonlySet<string>): void {
  if (!known.has(name)) {
    const nearest = nearestName(name, known);
    throw new UsageError(`there is no ${what} ${JSON.stringify(name)}; the nearest name is ${nearest ?? 'none'}`);
  }
}
