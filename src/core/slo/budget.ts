/** The arithmetic of error budgets: the SRE workbook, chapters 2 and 5; time slices as OpenSLO defines them. */

/** Share of good ones; null when nothing was counted: no events are no success. */
export function sliOf(total: number, bad: number): number | null {
  return total > 0 ? 1 - bad / total : null;
}

export interface Budget {
  /** How many may be bad: (1 - target) x total. */
  allowed: number;
  /** Share of the budget that is spent; over 1 when it is overspent, infinite where nothing may be bad and something was. */
  consumed: number;
  /** 1 - consumed; negative when it is overspent. */
  left: number;
}

/** The budget of what was counted so far. Null when nothing was counted. */
export function budgetOf(total: number, bad: number, allowedRatio: number): Budget | null {
  if (total <= 0) {
    return null;
  }
  const allowed = allowedRatio * total;
  const consumed = allowed > 0 ? bad / allowed : bad > 0 ? Infinity : 0;
  return { allowed, consumed, left: 1 - consumed };
}

/** The budget as time, for reading only: (1 - target) x window, ms. */
export function budgetMs(windowMs: number, allowedRatio: number): number {
  return windowMs * allowedRatio;
}

/** Bad slices that a window allows: whole ones. */
export function allowedSlices(slices: number, allowedRatio: number): number {
  // A hundredth of a slice is dust of binary fractions: 0.05 x 20160 is 1008.
  return Math.floor(allowedRatio * slices + 1e-6);
}

/** How fast the budget burns: 1 lasts exactly the window. Null when nothing was counted or nothing may be bad. */
export function burnRateOf(total: number, bad: number, allowedRatio: number): number | null {
  return total > 0 && allowedRatio > 0 ? bad / total / allowedRatio : null;
}

/** The highest burn rate there can be, when everything is bad. */
export function highestBurnRate(allowedRatio: number): number {
  return allowedRatio > 0 ? 1 / allowedRatio : Infinity;
}

/** Share of the budget of a window that a burn rate eats in a part of it, at even traffic. */
export function budgetShare(burnRate: number, partMs: number, windowMs: number): number {
  return (burnRate * partMs) / windowMs;
}

/** Until an alert fires at a constant error ratio, ms; null when it never does. */
export function detectionMs(
  errorRatio: number,
  allowedRatio: number,
  longWindowMs: number,
  factor: number
): number | null {
  return errorRatio >= factor * allowedRatio && errorRatio > 0
    ? ((allowedRatio * factor) / errorRatio) * longWindowMs
    : null;
}

/** Budget spent by several by weight: OpenSLO multiplies each one's burn. */
export function compositeConsumed(members: ReadonlyArray<{ consumed: number; weight: number }>): number {
  return members.reduce((sum, { consumed, weight }) => sum + consumed * weight, 0);
}

/** The lower bound of a share that was seen, one-sided at 95 % (Wilson): what can be said with few events. */
export function wilsonLower(part: number, of: number): number {
  if (of <= 0) {
    return 0;
  }
  const z = 1.6448536269514722;
  const share = part / of;
  const center = share + (z * z) / (2 * of);
  const spread = z * Math.sqrt((share * (1 - share)) / of + (z * z) / (4 * of * of));
  return Math.max(0, (center - spread) / (1 + (z * z) / of));
}
