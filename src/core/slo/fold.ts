import type { JsonValue } from '../acceptance/event';
import type { JournalEvent } from '../journal/event';
import type { Exclusion } from './counts';
import { definitionSha, EVERY_OBJECTIVE, isObjectiveEvent } from './event';

/** An exclusion as it was entered, with what its end has to name. */
export interface SaidExclusion extends Exclusion {
  /** Key of its event. */
  key: string;
  subject: string;
  saidMs: number;
}

/** The exclusions that are in force, in the order in which they were entered. Of the same subject alone can one be ended. */
export function exclusionsIn(events: readonly JournalEvent[]): readonly SaidExclusion[] {
  const said = new Map<string, SaidExclusion>();
  for (const event of events.filter(isObjectiveEvent)) {
    if (event.type === 'objective.excluded') {
      const { payload, key, subject, author: by, createdMs: saidMs } = event;
      const objectives = subject === EVERY_OBJECTIVE ? [] : [subject.slice('objective/'.length)];
      said.set(key, { ...payload, by, objectives, key, subject, saidMs });
    }
    if (event.type === 'objective.included' && said.get(event.base ?? '')?.subject === event.subject) {
      said.delete(event.base ?? '');
    }
  }
  return [...said.values()];
}

/** A definition that somebody wrote into the journal. */
export interface SaidDefinition {
  sha: string;
  definition: JsonValue;
  by: string;
  saidMs: number;
}

/** The definitions by hash; one whose content is not what its hash says is left out. The first who wrote it is its author. */
export function definitionsIn(events: readonly JournalEvent[]): ReadonlyMap<string, SaidDefinition> {
  const said = new Map<string, SaidDefinition>();
  for (const event of events.filter(isObjectiveEvent)) {
    if (event.type !== 'objective.defined') {
      continue;
    }
    const { sha, definition } = event.payload;
    if (!said.has(sha) && definitionSha(definition) === sha) {
      said.set(sha, { sha, definition, by: event.author, saidMs: event.createdMs });
    }
  }
  return said;
}
