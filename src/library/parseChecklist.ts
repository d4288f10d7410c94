import type { Recurrence } from '../core/checklist/recurrence';
import type { ChecklistTemplate } from '../core/checklist/template';
import { readYaml, type ContentError } from './readYaml';
import { checklistSchema, type ChecklistInput } from './checklistSchema';

export type ChecklistReading =
  { ok: true; checklist: ChecklistTemplate } | { ok: false; errors: readonly ContentError[] };

/** Compiles a checklist's YAML; `checkIds` are all checks that its items may name. */
export function parseChecklist(text: string, file: string, checkIds: ReadonlySet<string>): ChecklistReading {
  const reading = readYaml(text, file, checklistSchema);
  if (!reading.ok) {
    return reading;
  }
  const list = reading.value;
  const { errorAt } = reading;
  const errors: ContentError[] = [];
  const recurrence = recurrenceOf(list);
  if (recurrence === null) {
    errors.push(errorAt([], 'it says not when, or more than once', 'give one of days, monthly and quarterly'));
  }
  if (list.shifts !== undefined && (list.dueDays !== undefined || !areApart(list.shifts))) {
    errors.push(
      errorAt(['shifts'], 'shifts overlap or stand in no order', 'let each open after the one before, without dueDays')
    );
  }
  for (const name of ['id', 'title', 'shortTitle'] as const) {
    const seen = new Set<string>();
    list.items.forEach((item, index) => {
      if (seen.has(item[name])) {
        errors.push(errorAt(['items', index, name], `"${item[name]}" is used twice`, `give each item its own ${name}`));
      }
      seen.add(item[name]);
    });
  }
  list.items.forEach((item, index) =>
    item.checks.forEach((id, position) => {
      if (!checkIds.has(id)) {
        const path = ['items', index, 'checks', position];
        errors.push(errorAt(path, `there is no check "${id}"`, 'correct the id or add the check to a pack'));
      }
    })
  );
  if (errors.length > 0 || recurrence === null) {
    return { ok: false, errors };
  }
  const { version, window, days, monthly, quarterly, holiday, ...rest } = list;
  return { ok: true, checklist: { ...rest, recurrence, onHoliday: holiday, windowSeconds: window } };
}

/** The one rule that is given; null of none and of several. */
function recurrenceOf({ days, monthly, quarterly }: ChecklistInput): Recurrence | null {
  const given: Recurrence[] = [
    ...(days === undefined ? [] : [{ every: 'week' as const, days }]),
    ...(monthly === undefined ? [] : [{ every: 'month' as const, on: monthly }]),
    ...(quarterly === undefined ? [] : [{ every: 'quarter' as const, month: quarterly.month, on: quarterly.day }]),
  ];
  const [only, ...more] = given;
  return only !== undefined && more.length === 0 ? only : null;
}

/** Each opens after the one before; only the last may end on the next day. */
function areApart(shifts: NonNullable<ChecklistInput['shifts']>): boolean {
  return (
    new Set(shifts.map(({ id }) => id)).size === shifts.length &&
    shifts.every(({ opens, due }, index) => {
      const next = shifts[index + 1];
      return next === undefined || (opens < next.opens && opens < due);
    })
  );
}
