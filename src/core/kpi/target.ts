import type { Verdict } from '../check/verdict';
import type { KpiTarget } from './definition';

export type KpiState = 'met' | 'atRisk' | 'missed' | 'unknown';

const VERDICT_OF: Readonly<Record<KpiState, Verdict>> = {
  met: 'pass',
  atRisk: 'warn',
  missed: 'fail',
  unknown: 'unknown',
};

export function verdictOfState(state: KpiState): Verdict {
  return VERDICT_OF[state];
}

/**
 * What a value is by its target. The bound of `atRisk` may lie on either side of it: beyond the target, what is between them is
 * held but close; before it, what is between them is a near miss. In both it is at risk.
 */
export function stateOf(value: number, target: KpiTarget): Exclude<KpiState, 'unknown'> {
  const held = target.op === 'band' ? within(value, target.value) : holds(value, target.op, target.value);
  if (target.atRisk === undefined) {
    return held ? 'met' : 'missed';
  }
  const near = target.op === 'band' ? within(value, target.atRisk) : holds(value, target.op, target.atRisk);
  return held && near ? 'met' : held || near ? 'atRisk' : 'missed';
}

/** Which side of a band a value is on; null inside it and where the target is no band. */
export function sideOf(value: number, target: KpiTarget): 'low' | 'high' | null {
  if (target.op !== 'band') {
    return null;
  }
  const [low, high] = target.value;
  return value < low ? 'low' : value > high ? 'high' : null;
}

function holds(value: number, op: 'gte' | 'gt' | 'lte' | 'lt', bound: number): boolean {
  switch (op) {
    case 'gte':
      return value >= bound;
    case 'gt':
      return value > bound;
    case 'lte':
      return value <= bound;
    case 'lt':
      return value < bound;
  }
}

function within(value: number, [low, high]: readonly [number, number]): boolean {
  return value >= low && value <= high;
}
