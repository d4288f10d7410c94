import type { Objective } from '../../core/slo/objective';
import type { Period } from '../../core/slo/scorecard';
import { addMonths, lastFullMonth, monthIn } from '../../core/time/month';
import type { SloOptions } from './options';

/** The period of an option; the objectives' own windows for one that there is not. */
export function periodOf(option: SloOptions['period'], nowMs: number, zone: string): Period {
  if (option !== 'this-month' && option !== 'last-month') {
    return { kind: 'own' };
  }
  const last = lastFullMonth(nowMs, zone);
  const read = monthIn(option === 'last-month' ? last : addMonths(last, 1), zone);
  return read.ok ? { kind: 'month', month: read.month } : { kind: 'own' };
}

/** Whether the options choose an objective. `interpolate` fills in the dashboard's variables, several values between commas. */
export function chooser(
  { service = '', owner = '', objectives = '' }: Partial<SloOptions>,
  interpolate: (text: string) => string
): (objective: Objective) => boolean {
  const [services, owners, ids] = [service, owner, objectives].map((text) => valuesIn(interpolate(text)));
  const isIn = (values: ReadonlySet<string> | undefined, value: string) =>
    values === undefined || values.size === 0 || values.has(value);
  return (objective) => isIn(services, objective.service) && isIn(owners, objective.owner) && isIn(ids, objective.id);
}

/** A variable's "All" comes as `$__all` where it has no value of its own. */
function valuesIn(text: string): ReadonlySet<string> {
  const values = text.split(',').map((value) => value.trim());
  return new Set(values.includes('$__all') ? [] : values.filter((value) => value !== ''));
}
