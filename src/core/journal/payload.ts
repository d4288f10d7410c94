import { z } from 'zod';

/**
 * What events carry in `p`. Anybody who may annotate can write a payload, so reading is lenient: a field of the wrong
 * shape falls back instead of taking the round down.
 */

/** Longest note, remark or reason a person may write, in characters. */
export const NOTE_MAX = 1000;

const text = z.string().max(20_000).catch('');
const verdict = z.enum(['pass', 'warn', 'fail', 'unknown', 'na']).nullable().catch(null);
const decisionKind = z.enum(['acknowledged', 'checked', 'deferred', 'done', 'na']);

/** `item.acknowledged`, `item.deferred` and `item.set`. */
export const itemPayload = z.object({
  note: text,
  /** The headline and the value of the worst entity, as the person saw them. */
  finding: z.string().nullable().catch(null),
  value: z.number().nullable().catch(null),
  verdict,
  to: z.string().nullable().catch(null),
});
export type ItemPayload = z.infer<typeof itemPayload>;

const claim = z.object({
  kind: z.enum(['fail', 'unknown', 'warn', 'hand', 'pass', 'na']),
  count: z.number().int().nonnegative(),
  decided: z.number().int().nonnegative(),
  decisions: z.partialRecord(decisionKind, z.number().int().nonnegative()).catch({}),
  notes: z.array(text).catch([]),
});

/** `run.signed`. */
export const signedPayload = z.object({
  claims: z.array(claim).catch([]),
  /** Verdict by item id. */
  verdicts: z.record(z.string(), z.string()).catch({}),
  remark: text,
  incomplete: z.string().nullable().catch(null),
  valuesMs: z.number().catch(0),
  oldestSampleAgeMs: z.number().nullable().catch(null),
  /** Events that stood before the signature and their digest. */
  events: z.number().int().nonnegative().catch(0),
  digest: text,
});
export type SignedPayload = z.infer<typeof signedPayload>;

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
export interface ChecksPayload {
  /** When the sources were asked, ms. */
  valuesMs: number;
  /** Checks by verdict, zeros left out. */
  counts: Readonly<Record<string, number>>;
  checks: readonly CheckSnapshot[];
  /** Entities of these checks that did not fit. */
  cut: number;
}
