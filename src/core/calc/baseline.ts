import type { CalcQuestion } from '../check/definition';
import { entityOfKey } from '../check/entityKey';
import type { ObservedEntity } from '../check/evaluator';
import { formatValue } from '../check/format';
import type { AcceptedState } from '../check/memory';
import type { CheckResult } from '../check/result';
import type { Reason } from '../check/verdict';
import { CLOCK_TOLERANCE_MS } from '../time/clockTolerance';
import { whyNotWhole, type Computed, type Made } from './parts';

const DAY_MS = 86_400_000;

/** Labels that a thing gets beside its own: what happened to it, what it was when it was accepted, and what it is. */
export const BASELINE_LABELS = ['change', 'was', 'now'] as const;
export type Change = 'same' | 'added' | 'changed' | 'gone';

/**
 * Each thing of a check as it is, beside what somebody accepted: 0 where it is the same, 1 where it differs. Without an acceptance
 * in force nobody can say, and an answer that is not whole is no state at all.
 * @param accepted Null: nobody ever did. Undefined: nobody could look.
 */
export function baselineOf(
  { calc, parts, nowMs }: Made<Extract<CalcQuestion, { fn: 'baseline' }>>,
  accepted: AcceptedState | null | undefined
): Computed {
  const [part] = parts;
  if (part === undefined) {
    return { entities: [] };
  }
  const reason = whyNotWhole(part) ?? whyUnknownWithin(part);
  if (reason !== undefined) {
    return { entities: [], reason };
  }
  const now = thingsOf(part);
  const whyNot = whyNotAccepted(accepted);
  if (whyNot !== null || !accepted?.things) {
    const why = whyNot ?? { code: 'bad-response' as const };
    return { entities: [...now.values()].map((one) => ({ ...one, value: null, sampleMs: null, reason: why })) };
  }
  return {
    entities: compared(accepted.things, now),
    reason: whyOutdated(accepted, calc.maxAgeSeconds, nowMs),
  };
}

/** Where there is nothing any more and a state is in force: that somebody accepted it says that there is something to look at. */
export function whyMissed(accepted: AcceptedState | null | undefined): Reason | undefined {
  return accepted?.ended === null
    ? {
        code: 'no-data',
        detail: 'A state was accepted, and nothing of it is seen any more. Withdraw it if that is right.',
      }
    : undefined;
}

type Thing = ObservedEntity & { labels: Readonly<Record<string, string>> };

/** What is there now, by key, with what it is as text. */
function thingsOf({ definition, entities }: CheckResult): ReadonlyMap<string, Thing> {
  return new Map(
    entities
      .filter(({ left }) => left === undefined)
      .map(({ key, sourceUid, labels, value, sampleMs }) => {
        const now = value === null ? '' : formatValue(value, definition.unit);
        return [key, { sourceUid, labels: { ...labels, now }, value, sampleMs, trend: [] }];
      })
  );
}

function compared(was: ReadonlyMap<string, string>, now: ReadonlyMap<string, Thing>): ObservedEntity[] {
  const gone = [...was].flatMap(([key, text]) => {
    const thing = now.has(key) ? null : entityOfKey(key);
    return thing === null ? [] : [judged({ ...thing, value: 1, sampleMs: null, trend: [] }, 'gone', text)];
  });
  const there = [...now].map(([key, thing]) => {
    const before = was.get(key);
    const change = before === undefined ? 'added' : before === thing.labels['now'] ? 'same' : 'changed';
    return judged(thing, change, before ?? '');
  });
  return [...there, ...gone];
}

function judged(thing: ObservedEntity, change: Change, was: string): ObservedEntity {
  return { ...thing, labels: { ...thing.labels, change, was }, value: Number(change !== 'same') };
}

/** Of a thing that nobody can see nobody can say that it is as it was. */
function whyUnknownWithin({ counts, entities, definition }: CheckResult): Reason | undefined {
  const first = entities.find(({ verdict }) => verdict === 'unknown');
  return counts.unknown === 0
    ? undefined
    : {
        code: first?.reason?.code ?? 'no-data',
        detail: `${counts.unknown} of the things of ${definition.id} are unknown.`,
      };
}

function whyNotAccepted(accepted: AcceptedState | null | undefined): Reason | null {
  if (accepted === undefined) {
    return { code: 'no-data', detail: 'The journal could not be read, which has what was accepted.' };
  }
  if (accepted === null) {
    return { code: 'no-data', detail: 'Nobody has accepted a state yet.' };
  }
  if (accepted.things === null) {
    return { code: 'bad-response', detail: 'What was accepted cannot be read.' };
  }
  if (accepted.ended !== null) {
    const how =
      accepted.ended.how === 'withdrawn' ? `was withdrawn by ${accepted.ended.who || 'a deleted user'}` : 'is over';
    return { code: 'no-data', detail: `What was accepted ${how}.` };
  }
  return null;
}

function whyOutdated({ atMs, who }: AcceptedState, maxAgeSeconds: number, nowMs: number): Reason | undefined {
  const ageMs = nowMs - atMs;
  if (ageMs < -CLOCK_TOLERANCE_MS) {
    return { code: 'no-data', detail: 'It was accepted at a time that lies ahead: a clock is wrong.' };
  }
  const days = Math.floor(ageMs / DAY_MS);
  return ageMs <= maxAgeSeconds * 1000
    ? undefined
    : { code: 'no-data', detail: `It was accepted ${days} days ago by ${who || 'a deleted user'}.` };
}
