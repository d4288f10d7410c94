import { identityBy } from '../check/entityKey';
import type { AcceptedState } from '../check/memory';
import type { CheckResult } from '../check/result';
import { canonicalJson, utf8Length } from '../journal/canonical';
import { acceptedDraft, documentDrafts, withdrawnDraft } from './draft';
import { ACCEPTANCE_LIST, type AcceptedDraft, type WithdrawnDraft } from './event';
import { isInDoubt, type Acceptance, type Acceptances, type Standing } from './fold';

/** What is accepted of a check of kind `calc` with `fn: baseline`: its things and what each is. */

/** The key of an entity, and what it is as text. */
export type BaselineThing = readonly [key: string, now: string];

const KIND = 'baseline/';
/** A state that is longer is written in slices. */
const STATE_BYTES = 20_000;
/** Every look carries what is accepted. */
const MOST_BYTES = 200_000;

/** `baseline/access.k8s-admins-accepted`: a later one of the same check replaces it. */
export function baselineSubject(checkId: string): string {
  return `${KIND}${checkId}`;
}

/**
 * What a check of that kind sees now, in the order of its keys; null where it did not see all of it, so that there is nothing that
 * could be accepted.
 */
export function stateNow({ definition, entities, counts }: CheckResult): readonly BaselineThing[] | null {
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (entities.length === 0 || all > entities.length) {
    return null;
  }
  const identify = identityBy(definition.by);
  return entities
    .filter(({ labels }) => labels['change'] !== 'gone')
    .map(({ sourceUid, labels }): BaselineThing => [identify(sourceUid, labels).key, labels['now'] ?? ''])
    .sort(([a], [b]) => (a < b ? -1 : 1));
}

/** Whether a state is short enough to be carried by every look. */
export function fits(things: readonly BaselineThing[]): boolean {
  return utf8Length(canonicalJson(things)) <= MOST_BYTES;
}

interface BaselineInput {
  /** New and unique. */
  id: string;
  /** Id of the acceptance of the same check that the person had seen. */
  base?: string;
  checkId: string;
  things: readonly BaselineThing[];
  why: string;
  untilMs: number | null;
}

/** In the order in which they are to be written. Throws RangeError without a reason, and for a state that is too long. */
export function baselineDrafts({ checkId, things, why, ...saying }: BaselineInput): readonly AcceptedDraft[] {
  const reason = why.trim();
  const text = canonicalJson(things);
  if (reason === '') {
    throw new RangeError('a state that is accepted needs a reason');
  }
  if (!fits(things)) {
    throw new RangeError(`a state of ${things.length} things is too long to be accepted`);
  }
  const said = { ...saying, why: reason, subject: baselineSubject(checkId) };
  const sentence = `Accepted as it is: ${things.length} of ${checkId}, ${reason}`;
  return utf8Length(text) <= STATE_BYTES
    ? [acceptedDraft(said, sentence, things)]
    : documentDrafts(said, { list: ACCEPTANCE_LIST, text }, (part, of) => `${sentence} (${part} of ${of})`);
}

/** Ends it before its time; `key` is that of the event. */
export function baselineWithdrawn({ id, subject }: Acceptance, key: string): WithdrawnDraft {
  return withdrawnDraft(
    { id, subject },
    { key, why: '', sentence: `Withdrawn: the state of ${subject.slice(KIND.length)}` }
  );
}

/** The last state that was accepted of a check, in force or not; null when none was. */
export function saidBaseline({ bySubject }: Acceptances, checkId: string): Standing | null {
  return bySubject.get(baselineSubject(checkId)) ?? null;
}

/** The same as verdicts take it: nothing to compare with while it is open what was said last. */
export function acceptedState(acceptances: Acceptances, checkId: string): AcceptedState | null {
  const said = saidBaseline(acceptances, checkId);
  return (
    said && {
      things: isInDoubt(acceptances, said) ? null : thingsIn(said),
      who: said.author,
      atMs: said.atMs,
      ended: said.ended && { how: said.ended.how, who: said.ended.author },
    }
  );
}

/** Null when it is not what this module writes: anybody who may annotate can have written it. */
function thingsIn({ state, document }: Acceptance): ReadonlyMap<string, string> | null {
  const things: unknown = document === null ? state : parsed(document);
  return Array.isArray(things) && things.every(isThing) ? new Map(things) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isThing(one: unknown): one is BaselineThing {
  return Array.isArray(one) && one.length === 2 && one.every((part) => typeof part === 'string');
}
