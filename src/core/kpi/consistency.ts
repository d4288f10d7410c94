import type { KpiDefinition } from './definition';

/** Availability, MTBF and MTTR are one equation: two targets imply the third. Durations in any one unit. */

export function impliedAvailability(mtbf: number, mttr: number): number {
  return mtbf / (mtbf + mttr);
}

/** The longest MTTR with which failures so far apart still allow the availability. */
export function allowedMttr(mtbf: number, availability: number): number {
  return (mtbf * (1 - availability)) / availability;
}

/** How far apart failures have to be for the availability with this MTTR; infinite for 100 %. */
export function neededMtbf(mttr: number, availability: number): number {
  return (mttr * availability) / (1 - availability);
}

/** The arithmetic of three targets; durations in seconds. */
export interface TargetArithmetic {
  availability: number;
  mtbfSeconds: number;
  mttrSeconds: number;
  impliedAvailability: number;
  allowedMttrSeconds: number;
  neededMtbfSeconds: number;
  /** Keeping the targets of MTBF and MTTR does not keep the one of availability. */
  contradicts: boolean;
}

/** Null where one of the three has no target. */
export function targetArithmetic(definitions: readonly KpiDefinition[]): TargetArithmetic | null {
  const targetOf = (role: NonNullable<KpiDefinition['role']>) => {
    const target = definitions.find((definition) => definition.role === role)?.target;
    return target === undefined || target.op === 'band' ? undefined : target.value;
  };
  const availability = targetOf('availability');
  const mtbfSeconds = targetOf('mtbf');
  const mttrSeconds = targetOf('mttr');
  if (availability === undefined || mtbfSeconds === undefined || mttrSeconds === undefined) {
    return null;
  }
  const implied = impliedAvailability(mtbfSeconds, mttrSeconds);
  return {
    availability,
    mtbfSeconds,
    mttrSeconds,
    impliedAvailability: implied,
    allowedMttrSeconds: allowedMttr(mtbfSeconds, availability),
    neededMtbfSeconds: neededMtbf(mttrSeconds, availability),
    contradicts: implied < availability,
  };
}
