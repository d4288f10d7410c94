import type { JsonValue } from '../acceptance/event';
import { NOTE_MAX } from '../journal/event';
import {
  definitionSha,
  EVERY_OBJECTIVE,
  OBJECTIVES_LIST,
  type DefinedDraft,
  type ExcludedDraft,
  type IncludedDraft,
} from './event';
import type { SaidExclusion } from './fold';

/** Writes a definition down. It takes effect when its hash stands in the app's settings. */
export function definedDraft(id: string, title: string, definition: JsonValue, key: string): DefinedDraft {
  return {
    class: 'tpl',
    list: OBJECTIVES_LIST,
    type: 'objective.defined',
    key,
    subject: `objective/${id}`,
    payload: { sha: definitionSha(definition), definition },
    sentence: `Objective defined: ${title}`,
  };
}

/** Leaves a stretch of time out of one objective, or of all (`objective: null`). */
export function excludedDraft(
  what: { objective: string | null; fromMs: number; toMs: number; why: string },
  sentence: string,
  key: string
): ExcludedDraft {
  const { objective, fromMs, toMs, why } = what;
  return {
    class: 'chg',
    list: OBJECTIVES_LIST,
    type: 'objective.excluded',
    key,
    subject: objective === null ? EVERY_OBJECTIVE : `objective/${objective}`,
    payload: { fromMs, toMs, why: why.slice(0, NOTE_MAX) },
    sentence,
  };
}

/** Counts it again. */
export function includedDraft({ key: base, subject }: SaidExclusion, why: string, key: string): IncludedDraft {
  return {
    class: 'chg',
    list: OBJECTIVES_LIST,
    type: 'objective.included',
    key,
    subject,
    base,
    payload: { why: why.slice(0, NOTE_MAX) },
    sentence: 'A maintenance window counts again',
  };
}
