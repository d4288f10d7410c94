import type { Rotation } from '../settings/settings';
import { addDays, daysBetween, instantOf, localDate } from '../time/zone';

/** Who is on duty by a rotation. */
export interface OnDuty {
  title: string;
  who: string;
  untilMs: number;
  /** Whose turn is next; null where one person has all turns. */
  next: string | null;
}

/** Who is on duty at an instant, by each rotation that has begun. A turn changes at its local time, however long the day is. */
export function onDuty(rotations: readonly Rotation[], zone: string, nowMs: number): readonly OnDuty[] {
  return rotations.flatMap(({ title, people, from, days, at }) => {
    const startOf = (turn: number) => instantOf(addDays(from, turn * days), at, zone);
    const today = Math.floor(daysBetween(from, localDate(nowMs, zone)) / days);
    const turn = startOf(today) > nowMs ? today - 1 : today;
    const who = people[turn % people.length];
    const next = people[(turn + 1) % people.length] ?? null;
    return turn < 0 || who === undefined
      ? []
      : [{ title, who, untilMs: startOf(turn + 1), next: next === who ? null : next }];
  });
}
