import { z } from 'zod';
import type { Verdict } from '../check/verdict';

/**
 * What the events of a round carry in `p`. Anybody who may annotate can write it, so reading is lenient: a field of the
 * wrong shape falls back instead of taking the round down.
 */

/** Longest note, remark or reason a person may write, in characters. */
export const NOTE_MAX = 1000;

/** Longest finding and receiver kept, in characters: labels may be of any length. */
export const QUOTE_MAX = 300;

/** The last instant that a Date can hold. */
const MAX_DATE_MS = 8.64e15;

const VERDICTS: readonly Verdict[] = ['pass', 'warn', 'fail', 'unknown', 'na'];

/** `item.acknowledged`, `item.deferred` and `item.set`; what is not said is left out when written. */
export interface ItemDetails {
  note: string;
  /** The headline and the value of the worst entity, as the person saw them. */
  finding: string | null;
  value: number | null;
  verdict: Verdict | null;
  to: string | null;
  /** Ids of the checks that were not passing; null when not told. */
  checks: readonly string[] | null;
}

/** By hand and not by a schema: there are thousands of these in a fold. */
export function readItemDetails(details: Readonly<Record<string, unknown>>): ItemDetails {
  const { note, finding, value, verdict, to, checks } = details;
  return {
    note: typeof note === 'string' ? note : '',
    finding: typeof finding === 'string' ? finding : null,
    value: typeof value === 'number' ? value : null,
    verdict: VERDICTS.find((known) => known === verdict) ?? null,
    to: typeof to === 'string' ? to : null,
    checks: Array.isArray(checks) ? checks.filter((id) => typeof id === 'string') : null,
  };
}

const text = z.string().catch('');
const decisionKind = z.enum(['acknowledged', 'checked', 'deferred', 'done', 'na']);

const claim = z.object({
  kind: z.enum(['fail', 'unknown', 'warn', 'hand', 'pass', 'na']),
  count: z.number().int().nonnegative(),
  decided: z.number().int().nonnegative(),
  decisions: z.partialRecord(decisionKind, z.number().int().nonnegative()).catch({}),
  notes: z.array(text).catch([]),
});

/** `run.signed`. */
export const signedDetails = z.object({
  claims: z.array(claim).catch([]),
  /** Verdict by item id. */
  verdicts: z.record(z.string(), z.string()).catch({}),
  remark: text,
  /** What cannot be read is still a reason: the round was not complete. */
  incomplete: z.string().nullable().default(null).catch(''),
  valuesMs: z.number().min(0).max(MAX_DATE_MS).catch(0),
  oldestSampleAgeMs: z.number().min(0).max(MAX_DATE_MS).nullable().catch(null),
  /** Events that stood before the signature and their digest. */
  events: z.number().int().nonnegative().catch(0),
  digest: text,
});
export type SignedDetails = z.infer<typeof signedDetails>;

/** One failing, warning or unknown check of a `run.checks` snapshot. */
export interface CheckSnapshot {
  id: string;
  verdict: string;
  reason?: string;
  /** Entities by verdict, zeros left out. */
  counts: Readonly<Record<string, number>>;
  /** Worst first; cut to what fits. */
  entities: ReadonlyArray<{ key: string; verdict: string; value: number | null }>;
}

/** `run.checks`: what the machine saw, at the sign-off. */
export interface ChecksDetails {
  /** When the sources were asked, ms. */
  valuesMs: number;
  /** Checks by verdict, zeros left out. */
  counts: Readonly<Record<string, number>>;
  checks: readonly CheckSnapshot[];
  /** Entities of these checks that did not fit. */
  cut: number;
}
