import type { CheckDefinition } from './definition';
import { identityBy } from './entityKey';
import type { CheckHistory, EntityHistory, ObservedCheckHistory, ObservedHistory } from './history';
import { lacksValue, soFar, verdictOf } from './judge';
import { limitsFor, type Limits } from './limits';
import { NO_MEMORY, type GoneForGood, type VerdictMemory } from './memory';
import { leavesQuietly, reasonOfNone, reasonOfNoPack } from './presence';
import { STATE_LETTERS } from './stateLetters';
import { slotsOf, type TimeGrid } from './timeGrid';
import type { Reason, ReasonCode } from './verdict';

/** Turns what was seen over a stretch of time into verdicts: what `judge` says of one moment, step by step. */
export function judgeHistory(
  check: CheckDefinition,
  observed: ObservedCheckHistory,
  grid: TimeGrid,
  memory: VerdictMemory = NO_MEMORY
): CheckHistory {
  const slots = slotsOf(grid);
  if (observed.withoutPack === true) {
    return withoutHistory(check, reasonOfNoPack(check), slots);
  }
  const { problems } = observed;
  const [problem] = problems;
  const identify = identityBy(check.by);
  const entities = observed.entities.map((one): EntityHistory => {
    const { key, labels } = identify(one.sourceUid, one.labels);
    const goneFrom = goneFromStep(one, memory.gone(check.id, one.sourceUid, labels), grid);
    return { key, sourceUid: one.sourceUid, labels, ...judgeSteps(check, one, limitsFor(check, labels), goneFrom) };
  });
  entities.sort((a, b) => (a.key < b.key ? -1 : 1));
  const whole =
    problem === undefined ? judgeWhole(check, observed.entities, slots) : unknownAllAlong(problem.reason, slots);
  return { definition: check, entities, whole, problems };
}

/** A check that nothing was asked about: there is nothing to judge, for a reason. */
export function withoutHistory(check: CheckDefinition, reason: Reason, slots: number): CheckHistory {
  return { definition: check, reason, entities: [], whole: { states: STATE_LETTERS.na.repeat(slots) }, problems: [] };
}

/** A check that broke: unknown in every step. */
export function brokenHistory(check: CheckDefinition, reason: Reason, slots: number): CheckHistory {
  return { definition: check, entities: [], whole: unknownAllAlong(reason, slots), problems: [] };
}

function unknownAllAlong({ code }: Reason, slots: number): CheckHistory['whole'] {
  return { states: STATE_LETTERS.unknown.repeat(slots), reason: code };
}

/** The step from which a thing is not asked about any more: after it was last there and somebody said that it is gone. */
function goneFromStep({ lastThere }: ObservedHistory, said: GoneForGood | null, { fromMs, stepMs }: TimeGrid): number {
  if (said === null || fromMs + (lastThere + 1) * stepMs > said.atMs) {
    return Infinity;
  }
  return Math.max(lastThere + 1, Math.ceil((said.atMs - fromMs) / stepMs) - 1);
}

function judgeSteps(
  check: CheckDefinition,
  { standings, values }: ObservedHistory,
  limits: Limits,
  goneFrom: number
): Pick<EntityHistory, 'states' | 'reason' | 'values'> {
  let reason: ReasonCode | undefined;
  const letters = standings.map((standing, slot) => {
    if (slot >= goneFrom || standing === 'absent' || (standing === 'vanished' && leavesQuietly(check))) {
      return STATE_LETTERS.na;
    }
    const value = values[slot] ?? null;
    if (standing === 'judged' || standing === 'young' || standing === 'offending') {
      if (!lacksValue(check, value)) {
        const { verdict } = verdictOf(check, value, standing === 'offending', limits);
        return STATE_LETTERS[standing === 'young' ? soFar(verdict) : verdict];
      }
      reason = 'no-data';
    } else {
      reason = standing;
    }
    return STATE_LETTERS.unknown;
  });
  return {
    states: letters.join(''),
    ...(reason === undefined ? {} : { reason }),
    ...(check.op === 'none' && check.mode === 'value' ? { values } : {}),
  };
}

/** Unknown in the steps in which no entity speaks for the check and `absent` does not say that this is fine. */
function judgeWhole(
  check: CheckDefinition,
  entities: readonly ObservedHistory[],
  slots: number
): CheckHistory['whole'] {
  // By source: one in which all left is not well because another one has something.
  const bySource = new Map<string, { listed: boolean[]; left: boolean[] }>();
  for (const { sourceUid, standings } of entities) {
    const seen = bySource.get(sourceUid) ?? { listed: [], left: [] };
    bySource.set(sourceUid, seen);
    standings.forEach((standing, slot) => {
      if (standing === 'vanished' && leavesQuietly(check)) {
        seen.left[slot] = true;
      } else if (standing !== 'absent') {
        seen.listed[slot] = true;
      }
    });
  }
  const sources = [...bySource.values()];
  let reason: ReasonCode | undefined;
  const letters = Array.from({ length: slots }, (_, slot) => {
    const isListed = sources.some(({ listed }) => listed[slot]);
    const isEmptied = sources.some(({ listed, left }) => left[slot] && !listed[slot]);
    const none = isListed && !isEmptied ? undefined : reasonOfNone(check, isEmptied);
    if (none?.verdict !== 'unknown') {
      return STATE_LETTERS.na;
    }
    reason = none.reason.code;
    return STATE_LETTERS.unknown;
  });
  return { states: letters.join(''), ...(reason === undefined ? {} : { reason }) };
}
