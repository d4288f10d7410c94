import { entityOfKey, identityBy } from '../check/entityKey';
import type { GoneForGood } from '../check/memory';
import type { Labels } from '../check/series';
import { acceptedDraft } from './draft';
import type { AcceptedDraft } from './event';
import { inForce, type Acceptances } from './fold';

/** What is said to be gone for good: everything of a source that has all of the labels, for one check or for all. */
export interface GoneThing {
  /** Null for every check. */
  checkId: string | null;
  sourceUid: string;
  labels: Labels;
}

/** That a thing is gone for good, as long as it is in force; `id` is that of the acceptance. */
export interface SaidGone extends GoneForGood {
  id: string;
  subject: string;
  thing: GoneThing;
}

const KIND = 'gone/';
const EVERY_CHECK = '*';

/** `gone/<check id>/<source uid>|instance=node-7`, with `*` for every check. Throws RangeError for every check of a whole source. */
export function goneSubject({ checkId, sourceUid, labels }: GoneThing): string {
  const { key, labels: own } = identityBy(Object.keys(labels))(sourceUid, labels);
  if (checkId === null && Object.keys(own).length === 0) {
    throw new RangeError('a whole source cannot be said to be gone for good');
  }
  return `${KIND}${checkId ?? EVERY_CHECK}/${key}`;
}

/** Null when it is about something else, or about a whole source. */
export function goneThing(subject: string): GoneThing | null {
  const slash = subject.indexOf('/', KIND.length);
  const entity = subject.startsWith(KIND) && slash > KIND.length ? entityOfKey(subject.slice(slash + 1)) : null;
  const checkId = subject.slice(KIND.length, slash);
  const isWhole = checkId === EVERY_CHECK && entity !== null && Object.keys(entity.labels).length === 0;
  return entity === null || isWhole ? null : { checkId: checkId === EVERY_CHECK ? null : checkId, ...entity };
}

interface GoneInput {
  /** New and unique. */
  id: string;
  thing: GoneThing;
  /** What a person calls the source, for the sentence. */
  sourceName: string;
  why: string;
  untilMs: number | null;
}

/** Throws RangeError without a reason. */
export function goneDraft({ id, thing, sourceName, why, untilMs }: GoneInput): AcceptedDraft {
  const reason = why.trim();
  if (reason === '') {
    throw new RangeError('that something is gone for good needs a reason');
  }
  const name = Object.values(thing.labels).join(' ');
  const what = [name, thing.checkId ?? ''].filter((word) => word !== '').join(', ');
  return acceptedDraft(
    { id, subject: goneSubject(thing), why: reason, untilMs },
    `Gone for good: ${what} of ${sourceName}, ${reason}`
  );
}

/** What is said and in force, latest first. */
export function saidGone(acceptances: Acceptances): readonly SaidGone[] {
  return inForce(acceptances)
    .flatMap(({ id, subject, author: who, why, atMs, untilMs }): SaidGone[] => {
      const thing = goneThing(subject);
      return thing === null ? [] : [{ id, subject, thing, who, why, atMs, untilMs }];
    })
    .sort((a, b) => b.atMs - a.atMs);
}

/** The latest of those that hold for an entity of a check; null when none does. */
export function goneFor(
  said: readonly SaidGone[],
  checkId: string,
  sourceUid: string,
  labels: Labels
): SaidGone | null {
  const holds = ({ thing }: SaidGone) =>
    thing.sourceUid === sourceUid &&
    (thing.checkId === null || thing.checkId === checkId) &&
    Object.entries(thing.labels).every(([name, value]) => labels[name] === value);
  return said.find(holds) ?? null;
}
