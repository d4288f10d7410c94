import { entityOfKey, identityBy } from '../check/entityKey';
import type { KnownEntity } from '../check/memory';
import type { Labels } from '../check/series';
import { acceptedDraft } from './draft';
import type { AcceptedDraft, JsonValue } from './event';
import { inForce, type Acceptances, type Ended } from './fold';

/**
 * The things that a person expects a check to see in one system, however long ago it saw them: all that differ in one label, the
 * OSDs of a cluster by `ceph_daemon`. One that is gone for good is left out as soon as somebody says so.
 */
export interface ExpectedThings {
  checkId: string;
  sourceUid: string;
  /** What they have in common. */
  labels: Labels;
  /** The label that tells them apart. */
  by: string;
  values: readonly string[];
}

const KIND = 'expected/';
/** A list that is longer does not fit into one event. */
const MOST_CHARACTERS = 20_000;

/** `expected/<check id>/<source uid>|cluster=a`: a later list of the same subject replaces it. */
function expectedSubject({ checkId, sourceUid, labels }: Pick<ExpectedThings, 'checkId' | 'sourceUid' | 'labels'>) {
  return `${KIND}${checkId}/${identityBy(Object.keys(labels))(sourceUid, labels).key}`;
}

interface ExpectedInput {
  /** New and unique. */
  id: string;
  /** Id of the list of the same system that the person had seen. */
  base?: string;
  things: ExpectedThings;
  /** What a person calls the system, for the sentence. */
  name: string;
  why: string;
  untilMs: number | null;
}

/** Throws RangeError for a list that is too long, and for an empty one, which would expect nothing. */
export function expectedDraft({ things, name, ...saying }: ExpectedInput): AcceptedDraft {
  const values = [...new Set(things.values)];
  if (values.length === 0 || values.join().length > MOST_CHARACTERS) {
    throw new RangeError(`${values.length} things cannot be expected`);
  }
  const sentence = `Expected in ${name}: ${values.length} by ${things.by}, ${things.checkId}`;
  return acceptedDraft({ ...saying, subject: expectedSubject(things) }, sentence, { by: things.by, values });
}

/** The last list of a system, in force or not. */
export interface SaidExpected {
  id: string;
  values: readonly string[];
  who: string;
  why: string;
  atMs: number;
  untilMs: number | null;
  /** Null while it is in force. */
  ended: Ended | null;
}

/** What was last said to be expected of a system; null when nothing was. */
export function saidExpected(
  { bySubject }: Acceptances,
  system: Pick<ExpectedThings, 'checkId' | 'sourceUid' | 'labels'>
): SaidExpected | null {
  const subject = expectedSubject(system);
  const said = bySubject.get(subject);
  const things = said ? expectedThings(subject, said.state) : null;
  if (!said || things === null) {
    return null;
  }
  const { id, author: who, why, atMs, untilMs, ended } = said;
  return { id, values: things.values, who, why, atMs, untilMs, ended };
}

/** The things that are expected now, as what was last known of them: that they were there when somebody said so. */
export function expectedEntities(acceptances: Acceptances): ReadonlyMap<string, readonly KnownEntity[]> {
  const byCheck = new Map<string, KnownEntity[]>();
  for (const { subject, state, atMs } of inForce(acceptances)) {
    const things = expectedThings(subject, state);
    const entities = (things?.values ?? []).map((value): KnownEntity => {
      const { sourceUid, labels, by } = things ?? { sourceUid: '', labels: {}, by: '' };
      return {
        sourceUid,
        labels: { ...labels, [by]: value },
        verdict: 'unknown',
        value: null,
        seenMs: atMs,
        from: 'acceptance',
      };
    });
    if (things !== null) {
      byCheck.set(things.checkId, [...(byCheck.get(things.checkId) ?? []), ...entities]);
    }
  }
  return byCheck;
}

/** Null when it is about something else, or is not what this module writes. */
function expectedThings(subject: string, state: JsonValue | null): ExpectedThings | null {
  const slash = subject.indexOf('/', KIND.length);
  const common = subject.startsWith(KIND) && slash > KIND.length ? entityOfKey(subject.slice(slash + 1)) : null;
  if (common === null || typeof state !== 'object' || state === null || !('by' in state && 'values' in state)) {
    return null;
  }
  const { by, values } = state;
  const isList = Array.isArray(values) && values.every((value) => typeof value === 'string');
  return typeof by === 'string' && isList
    ? { checkId: subject.slice(KIND.length, slash), ...common, by, values: values.map(String) }
    : null;
}
