/** @jest-environment node */
import { publishDraft, TEMPLATE_EVENTS } from '../core/checklist/templateEvent';
import { isTemplate } from '../core/checklist/templateSchema';
import { eventBytes, eventMaxBytes } from '../core/journal/codec';
import { builtin } from './builtin.gen';

test.each(builtin.checklists.map((list) => [list.id, list] as const))('%s can be published', (_id, list) => {
  expect(isTemplate(list)).toBe(true);
  // Room for as much again, before the journal refuses it.
  expect(2 * eventBytes(publishDraft(list), TEMPLATE_EVENTS)).toBeLessThan(eventMaxBytes('tpl'));
});
