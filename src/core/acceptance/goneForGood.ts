import type { CheckDefinition } from '../check/definition';
import { entityOfKey, identityBy } from '../check/entityKey';
import type { GoneForGood } from '../check/memory';
import type { Entity } from '../check/result';
import type { Labels } from '../check/series';
import { acceptedDraft, withdrawnDraft } from './draft';
import type { AcceptedDraft, WithdrawnDraft } from './event';
import { isInDoubt, type Acceptances, type Ended } from './fold';

/** What is said to be gone for good: everything of a source that has all of the labels, for one check or for all. */
export interface GoneThing {
  /** Null for every check. */
  checkId: string | null;
  sourceUid: string;
  labels: Labels;
}

/** An entity of a check as a thing: by the labels that make it, not by those that say what it was like. */
export function thingOf(
  { id, by }: CheckDefinition,
  { sourceUid, labels }: Pick<Entity, 'sourceUid' | 'labels'>
): GoneThing {
  return { checkId: id, sourceUid, labels: identityBy(by)(sourceUid, labels).labels };
}

/** That a thing is gone for good; `id` is that of the acceptance. */
export interface SaidGone extends GoneForGood {
  id: string;
  subject: string;
  thing: GoneThing;
  /** Null while it is in force; `in-doubt` while it is open whether it was withdrawn. */
  ended: Ended | 'in-doubt' | null;
}

/** Ends it before its time; `key` is that of the event. */
export function goneWithdrawn({ id, subject, thing }: SaidGone, key: string): WithdrawnDraft {
  const name = nameOf(thing);
  return withdrawnDraft({ id, subject }, { key, why: '', sentence: `Withdrawn: ${name} is gone for good` });
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
  return acceptedDraft(
    { id, subject: goneSubject(thing), why: reason, untilMs },
    `Gone for good: ${nameOf(thing)} of ${sourceName}, ${reason}`
  );
}

/** `node-7 sda, node.disk-health` */
function nameOf({ labels, checkId }: GoneThing): string {
  return [Object.values(labels).join(' '), checkId ?? ''].filter((word) => word !== '').join(', ');
}

/** What is said, and what was until its end, latest first. */
export function saidGone(acceptances: Acceptances): readonly SaidGone[] {
  return [...acceptances.bySubject.values()]
    .flatMap((standing): SaidGone[] => {
      const { id, subject, author: who, why, atMs, untilMs } = standing;
      const thing = goneThing(subject);
      const ended = standing.ended ?? (isInDoubt(acceptances, standing) ? 'in-doubt' : null);
      return thing === null ? [] : [{ id, subject, thing, who, why, atMs, untilMs, ended }];
    })
    .sort((a, b) => b.atMs - a.atMs);
}

/** An entity of a check, as far as it tells whether something said holds for it. */
interface SaidOf {
  checkId: string;
  sourceUid: string;
  labels: Labels;
}

/** The latest of those in force that hold for an entity of a check; null when none does. */
export function goneFor(said: readonly SaidGone[], entity: SaidOf): SaidGone | null {
  return said.find((one) => one.ended === null && holdsFor(one, entity)) ?? null;
}

/** What was said of it last, when that is over. */
export function wasGoneFor(said: readonly SaidGone[], entity: SaidOf): SaidGone | null {
  const last = said.find((one) => holdsFor(one, entity));
  return last?.ended ? last : null;
}

function holdsFor({ thing }: SaidGone, { checkId, sourceUid, labels }: SaidOf): boolean {
  return (
    thing.sourceUid === sourceUid &&
    (thing.checkId === null || thing.checkId === checkId) &&
    Object.entries(thing.labels).every(([name, value]) => labels[name] === value)
  );
}
