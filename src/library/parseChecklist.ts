import type { Recurrence } from '../core/checklist/recurrence';
import type { ChecklistTemplate, ScheduledTemplate } from '../core/checklist/template';
import { readYaml, type ContentError, type ErrorAt } from './readYaml';
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
  const when = whenOf(list, errorAt);
  errors.push(...(when.ok ? [] : [when.error]));
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
  if (errors.length > 0 || !when.ok) {
    return { ok: false, errors };
  }
  const { id, title, items, window, signatures } = list;
  const body = { id, title, windowSeconds: window, ...(signatures === 2 && { signatures }), items };
  return { ok: true, checklist: { ...body, ...when.value } };
}

type When = Omit<ScheduledTemplate, 'id' | 'title' | 'windowSeconds' | 'signatures' | 'items'> | { recurrence: null };

/** The calendar that a list is given, or that it has none. */
function whenOf(
  list: ChecklistInput,
  errorAt: ErrorAt
): { ok: true; value: When } | { ok: false; error: ContentError } {
  const refuse = (path: readonly string[], message: string, fix: string) => ({
    ok: false as const,
    error: errorAt(path, message, fix),
  });
  const { opens, due, dueDays, shifts, holiday } = list;
  const [recurrence, ...more] = recurrencesOf(list);
  if (recurrence === undefined || more.length > 0) {
    return refuse([], 'it says not when, or more than once', 'give one of days, monthly, quarterly and onDemand');
  }
  if (recurrence === null) {
    const given = (['opens', 'due', 'dueDays', 'shifts', 'holiday'] as const).find((name) => list[name] !== undefined);
    return given === undefined
      ? { ok: true, value: { recurrence } }
      : refuse([given], 'a list on demand is never due', 'leave it out');
  }
  if (opens === undefined || due === undefined) {
    return refuse([], 'it says not at what time', 'give opens and due');
  }
  if (shifts !== undefined && (dueDays !== undefined || !areApart(shifts))) {
    return refuse(
      ['shifts'],
      'shifts overlap or stand in no order',
      'let each open after the one before, without dueDays'
    );
  }
  const calendar = { recurrence, onHoliday: holiday ?? ('skip' as const), opens, due };
  return {
    ok: true,
    value: { ...calendar, ...(dueDays !== undefined && { dueDays }), ...(shifts !== undefined && { shifts }) },
  };
}

/** The rules that are given, null for on demand. */
function recurrencesOf({ days, monthly, quarterly, onDemand }: ChecklistInput): Array<Recurrence | null> {
  return [
    ...(days === undefined ? [] : [{ every: 'week' as const, days }]),
    ...(monthly === undefined ? [] : [{ every: 'month' as const, on: monthly }]),
    ...(quarterly === undefined ? [] : [{ every: 'quarter' as const, month: quarterly.month, on: quarterly.day }]),
    ...(onDemand === undefined ? [] : [null]),
  ];
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
