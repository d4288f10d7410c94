import type { ChecklistTemplate } from '../../../core/checklist/template';
import { publishDraft, TEMPLATE_EVENTS } from '../../../core/checklist/templateEvent';
import { eventBytes, eventMaxBytes } from '../../../core/journal/codec';
import { parseChecklist } from '../../../library/parseChecklist';
import type { ContentError } from '../../../library/readYaml';

export type ListReading = { ok: true; template: ChecklistTemplate } | { ok: false; errors: readonly ContentError[] };

const FILE = 'checklist.yaml';

/**
 * Reads an editor's text as a version of a list: everything that can be said of it without asking anybody.
 * @param list Its id; of a new list the ids that it may not have.
 */
export function readList(text: string, list: string | ReadonlySet<string>, checkIds: ReadonlySet<string>): ListReading {
  const reading = parseChecklist(text, FILE, checkIds);
  if (!reading.ok) {
    return reading;
  }
  const { checklist: template } = reading;
  const refuse = (field: string, message: string, fix: string): ListReading => {
    return { ok: false, errors: [{ file: FILE, line: lineOf(text, field), column: 1, field, message, fix }] };
  };
  if (typeof list !== 'string' && list.has(template.id)) {
    return refuse('id', `there is a list "${template.id}"`, 'give it another id, or change that list');
  }
  if (typeof list === 'string' && template.id !== list) {
    return refuse('id', `it is another list, "${template.id}"`, `leave it at ${list}`);
  }
  const [bytes, most] = [eventBytes(publishDraft(template), TEMPLATE_EVENTS), eventMaxBytes('tpl')];
  return bytes > most
    ? refuse('', `it takes ${bytes} bytes in the journal, ${most} are allowed`, 'make two lists of it')
    : { ok: true, template };
}

function lineOf(text: string, field: string): number {
  const index = text.split('\n').findIndex((line) => field !== '' && line.startsWith(`${field}:`));
  return Math.max(0, index) + 1;
}
