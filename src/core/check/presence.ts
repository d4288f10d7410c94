import type { CheckDefinition } from './definition';
import type { Reason } from './verdict';

/** Whether an entity is there to be judged: one rule for now and for each hour of a month. */

/** What a source says of an entity at one moment. */
export interface Sighting {
  /** Its presence has a sample. */
  present: boolean;
  /** It was there at some time within the look-back. */
  seen: boolean;
  /** The query itself returned it. */
  returned: boolean;
  /** Of a sustained check: samples are missing within that time, although it was there before it, or because it was not. */
  short?: 'in-between' | 'from-birth' | undefined;
}

/**
 * `judged` by its value, or as a row of mode `offenders`. `gap`: its samples do not fill the sustained time; `young`: it has not
 * been there for that long, and is judged by what it has been so far. `absent`: not a thing of this check at that moment.
 */
export type Standing = 'judged' | 'vanished' | 'gap' | 'young' | 'absent';

/**
 * What is not present has vanished, whatever a range window still returns for it. A row that is returned as an offender is bad
 * all the same; a newborn that is none has not offended for long enough, while one that a value judges was not watched for
 * long enough.
 */
export function standingOf(check: CheckDefinition, { present, seen, returned, short }: Sighting): Standing {
  const offenders = check.mode === 'offenders';
  if (offenders && returned) {
    return 'judged';
  }
  if (!present) {
    return seen || returned ? 'vanished' : 'absent';
  }
  if (short === 'in-between') {
    return 'gap';
  }
  return short === 'from-birth' && !offenders ? 'young' : 'judged';
}

/** Whether an entity that vanished is no longer asked about. */
export function leavesQuietly(check: CheckDefinition): boolean {
  return check.vanish === 'ignore';
}

/** What a check says that no entity speaks for: all of them left quietly, or there never was one. Never pass. */
export function reasonOfNone(check: CheckDefinition, someLeft: boolean): { verdict: 'unknown' | 'na'; reason: Reason } {
  if (someLeft) {
    return {
      verdict: 'unknown',
      reason: { code: 'vanished' },
    };
  }
  return {
    verdict: check.absent,
    reason: { code: 'no-data', ...(check.hint !== undefined && { detail: check.hint }) },
  };
}

/** Nothing of the check's pack has data anywhere: what it is about is not installed, or not scraped. */
export function reasonOfNoPack({ hint }: CheckDefinition): Reason {
  const nothing = 'Nothing of its pack has data, and had none in the 30 days before.';
  return { code: 'not-connected', detail: hint === undefined ? nothing : `${nothing} ${hint}` };
}
