import type { JsonValue } from '../acceptance/event';
import { canonicalJson, sha256Hex } from '../journal/canonical';
import { isRecord, isText, type JournalDomain } from '../journal/domain';
import type { EventDraft, JournalEvent } from '../journal/event';
import type { ChecklistTemplate } from './template';

/** Versions of checklists that people wrote into the journal, told by content. Which of them count stands in the app's settings. */

/** The journal's list of them. */
export const TEMPLATES_LIST = 'templates';

export interface PublishedPayload {
  /** SHA-256 of the template's canonical JSON. */
  sha: string;
  template: JsonValue;
}

export type PublishedDraft = EventDraft<'template.published', PublishedPayload>;
export type PublishedEvent = JournalEvent<'template.published', PublishedPayload>;

export const TEMPLATE_EVENTS: JournalDomain<PublishedDraft> = {
  types: ['template.published'],
  version: 2,
  fieldsOf: ({ sha, template }) => ({ p: { sha, template } }),
  payloadOf: ({ p }) => {
    const { sha, template } = isRecord(p) ? p : {};
    // It came out of JSON.
    return isText(sha) && isRecord(template) ? { sha, template: template as JsonValue } : null;
  },
};

export function isPublishedEvent(event: JournalEvent): event is PublishedEvent {
  return event.type === 'template.published';
}

/** The name of a version: the SHA-256 of its canonical JSON. */
export function templateSha(template: ChecklistTemplate | JsonValue): string {
  return sha256Hex(canonicalJson(template));
}

/** Writes a version down. Its key is its content: written twice it counts once. */
export function publishDraft(template: ChecklistTemplate): PublishedDraft {
  const sha = templateSha(template);
  return {
    class: 'tpl',
    list: TEMPLATES_LIST,
    type: 'template.published',
    key: `template-${sha}`,
    subject: `template/${template.id}`,
    payload: { sha, template: JSON.parse(canonicalJson(template)) as JsonValue },
    sentence: `Checklist published: ${template.title}`,
  };
}
