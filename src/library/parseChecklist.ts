import type { ChecklistTemplate } from '../core/checklist/template';
import { readYaml, type ContentError } from './readYaml';
import { checklistSchema } from './schema';

export type ChecklistReading =
  { ok: true; checklist: ChecklistTemplate } | { ok: false; errors: readonly ContentError[] };

/** Compiles a checklist's YAML; `checkIds` are all checks that its items may name. */
export function parseChecklist(text: string, file: string, checkIds: ReadonlySet<string>): ChecklistReading {
  const reading = readYaml(text, file, checklistSchema);
  if (!reading.ok) {
    return reading;
  }
  const { version: _version, window, ...list } = reading.value;
  const { errorAt } = reading;
  const errors: ContentError[] = [];
  if (list.due <= list.opens) {
    errors.push(errorAt(['due'], 'the list is due before it opens', 'make due later than opens, on the same day'));
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
  return errors.length > 0 ? { ok: false, errors } : { ok: true, checklist: { ...list, windowSeconds: window } };
}
