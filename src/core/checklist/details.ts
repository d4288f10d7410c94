import { z } from 'zod';
import type { Verdict } from '../check/verdict';

/**
 * What the events of a round carry in `p`. Anybody who may annotate can write it, so reading is lenient: a field of the
 * wrong shape falls back instead of taking the round down.
 */

/** Longest finding and receiver kept, in characters: labels may be of any length. */
export const QUOTE_MAX = 300;

/** The last instant that a Date can hold. */
const MAX_DATE_MS = 8.64e15;

const DATE = /^\d{4}-\d{2}-\d{2}$/;

const VERDICTS: readonly Verdict[] = ['pass', 'warn', 'fail', 'unknown', 'na'];

/** Every event of an item; what is not said is left out when written. */
export interface ItemDetails {
  note: string;
  /** The headline and the value of the worst entity, as the person saw them. */
  finding: string | null;
  value: number | null;
  verdict: Verdict | null;
  /** Who or which round it was put off to, or whom it was given to; empty when it was let go. */
  to: string | null;
  /** Last local date of an accepted risk. */
  until: string | null;
  /** Ids of the checks that were not passing; null when not told. */
  checks: readonly string[] | null;
}

/** By hand and not by a schema: there are thousands of these in a fold. */
export function readItemDetails(details: Readonly<Record<string, unknown>>): ItemDetails {
  const { note, finding, value, verdict, to, until, checks } = details;
  return {
    note: typeof note === 'string' ? note : '',
    finding: typeof finding === 'string' ? finding : null,
    value: typeof value === 'number' ? value : null,
    verdict: VERDICTS.find((known) => known === verdict) ?? null,
    to: typeof to === 'string' ? to : null,
    until: typeof until === 'string' && DATE.test(until) ? until : null,
    checks: Array.isArray(checks) ? checks.filter((id) => typeof id === 'string') : null,
  };
}

const text = z.string().catch('');
const decisionKind = z.enum(['acknowledged', 'checked', 'deferred', 'done', 'na', 'risk']);

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
  entities: readonly EntitySnapshot[];
  /** Sources that did not answer in full, where others did: what it does not name of them may be anything. */
  silent?: readonly string[];
}

interface EntitySnapshot {
  key: string;
  verdict: string;
  value: number | null;
  /** When it was seen last, ms, where that was not now. */
  seenMs?: number;
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
  /** Keys of entities that were left out as gone for good, by the id of the check. */
  gone?: Readonly<Record<string, readonly string[]>>;
}

const dateMs = z.number().min(0).max(MAX_DATE_MS);
const counts = z.record(z.string(), z.number()).catch({});
const list = <T>(of: z.ZodType<T>) =>
  z
    .array(of.nullable().catch(null))
    .catch([])
    .transform((all) => all.filter((one) => one !== null));

const checksDetails = z.object({
  valuesMs: dateMs,
  counts,
  checks: list(
    z.object({
      id: z.string(),
      verdict: z.string(),
      reason: z.string().optional().catch(undefined),
      counts,
      entities: list(
        z.object({
          key: z.string(),
          verdict: z.string(),
          value: z.number().nullable().catch(null),
          seenMs: dateMs.optional().catch(undefined),
        })
      ),
      silent: z.array(z.string()).optional().catch(undefined),
    })
  ),
  cut: z.number().catch(0),
  gone: z.record(z.string(), z.array(z.string())).catch({}),
});

/** Null when it does not say when it was seen. */
export function readChecksDetails(details: Readonly<Record<string, unknown>>): ChecksDetails | null {
  const { data } = checksDetails.safeParse(details);
  return data ?? null;
}
